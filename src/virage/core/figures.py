"""Published figures: every number about reality with who said it, of when, where, and how far to trust it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from virage.core.sourcing import Citation, Qualifier
from virage.core.words import Words


class FigureKind(StrEnum):
    """What sort of statement it is."""

    ANNOUNCED = "announced"
    TARGET = "target"
    FUNDED = "funded"
    ACTUAL = "actual"
    ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One value of a figure that has several: a year, a place, a size."""

    label: Words
    value: Decimal
    unit: str
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One record. `value` or `points`, never both; dates as the source gives them, None where it does not."""

    id: str
    subject: str
    statement: Words
    value: Decimal | None
    points: tuple[Point, ...]
    unit: str
    qualifier: Qualifier | None
    place: Words | None
    speaker: Words | None
    data_date: str | None
    published_on: str | None
    kind: FigureKind
    method: Words | None
    note: Words | None
    base: Words | None
    sample: int | None
    changes: tuple[Point, ...]
    computed: tuple[Point, ...]
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """Why some figures must not be drawn as one: shown wherever one of them is."""

    id: str
    subjects: tuple[str, ...]
    figures: tuple[str, ...]
    statement: Words


def by_subject(figures: Iterable[Figure]) -> Mapping[str, tuple[Figure, ...]]:
    """Put together the figures that speak of the same thing, in the order given."""
    groups: dict[str, tuple[Figure, ...]] = {}
    for figure in figures:
        groups[figure.subject] = (*groups.get(figure.subject, ()), figure)
    return groups


def disagreeing(figures: Iterable[Figure]) -> Mapping[str, tuple[Figure, ...]]:
    """Keep the subjects on which figures of one kind and unit give different single values."""
    kept = {}
    for subject, group in by_subject(figures).items():
        said: dict[tuple[FigureKind, str], set[Decimal]] = {}
        for figure in group:
            if figure.value is not None:
                said.setdefault((figure.kind, figure.unit), set()).add(figure.value)
        if any(len(values) > 1 for values in said.values()):
            kept[subject] = group
    return kept
