"""The proposals of a call side by side: their rank, how firmly it stands, what the calculation would choose."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest
from typing import Any

from virage.base.viewer import MINISTRY, Role, Viewer
from virage.core import review
from virage.core.answers import Answer
from virage.core.selection import ChoiceGround
from virage.stages.calls.choosing import Scored, scored, shadows
from virage.stages.calls.models import Call, Decision, Review, Score, Selection
from virage.stages.calls.policies import can_analyse, can_publish
from virage.stages.calls.queries.calls import CallCard, CriterionLine, FloorLine, card_of, criteria_lines, floor_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How many were asked to read it, gave their scores, declared a conflict."""

    asked: int = 0
    given: int = 0
    conflicts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedLine:
    """One proposal. ``interval`` are the ranks that reviewers' own scores allow, once all are given.

    ``because`` and ``lacking`` (dollars) are the calculation's; ``chosen`` and ``departure``, a person's.
    """

    file: Scored
    rank: int | None
    interval: tuple[int, int] | None
    reading: Reading
    computed: bool | None
    because: ChoiceGround | None
    lacking: Decimal
    chosen: bool | None
    amount: Decimal | None
    departure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackLine:
    """How far a weight may move before the order at the line changes; in hundredths."""

    name: str
    weight: int
    least: Fraction | None
    most: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorReached:
    """A floor, what the choice gives it, what it misses.

    ``cost``, once asked for: points by dollar given that the choice without this floor alone would gain; then
    ``leaves`` and ``enters`` name what it would change.
    """

    line: FloorLine
    reached: Fraction
    missing: Fraction
    cost: Fraction | None = None
    leaves: tuple[str, ...] = ()
    enters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """The last calculation: dollars given and left, its proven gap in hundredths, what floors took from the score."""

    at: datetime
    given: Decimal
    left: Decimal
    gap: Fraction
    floors: tuple[FloorReached, ...]
    floors_points: Fraction
    leaves: tuple[str, ...]
    enters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A call as its ministry sees it; ``closed`` counts files that a conflict of interest closes to the viewer.

    ``kept`` are the calculations that the auditor may run again, latest first.
    """

    card: CallCard
    criteria: tuple[CriterionLine, ...]
    lines: tuple[ComparedLine, ...]
    slacks: tuple[SlackLine, ...]
    computed: Computed | None
    decided: Decimal
    closed: int
    departures: int
    may_analyse: bool
    may_announce: bool
    kept: tuple[tuple[int, datetime], ...]


def comparison(viewer: Viewer, *, call_id: int, floor_by_floor: bool = False) -> Comparison | None:
    """One call of the ministry, or None. At most ten queries, whatever the number of proposals.

    ``floor_by_floor`` computes the choice again without each floor: as long as the choice itself, once a floor.
    """
    row = Call.objects.visible_to(viewer).select_related("initiative__ministry").filter(pk=call_id).first()
    selections = Selection.objects.visible_to(viewer)
    if row is None or not viewer.has(*MINISTRY, Role.AUDITOR):
        return None
    names = criteria_lines(row, viewer)
    criteria = criteria_in(names)
    every = scored(row, criteria)
    readings, spans, shut = _readings(viewer, row, criteria)
    files = [one for one in every if one.id not in shut]
    last = selections.filter(call=row).order_by("-pk").first()
    ranked = {
        one.id: one for one in review.rank(criteria, {one.id: one.marks for one in files if one.score is not None})
    }
    decisions = {one.proposal_id: one for one in Decision.objects.visible_to(viewer).filter(proposal__call=row)}
    answers = last.answered["findings"] if last else {}
    lines = [
        _line(
            one,
            ranked=ranked.get(one.id),
            span=spans.get(one.id),
            reading=readings.get(one.id, Reading()),
            answer=answers.get(str(one.id)),
            decision=decisions.get(one.id),
        )
        for one in files
    ]
    return Comparison(
        card=card_of(row, viewer),
        criteria=names,
        lines=tuple(sorted(lines, key=lambda one: (one.rank is None, one.rank, one.file.id))),
        slacks=slacks(
            names,
            {one.id: one.marks for one in every if one.score is not None and one.answer is not Answer.NO},
            line=sum(bool(one["chosen"]) for one in answers.values()),
        ),
        computed=None
        if last is None
        else computed_in(viewer, last, row, {str(one.id): one.title for one in files}, floor_by_floor=floor_by_floor),
        decided=sum((one.amount for one in decisions.values() if one.amount), Decimal(0)),
        closed=len(every) - len(files),
        departures=sum(bool(one.departure) for one in decisions.values()),
        may_analyse=can_analyse(viewer, row),
        may_announce=can_publish(viewer, row),
        kept=tuple(selections.filter(call=row).order_by("-pk").values_list("pk", "at"))
        if viewer.has(Role.AUDITOR)
        else (),
    )


def criteria_in(names: Sequence[CriterionLine]) -> tuple[review.Criterion, ...]:
    """As the calculation takes them."""
    return tuple(review.Criterion(id=one.id, weight=Fraction(one.weight)) for one in names)


def _line(
    file: Scored,
    *,
    ranked: review.Ranked | None,
    span: tuple[int, int] | None,
    reading: Reading,
    answer: Mapping[str, Any] | None,
    decision: Decision | None,
) -> ComparedLine:
    return ComparedLine(
        file=file,
        rank=ranked.rank if ranked else None,
        interval=span,
        reading=reading,
        computed=answer["chosen"] if answer else (False if file.answer is Answer.NO else None),
        because=ChoiceGround(answer["because"]) if answer else None,
        lacking=Decimal(answer["lacking"]) if answer else Decimal(0),
        chosen=decision.chosen if decision else None,
        amount=decision.amount if decision else None,
        departure=decision.departure if decision else "",
    )


def _readings(
    viewer: Viewer, row: Call, criteria: Sequence[review.Criterion]
) -> tuple[dict[int, Reading], dict[int, tuple[int, int]], set[int]]:
    """Counts for everyone who judges; the scores themselves, only of files whose readers all gave theirs.

    Last, the files that the viewer's own conflict of interest closes.
    """
    found: dict[int, list[Review]] = {}
    for one in Review.objects.for_operation().filter(proposal__call=row):
        found.setdefault(one.proposal_id, []).append(one)
    readings = {
        key: Reading(
            asked=len(rows),
            given=sum(one.submitted_at is not None for one in rows),
            conflicts=sum(one.conflict is True for one in rows),
        )
        for key, rows in found.items()
    }
    marks: dict[tuple[int, int], dict[int, Fraction]] = {}
    shown = Score.objects.visible_to(viewer).filter(proposal__call=row, review__isnull=False)
    for proposal, by, criterion, value in shown.values_list("proposal_id", "review_id", "criterion_id", "value"):
        marks.setdefault((proposal, by), {})[criterion] = Fraction(value)
    scores: dict[int, list[Fraction]] = {}
    for (proposal, _by), given in marks.items():
        if readings[proposal].asked == readings[proposal].given + readings[proposal].conflicts:
            scores.setdefault(proposal, []).append(review.score(criteria, given))
    shut = {
        key for key, rows in found.items() if any(one.conflict and one.reviewer_id == viewer.person_id for one in rows)
    }
    return readings, review.intervals(scores), shut


def slacks(names: Sequence[CriterionLine], rows: Mapping[int, review.Row], *, line: int) -> tuple[SlackLine, ...]:
    """Of a ranking alone, cut where as many are in as a calculation chose."""
    criteria = criteria_in(names)
    if not 0 < line < len(rows):
        return ()
    above = [one.id for one in review.rank(criteria, rows)][:line]
    found = review.sensitivity(criteria, rows, above=above)
    return tuple(
        SlackLine(
            name=name.name,
            weight=name.weight,
            least=None if one.down is None else (one.weight - one.down) * 100,
            most=None if one.up is None else (one.weight + one.up) * 100,
        )
        for name, one in zip(names, found, strict=True)
    )


def computed_in(
    viewer: Viewer, last: Selection, row: Call, titles: Mapping[str, str], *, floor_by_floor: bool = False
) -> Computed:
    """A calculation as it was kept, with the call's floors in words."""
    told = last.answered
    edge = told["last"] or {"leaves": [], "enters": []}
    given = Decimal(told["given"])
    return Computed(
        at=last.at,
        given=given,
        left=Decimal(told["left"]),
        gap=Fraction(told["gap"]) * 100,
        floors=tuple(
            FloorReached(
                line=line,
                reached=Fraction(one["reached"]),
                missing=Fraction(one["missing"]),
                cost=shadow.cost / Fraction(given or 1) if shadow else None,
                leaves=_titles(shadow.leaves if shadow else (), titles),
                enters=_titles(shadow.enters if shadow else (), titles),
            )
            for line, one, shadow in zip_longest(
                floor_lines(row, viewer), told["floors"], shadows(last.given) if floor_by_floor else ()
            )
        ),
        floors_points=Fraction(told["floors_cost"]) / Fraction(given) if given else Fraction(0),
        leaves=_titles(edge["leaves"], titles),
        enters=_titles(edge["enters"], titles),
    )


def _titles(found: Iterable[int], titles: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(titles.get(str(one), "") for one in sorted(found))
