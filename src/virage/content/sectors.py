"""The programme's sectors and what they cover of SCIAN: `sectors.yaml`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from pydantic import Field

from virage.content.citations import Sources, citation_problems, cited
from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.problems import Problem
from virage.content.texts import Text
from virage.core.sectors import Sector, SectorRole

Code = Annotated[str, Field(pattern=r"^([0-9]{2,6}|31-33|44-45|48-49)$")]


class SectorEntry(Text):
    """One sector."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    scian: tuple[Code, ...]
    """Prefixes; empty when no code decides."""
    role: SectorRole
    legal_form_based: bool = False
    parent: str | None = None
    sources: Sources = ()


class Survey(Model):
    """The sectors of an official survey, for comparison."""

    statement: Text
    codes: tuple[Code, ...]
    sources: Sources


class SectorsFile(Model):
    """The sectors of a pack, and where the list comes from."""

    reconstruction: bool
    """True: no source lists them, the list is ours."""
    scian_version: int
    statement: Text
    sources: Sources
    survey: Survey | None = None
    sectors: tuple[SectorEntry, ...]


def _sector(entry: SectorEntry, shelf: Shelf) -> Sector:
    return Sector(
        id=entry.id,
        name=entry.words,
        scian=entry.scian,
        role=entry.role,
        parent=entry.parent,
        legal_form_based=entry.legal_form_based,
        sources=cited(entry.sources, shelf),
    )


def _build(files: Sequence[Loaded[SectorsFile]], shelf: Shelf) -> Mapping[str, Sector]:
    return {entry.id: _sector(entry, shelf) for file in files for entry in file.content.sectors}


def _check(files: Sequence[Loaded[SectorsFile]], shelf: Shelf) -> Iterable[Problem]:
    yield from citation_problems(files, shelf)
    for file in files:
        seen: set[str] = set()
        every = {s.id for s in file.content.sectors}
        for i, entry in enumerate(file.content.sectors):
            if entry.id in seen:
                yield file.problem(
                    ("sectors", i, "id"),
                    fr=f"le secteur {entry.id} est donné deux fois",
                    en=f"the sector {entry.id} is given twice",
                )
            if entry.parent is not None and entry.parent not in every:
                name = entry.parent
                yield file.problem(
                    ("sectors", i, "parent"), fr=f"le secteur {name} n’existe pas", en=f"there is no sector {name}"
                )
            seen.add(entry.id)


SECTORS: Kind[SectorsFile, Mapping[str, Sector]] = Kind(
    name="sectors", glob="sectors.yaml", schema=SectorsFile, build=_build, check=_check
)
