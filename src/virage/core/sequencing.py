"""Place ranked actions in quarters, under a budget and hours that no quarter exceeds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from virage.core.actions import Action, CostRange, HoursRange
from virage.core.needs import Said
from virage.core.quarters import Quarter

WEEKS = 13
"""Weeks in a quarter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What the enterprise can give, each quarter. None: no limit was told.

    `starts` bounds the actions begun in one quarter: without it, an unlimited budget would begin everything at once,
    which no small team carries.
    """

    budget_cad: Decimal | None = None
    hours: int | None = None
    starts: int = 2
    quarters: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An action the answers call for, and why.

    `mends` names the questions; `after` the proposed actions that come before it; `held` the prerequisites that the
    answers show in place; `to_check` those that no answer speaks of; `said` what the owner's own words say of it.
    """

    action: Action
    cost: CostRange
    hours: HoursRange
    mends: tuple[str, ...]
    after: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    to_check: tuple[str, ...] = ()
    said: Said | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one action takes from one quarter: the high end of its ranges, spread evenly, rounded up."""

    cost: Decimal
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A candidate placed from a first to a last quarter, both included."""

    candidate: Candidate
    first: Quarter
    last: Quarter
    load: Load


class Reason(StrEnum):
    """Why an action that the answers call for is not in the plan."""

    BUDGET = "budget"
    HOURS = "hours"
    ROOM = "room"
    AFTER = "after"
    SIZE = "size"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An action left out. `load` is what each of its `quarters` would take; `waits_for` what it rests on."""

    action: str
    reason: Reason
    load: Load | None = None
    quarters: int = 0
    waits_for: tuple[str, ...] = ()


def place(
    candidates: Sequence[Candidate], means: Means, opening: Quarter, *, heads: int = 0
) -> tuple[tuple[Step, ...], tuple[LeftOut, ...]]:
    """Give each candidate, in rank order, the earliest quarters with room for it.

    An action begins in a quarter after the last one of what it rests on. No other begins before one of the `heads`
    first candidates: who is told to begin with them can.

    >>> copies = Action(id="copies", dimension="security", mends=(), costs={}, hours={}, weeks=2)
    >>> one = Candidate(action=copies, cost=CostRange(low=Decimal(300), high=Decimal(900)),
    ...                 hours=HoursRange(low=4, high=8), mends=())
    >>> steps, left_out = place([one], Means(budget_cad=Decimal(1000)), Quarter(2027, 1))
    >>> (steps[0].first, steps[0].load.cost, left_out)
    (Quarter(year=2027, number=1), Decimal('900'), ())
    >>> place([one], Means(budget_cad=Decimal(500)), Quarter(2027, 1))[1][0].reason
    <Reason.BUDGET: 'budget'>
    """
    placed: dict[str, Step] = {}
    left_out: list[LeftOut] = []
    begun = opening
    for rank, candidate in enumerate(candidates):
        if rank == heads:
            begun = max((step.first for step in placed.values()), default=opening)
        found = _place_one(candidate, placed, means, opening, not_before=begun)
        if isinstance(found, Step):
            placed[candidate.action.id] = found
        else:
            left_out.append(found)
    return tuple(sorted(placed.values(), key=lambda step: step.first)), tuple(left_out)


def span_of(action: Action) -> int:
    """Quarters that an action crosses."""
    return -(-action.weeks // WEEKS)


def load_of(candidate: Candidate) -> Load:
    """What each of its quarters takes, at the high end.

    >>> system = Action(id="system", dimension="data", mends=(), costs={}, hours={}, weeks=26)
    >>> load_of(Candidate(action=system, cost=CostRange(low=Decimal(9000), high=Decimal(25001)),
    ...                   hours=HoursRange(low=20, high=41), mends=()))
    Load(cost=Decimal('12501'), hours=21)
    """
    span = span_of(candidate.action)
    cost = (candidate.cost.high / span).to_integral_value(rounding=ROUND_CEILING)
    return Load(cost=cost, hours=-(-candidate.hours.high // span))


def spent(steps: Sequence[Step], quarter: Quarter) -> Load:
    """What the steps take from one quarter, together."""
    running = [step.load for step in steps if step.first <= quarter <= step.last]
    return Load(cost=sum((load.cost for load in running), Decimal(0)), hours=sum(load.hours for load in running))


def _place_one(
    candidate: Candidate, placed: Mapping[str, Step], means: Means, opening: Quarter, *, not_before: Quarter
) -> Step | LeftOut:
    action, load, span = candidate.action, load_of(candidate), span_of(candidate.action)
    unplaced = tuple(before for before in candidate.after if before not in placed)
    if unplaced:
        return LeftOut(action=action.id, reason=Reason.AFTER, waits_for=unplaced)
    if means.budget_cad is not None and load.cost > means.budget_cad:
        return LeftOut(action=action.id, reason=Reason.BUDGET, load=load, quarters=span)
    if means.hours is not None and load.hours > means.hours:
        return LeftOut(action=action.id, reason=Reason.HOURS, load=load, quarters=span)
    earliest = max((not_before, *(placed[before].last + 1 for before in candidate.after)))
    for first in (opening + n for n in range(means.quarters - span + 1)):
        if first >= earliest and _has_room(first, span, load, tuple(placed.values()), means):
            return Step(candidate=candidate, first=first, last=first + (span - 1), load=load)
    return LeftOut(action=action.id, reason=Reason.ROOM, load=load, quarters=span)


def _has_room(first: Quarter, span: int, load: Load, steps: Sequence[Step], means: Means) -> bool:
    if sum(step.first == first for step in steps) >= means.starts:
        return False
    totals = [spent(steps, first + n) for n in range(span)]
    within_budget = means.budget_cad is None or all(t.cost + load.cost <= means.budget_cad for t in totals)
    within_hours = means.hours is None or all(t.hours + load.hours <= means.hours for t in totals)
    return within_budget and within_hours
