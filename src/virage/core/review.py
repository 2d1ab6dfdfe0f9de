"""Scores by criterion and weight, what is missing of them, and how firmly the order they give stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

MOST = 10
"""Marks go from 0 to this; a score, from 0 to 100."""
Row = Mapping[int, Fraction]
"""The marks of one proposal, by criterion."""


class MarkPart(StrEnum):
    """What a mark is made of."""

    SCORE = "score"
    REASON = "reason"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What is judged; weights are made a whole by whoever adds them up."""

    id: int
    weight: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One criterion as judged: from 0 to 10, why, and on which piece of the file."""

    criterion: int
    value: Fraction | None
    reason: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What a criterion lacks."""

    criterion: int
    part: MarkPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One proposal and its rank; equal scores share the best of their ranks."""

    id: int
    score: Fraction
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slack:
    """How far one weight may move, others keeping their proportions, before the order at the line changes.

    In shares of the whole: ``down`` and ``up`` are nothing when no move that way changes it.
    """

    criterion: int
    weight: Fraction
    down: Fraction | None
    up: Fraction | None


def missing(criteria: Sequence[Criterion], marks: Iterable[Mark]) -> tuple[Missing, ...]:
    """Name what each criterion lacks before anything may be approved.

    >>> cost = Criterion(id=1, weight=Fraction(1))
    >>> [one.part.value for one in missing([cost], [Mark(criterion=1, value=Fraction(7), reason="Prix du marché")])]
    ['document']
    """
    given = {mark.criterion: mark for mark in marks}
    found = []
    for one in criteria:
        mark = given.get(one.id, Mark(criterion=one.id, value=None))
        lacks = {
            MarkPart.SCORE: mark.value is None,
            MarkPart.REASON: not mark.reason.strip(),
            MarkPart.DOCUMENT: not mark.document.strip(),
        }
        found += [Missing(criterion=one.id, part=part) for part, lacking in lacks.items() if lacking]
    return tuple(found)


def score(criteria: Sequence[Criterion], row: Row) -> Fraction:
    """Weighted, from 0 to 100.

    >>> two = [Criterion(id=1, weight=Fraction(60)), Criterion(id=2, weight=Fraction(40))]
    >>> score(two, {1: Fraction(8), 2: Fraction(5)})
    Fraction(68, 1)
    """
    whole = sum((one.weight for one in criteria), Fraction(0))
    return 100 * sum((one.weight * row[one.id] for one in criteria), Fraction(0)) / (whole * MOST)


def rank(criteria: Sequence[Criterion], rows: Mapping[int, Row]) -> tuple[Ranked, ...]:
    """Best first, then by number.

    >>> one = [Criterion(id=1, weight=Fraction(1))]
    >>> [(each.id, each.rank) for each in rank(one, {7: {1: Fraction(5)}, 8: {1: Fraction(9)}, 9: {1: Fraction(5)}})]
    [(8, 1), (7, 2), (9, 2)]
    """
    scores = {key: score(criteria, row) for key, row in rows.items()}
    return tuple(
        Ranked(id=key, score=own, rank=1 + sum(other > own for other in scores.values()))
        for key, own in sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    )


def intervals(scores: Mapping[int, Sequence[Fraction]]) -> dict[int, tuple[int, int]]:
    """The best and the worst rank each proposal may hold, as its reviewers' own scores allow.

    >>> intervals({1: [Fraction(80), Fraction(90)], 2: [Fraction(85)], 3: [Fraction(40), Fraction(60)]})
    {1: (1, 2), 2: (1, 2), 3: (3, 3)}
    """
    spans = {key: (min(given), max(given)) for key, given in scores.items() if given}
    return {
        key: (
            1 + sum(other[0] > high for name, other in spans.items() if name != key),
            len(spans) - sum(other[1] < low for name, other in spans.items() if name != key),
        )
        for key, (low, high) in spans.items()
    }


def sensitivity(criteria: Sequence[Criterion], rows: Mapping[int, Row], *, above: Iterable[int]) -> tuple[Slack, ...]:
    """For each weight, the least move that puts a proposal now below the line level with one of ``above``.

    >>> two = [Criterion(id=1, weight=Fraction(1, 2)), Criterion(id=2, weight=Fraction(1, 2))]
    >>> rows = {1: {1: Fraction(9), 2: Fraction(5)}, 2: {1: Fraction(5), 2: Fraction(8)}}
    >>> [(one.down, one.up) for one in sensitivity(two, rows, above=[1])]
    [(Fraction(1, 14), None), (None, Fraction(1, 14))]
    """
    kept = frozenset(above)
    whole = sum((one.weight for one in criteria), Fraction(0))
    return tuple(
        Slack(
            criterion=one.id,
            weight=one.weight / whole,
            down=_reach(lines, kept, -one.weight / whole),
            up=_reach(lines, kept, 1 - one.weight / whole),
        )
        for one in criteria
        if (lines := _lines(criteria, one, rows, whole))
    )


def _lines(
    criteria: Sequence[Criterion], moved: Criterion, rows: Mapping[int, Row], whole: Fraction
) -> dict[int, tuple[Fraction, Fraction]]:
    """The score of each proposal as one weight moves: where it starts, and its slope."""
    rest = whole - moved.weight
    found = {}
    for key, row in rows.items():
        others = sum((one.weight * row[one.id] for one in criteria if one.id != moved.id), Fraction(0))
        slope = row[moved.id] - others / rest if rest else Fraction(0)
        found[key] = ((others + moved.weight * row[moved.id]) / whole, slope)
    return found


def _reach(lines: Mapping[int, tuple[Fraction, Fraction]], above: frozenset[int], end: Fraction) -> Fraction | None:
    """The first move towards ``end`` at which the least of those above meets the best of those below.

    The distance between the two is concave in the move: each tangent meets zero beyond the first crossing or on it,
    so going from the end from tangent to tangent comes down on it, in a few steps and without rounding.
    """
    ours, theirs = ([line for key, line in lines.items() if (key in above) is inside] for inside in (True, False))
    if not ours or not theirs or not end:
        return None
    move = end
    while True:
        low = min(ours, key=lambda line: line[0] + move * line[1])
        high = max(theirs, key=lambda line: line[0] + move * line[1])
        distance, slope = low[0] - high[0], low[1] - high[1]
        if distance + move * slope >= 0:
            return None if move == end else abs(move)
        if distance <= 0:
            return Fraction(0)
        move = -distance / slope
