"""Regions, tile grid, boundary change: `territory.yaml`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from virage.content.citations import Sources, citation_problems, cited
from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.problems import PackError, Problem
from virage.content.quantities import Number
from virage.content.texts import AsWritten, PartialDate, Text
from virage.core.sourcing import Qualifier
from virage.core.territory import BoundaryChange, Move, Region, RegionFact, Territory
from virage.core.words import Words

RegionCode = Annotated[str, Field(pattern=r"^[0-9]{2}$")]


class Grid(Model):
    """Size of the tile grid."""

    columns: int
    rows: int


class MoveEntry(Model):
    """One MRC that changed region."""

    mrc: str
    was: RegionCode
    now: RegionCode


class BoundaryEntry(Model):
    """Limits that moved."""

    date: date
    order_in_council: str
    moves: Annotated[tuple[MoveEntry, ...], Field(min_length=1)]
    statement: Text
    effect: Text
    sources: Sources


class Level(Text):
    """A level of places and how many there are; null: not given."""

    id: str
    count: int | None


class Group(Text):
    """A grouping of regions."""

    id: str


class RegionFactEntry(Model):
    """One sourced number about a region."""

    measure: str
    statement: Text
    value: Number
    unit: str
    qualifier: Qualifier | None = None
    data_date: PartialDate | None = None
    sources: Sources


class RegionEntry(Text):
    """One region."""

    code: RegionCode
    grid: tuple[int, int]
    """Column and row, from 0 at the top left."""
    group: str
    facts: tuple[RegionFactEntry, ...] = ()


class StructurePoint(Model):
    """One class of size."""

    label: Text
    value: Number


class Structure(Model):
    """Enterprises by size, in one place and year."""

    date: PartialDate
    place: Text
    statement: Text
    unit: str
    qualifier: Qualifier | None = None
    points: tuple[StructurePoint, ...]
    table: AsWritten | None = None
    sources: Sources


class TerritoryFile(Model):
    """The whole territory of a pack."""

    grid: Grid
    grid_note: Text
    boundary_change: BoundaryEntry
    levels: tuple[Level, ...]
    groups_verified: bool
    groups: tuple[Group, ...]
    regions: tuple[RegionEntry, ...]
    enterprise_structure: tuple[Structure, ...] = ()
    per_region_by_size: None = None
    """No source read gives it: it has no other value yet."""


def _region(entry: RegionEntry, shelf: Shelf) -> Region:
    facts = tuple(
        RegionFact(
            measure=f.measure,
            statement=f.statement.words,
            value=f.value,
            unit=f.unit,
            qualifier=f.qualifier,
            data_date=f.data_date,
            sources=cited(f.sources, shelf),
        )
        for f in entry.facts
    )
    column, row = entry.grid
    return Region(code=entry.code, name=entry.words, column=column, row=row, group=entry.group, facts=facts)


def _build(files: Sequence[Loaded[TerritoryFile]], shelf: Shelf) -> Territory:
    if not files:
        raise PackError((Problem(Path("territory.yaml"), 1, Words(fr="le fichier manque", en="the file is missing")),))
    content = files[-1].content
    change = content.boundary_change
    return Territory(
        columns=content.grid.columns,
        rows=content.grid.rows,
        grid_note=content.grid_note.words,
        boundary_change=BoundaryChange(
            on=change.date,
            order_in_council=change.order_in_council,
            moves=tuple(Move(mrc=move.mrc, was=move.was, now=move.now) for move in change.moves),
            statement=change.statement.words,
            effect=change.effect.words,
            sources=cited(change.sources, shelf),
        ),
        groups={g.id: Words(fr=g.fr, en=g.en) for g in content.groups},
        groups_verified=content.groups_verified,
        regions={r.code: _region(r, shelf) for r in content.regions},
    )


def _check(files: Sequence[Loaded[TerritoryFile]], shelf: Shelf) -> Iterable[Problem]:
    yield from citation_problems(files, shelf)
    for file in files:
        taken: dict[tuple[int, int], str] = {}
        groups = {g.id for g in file.content.groups}
        for i, region in enumerate(file.content.regions):
            if region.grid in taken:
                other = taken[region.grid]
                yield file.problem(
                    ("regions", i, "grid"),
                    fr=f"la tuile de {region.code} est déjà celle de {other}",
                    en=f"the tile of {region.code} is already that of {other}",
                )
            if region.group not in groups:
                name = region.group
                yield file.problem(
                    ("regions", i, "group"),
                    fr=f"le groupe {name} n’est pas déclaré",
                    en=f"the group {name} is not declared",
                )
            taken[region.grid] = region.code


TERRITORY: Kind[TerritoryFile, Territory] = Kind(
    name="territory", glob="territory.yaml", schema=TerritoryFile, build=_build, check=_check
)


def region_codes(shelf: Shelf) -> Mapping[str, Region]:
    """Give the regions that may be cited."""
    return shelf.get(TERRITORY).regions
