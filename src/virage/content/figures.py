"""Published figures: `figures/*.yaml`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import model_validator

from virage.content.citations import Sources, citation_problems, cited
from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.problems import Problem
from virage.content.quantities import Number, words_or_none
from virage.content.texts import AsWritten, Text
from virage.core.figures import Caution, Figure, FigureKind, Point
from virage.core.sourcing import Qualifier


class PointEntry(Model):
    """One value of several; `unit` when it differs from the figure's."""

    label: Text
    value: Number
    at: AsWritten | None = None
    unit: str | None = None

    def point(self, unit: str) -> Point:
        """Give the core's form."""
        return Point(label=self.label.words, value=self.value, unit=self.unit or unit, at=self.at)


class ComputedEntry(Model):
    """A value of ours, computed from the figure."""

    statement: Text
    value: Number
    unit: str


class OtherClaim(Model):
    """What another page says of the same thing."""

    statement: Text
    sources: Sources


class FigureEntry(Model):
    """One record: a value, or points. Dates are the source's; null where it gives none."""

    id: str
    subject: str
    statement: Text
    value: Number | None = None
    points: tuple[PointEntry, ...] = ()
    qualifier: Qualifier | None = None
    unit: str
    base: Text | None = None
    change_pct: tuple[PointEntry, ...] = ()
    computed: ComputedEntry | None = None
    place: Text | None
    speaker: Text | None
    data_date: AsWritten | None
    published_on: AsWritten | None
    kind: FigureKind
    method: Text | None = None
    sample: int | None = None
    note: Text | None = None
    contradicted_by: tuple[OtherClaim, ...] = ()
    sources: Sources

    @model_validator(mode="after")
    def _one_form(self) -> "FigureEntry":
        if (self.value is None) == (not self.points):
            msg = "une donnée a une valeur (value) ou plusieurs (points), jamais les deux"
            raise ValueError(msg)
        return self


class CautionEntry(Model):
    """Why some figures are never drawn as one."""

    id: str
    subjects: tuple[str, ...]
    figures: tuple[str, ...]
    statement: Text


class FrontEntry(Model):
    """A figure for the first page, in few words, with the other figure or the doubt that goes with it."""

    figure: str
    what: Text
    but: Text | None = None
    """`{named}` stands for the number of projects that a source names."""
    contradiction: str | None = None


class FiguresFile(Model):
    """Some figures and what to beware of."""

    figures: tuple[FigureEntry, ...]
    cautions: tuple[CautionEntry, ...] = ()
    front: tuple[FrontEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Every published figure, by id, the cautions, and those that lead on the first page."""

    records: Mapping[str, Figure]
    cautions: tuple[Caution, ...]
    front: tuple[FrontEntry, ...]

    def about(self, subject: str) -> tuple[Figure, ...]:
        """Give the figures on one subject."""
        return tuple(f for f in self.records.values() if f.subject == subject)


def _figure(entry: FigureEntry, shelf: Shelf) -> Figure:
    computed = entry.computed
    return Figure(
        id=entry.id,
        subject=entry.subject,
        statement=entry.statement.words,
        value=entry.value,
        points=tuple(p.point(entry.unit) for p in entry.points),
        unit=entry.unit,
        qualifier=entry.qualifier,
        place=words_or_none(entry.place),
        speaker=words_or_none(entry.speaker),
        data_date=entry.data_date,
        published_on=entry.published_on,
        kind=entry.kind,
        method=words_or_none(entry.method),
        note=words_or_none(entry.note),
        base=words_or_none(entry.base),
        sample=entry.sample,
        changes=tuple(p.point("%") for p in entry.change_pct),
        computed=(Point(label=computed.statement.words, value=computed.value, unit=computed.unit),) if computed else (),
        sources=cited(entry.sources, shelf),
    )


def _build(files: Sequence[Loaded[FiguresFile]], shelf: Shelf) -> Figures:
    return Figures(
        records={e.id: _figure(e, shelf) for file in files for e in file.content.figures},
        cautions=tuple(
            Caution(id=c.id, subjects=c.subjects, figures=c.figures, statement=c.statement.words)
            for file in files
            for c in file.content.cautions
        ),
        front=tuple(entry for file in files for entry in file.content.front),
    )


def _check(files: Sequence[Loaded[FiguresFile]], shelf: Shelf) -> Iterable[Problem]:
    yield from citation_problems(files, shelf)
    seen: set[str] = set()
    every = {e.id for file in files for e in file.content.figures}
    for file in files:
        for i, entry in enumerate(file.content.figures):
            if entry.id in seen and file.pack == files[0].pack:
                yield file.problem(
                    ("figures", i, "id"),
                    fr=f"la donnée {entry.id} est donnée deux fois",
                    en=f"the figure {entry.id} is given twice",
                )
            if not entry.sources:
                yield file.problem(
                    ("figures", i), fr=f"{entry.id}\u00a0: il manque la source", en=f"{entry.id}: the source is missing"
                )
            seen.add(entry.id)
        for i, caution in enumerate(file.content.cautions):
            for name in sorted(set(caution.figures) - every):
                yield file.problem(
                    ("cautions", i, "figures"),
                    fr=f"la donnée {name} n’existe pas",
                    en=f"there is no figure {name}",
                )
        for i, lead in enumerate(file.content.front):
            if lead.figure not in every:
                yield file.problem(
                    ("front", i, "figure"),
                    fr=f"la donnée {lead.figure} n’existe pas",
                    en=f"there is no figure {lead.figure}",
                )


FIGURES: Kind[FiguresFile, Figures] = Kind(
    name="figures", glob="figures/*.yaml", schema=FiguresFile, build=_build, check=_check
)
