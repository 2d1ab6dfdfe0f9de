"""Sources: `sources.yaml` names them once; items cite them by id, or give one in place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.problems import Problem
from virage.content.texts import AsWritten, Text
from virage.content.yaml_source import Where
from virage.core.sourcing import Citation

SourceKind = Literal[
    "primary",
    "official",
    "press",
    "promoter",
    "aggregator",
    "sponsored",
    "survey",
    "study",
    "analysis",
    "announcement",
    "code",
    "lead",
    "web",
]


class InlineSource(Model):
    """A source given where it is cited. No address: `note` says in words what was read."""

    url: str | None
    date: AsWritten | None
    """The source's own date, null when it gives none: never invented."""
    kind: SourceKind
    note: Text | None = None


class SourceEntry(InlineSource):
    """A source that several items cite."""

    id: str


class SourcesFile(Model):
    """Every source cited by id."""

    sources: tuple[SourceEntry, ...]


Sources = tuple[str | InlineSource, ...]
CITING = frozenset({"sources", "reading_sources", "targets_sources"})


def _citation(entry: InlineSource, identifier: str | None = None) -> Citation:
    note = entry.note.words if entry.note else None
    return Citation(id=identifier, url=entry.url, date=entry.date, kind=entry.kind, note=note)


def _build(files: Sequence[Loaded[SourcesFile]], shelf: Shelf) -> Mapping[str, Citation]:  # noqa: ARG001
    return {entry.id: _citation(entry, entry.id) for file in files for entry in file.content.sources}


SOURCES: Kind[SourcesFile, Mapping[str, Citation]] = Kind(
    name="sources", glob="sources.yaml", schema=SourcesFile, build=_build
)


def cited(refs: Sources, shelf: Shelf) -> tuple[Citation, ...]:
    """Resolve what an item cites; an id that nothing declares stays visible as such, and `pack check` names it."""
    known = shelf.get(SOURCES)
    unknown = {"url": None, "date": None, "kind": "unknown"}
    return tuple(
        known.get(r) or Citation(id=r, **unknown) if isinstance(r, str) else _citation(r)  # type: ignore[arg-type]
        for r in refs
    )


def citation_problems(files: Sequence[Loaded[Any]], shelf: Shelf) -> Iterable[Problem]:
    """Find every id of a source that nothing declares."""
    known = shelf.get(SOURCES)
    for file in files:
        for where, name in _ids(file.source.data, ()):
            if name not in known:
                yield file.problem(
                    where, fr=f"la source {name} n’est déclarée nulle part", en=f"no file declares the source {name}"
                )


def _ids(data: Any, where: Where) -> Iterator[tuple[Where, str]]:
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in children:
        if key in CITING and isinstance(value, list):
            yield from (((*where, key, i), item) for i, item in enumerate(value) if isinstance(item, str))
        yield from _ids(value, (*where, key))
