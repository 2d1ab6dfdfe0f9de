"""Propose a plan: which actions the answers call for, in which order, in which quarters, and what is left out.

The rule, in words an owner can check:

1. An action is called for when it mends at least one answer, or when the owner's own sentence asks for it and no answer
   speaks of it; and when it suits the sector and the headcount.
2. Each next action is the one that mends most of what remains: the gaps of its answers not yet mended, added up.
   At equal need, security comes first, since a loss cannot be made up later; then the cheaper — or the one that
   takes fewer hours, for an owner who lacks time.
3. The three first actions are those that can begin now, nothing else being needed before. Up to two of
   the three places go to what the owner's own sentence asks for, or to what must come before it; one place at least
   stays with what the answers show to be the most needed. An answer that shows it in place wins over the sentence.
4. Quarters are filled under the budget and hours: the first actions, then the others, most needed first, see
   `virage.core.sequencing`. No other action begins before a first one: the plan opens with them, shown by the quarter
   in which they begin, then by cost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from virage.core.actions import Action, CostRange, HoursRange, Size, cost_for, gap, hours_for, mended_by, size_of
from virage.core.needs import Said, said_of, spoken
from virage.core.quarters import Quarter, quarter_after
from virage.core.sequencing import Candidate, LeftOut, Means, Reason, Step, place

FIRST = 3
SPOKEN = 2
UNSETTLED = "unknown"
SAFETY = "security"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the planner proposes. `steps` are by quarter; `first` heads them, by quarter too, then by rising cost.

    `to_settle` names, for each question answered "I don't know", the actions that its answer could call for.
    """

    first: tuple[Candidate, ...]
    steps: tuple[Step, ...]
    left_out: tuple[LeftOut, ...]
    to_settle: Mapping[str, tuple[str, ...]]


def propose(  # noqa: D417
    catalogue: Sequence[Action],
    answers: Mapping[str, str],
    *,
    on: date,
    sector: str | None = None,
    employees: int | None = None,
    need: str = "",
    means: Means | None = None,
) -> Proposal:
    """Propose a plan that begins with the quarter after `on`.

    Args:
        catalogue: every action, in any order: the result does not depend on it.
        answers: option chosen for each question; "unknown" and "na" call for nothing.
        need: what hurts, in the owner's own words.
        means: budget and hours of each quarter; without them, only the number of starts is limited.

    >>> from decimal import Decimal as D
    >>> from virage.core.actions import Mend
    >>> copies = Action(id="copies", dimension="security", costs={Size.UP_TO_19: CostRange(low=D(300), high=D(900))},
    ...                 mends=(Mend(question="security.backup", options=frozenset("ab")),),
    ...                 hours={Size.UP_TO_19: HoursRange(low=4, high=8)}, weeks=2)
    >>> plan = propose([copies], {"security.backup": "a"}, on=date(2026, 11, 22), employees=12)
    >>> [(step.candidate.action.id, step.first) for step in plan.steps]
    [('copies', Quarter(year=2027, number=1))]
    >>> propose([copies], {"security.backup": "c"}, on=date(2026, 11, 22), employees=12).first
    ()
    >>> propose([copies], {"security.backup": "unknown"}, on=date(2026, 11, 22), employees=12).to_settle
    {'security.backup': ('copies',)}
    """
    size = None if employees is None else size_of(employees)
    suited = [action for action in catalogue if suits_sector(action, sector)]
    called = [action for action in suited if mended_by(action, answers) or is_asked_for(action, answers, need)]
    fitting = [action for action in called if cost_for(action, size) is not None]
    candidates = rank(fitting, catalogue, answers, size, said_of(fitting, need))
    first = first_of(candidates)
    others = [one for one in candidates if one not in first]
    steps, left_out = place([*first, *others], means or Means(), quarter_after(on), heads=len(first))
    heads = sorted((step for step in steps if step.candidate in first), key=_beginning)
    wrong_size = sorted({a.id for a in called} - {a.id for a in fitting})
    return Proposal(
        first=tuple(step.candidate for step in heads),
        steps=(*heads, *(step for step in steps if step.candidate not in first)),
        left_out=(*left_out, *(LeftOut(action=id_, reason=Reason.SIZE) for id_ in wrong_size)),
        to_settle=to_settle(catalogue, answers, sector, size),
    )


def suits_sector(action: Action, sector: str | None) -> bool:
    """Whether the action is for every sector or names this one."""
    return action.sectors is None or sector in action.sectors


def is_asked_for(action: Action, answers: Mapping[str, str], need: str) -> bool:
    """Whether the owner's words name it, and no answer says where the enterprise stands on it."""
    settled = any(gap(answers.get(mend.question, "")) is not None for mend in action.mends)
    return not settled and bool(spoken(need, action.need_words))


def rank(
    fitting: Sequence[Action],
    catalogue: Sequence[Action],
    answers: Mapping[str, str],
    size: Size | None,
    said: Mapping[str, Said],
) -> tuple[Candidate, ...]:
    """Order the fitting actions: most of the remaining need first, nothing before what it rests on."""
    remaining = {action.id: action for action in fitting}
    mended: set[str] = set()
    ranked: list[Candidate] = []
    while remaining:
        ready = [a for a in remaining.values() if not any(p in remaining for p in a.prerequisites)]
        best = min(ready, key=lambda a: _order(a, answers, mended, size))
        ranked.append(replace(_candidate(best, fitting, catalogue, answers, size), said=said.get(best.id)))
        mended.update(mended_by(best, answers))
        del remaining[best.id]
    return tuple(ranked)


def gaps(action: Action, answers: Mapping[str, str], mended: set[str] | frozenset[str] = frozenset()) -> int:
    """Gaps of the answers that the action mends, added up, those already mended aside."""
    return sum(gap(answers[q]) or 0 for q in mended_by(action, answers) if q not in mended)


def first_of(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The first actions, of those that can begin now: what the owner asked for and the most needed, in rank order."""
    ready = [one for one in candidates if not one.after]
    asked = sorted((one for one in ready if one.said), key=_loudness)[:SPOKEN]
    named = {one.action.id for one in asked}
    chosen = [*asked, *(one for one in ready if one.action.id not in named)][:FIRST]
    return tuple(one for one in ready if one in chosen)


def _beginning(step: Step) -> tuple[Quarter, Decimal, Decimal, str]:
    """By the quarter in which it begins, then by cost."""
    one = step.candidate
    return step.first, one.cost.low, one.cost.high, one.action.id


def _loudness(candidate: Candidate) -> int:
    """Named in the owner's own words before what only opens the way; those named most come first."""
    return -len(candidate.said.words) if candidate.said else 0


def to_settle(
    catalogue: Sequence[Action], answers: Mapping[str, str], sector: str | None, size: Size | None
) -> dict[str, tuple[str, ...]]:
    """For each question answered "I don't know", the actions that a known answer could call for."""
    unsettled = sorted(question for question, option in answers.items() if option == UNSETTLED)
    suitable = [a for a in catalogue if suits_sector(a, sector) and cost_for(a, size) is not None]
    found = {q: tuple(sorted(a.id for a in suitable if any(m.question == q for m in a.mends))) for q in unsettled}
    return {question: ids for question, ids in found.items() if ids}


def _order(
    action: Action, answers: Mapping[str, str], mended: set[str], size: Size | None
) -> tuple[int, int, tuple[object, ...]]:
    cost, hours = _ranges(action, size)
    price, time = (cost.low, cost.high), (hours.low, hours.high)
    thrift = (*time, *price) if answers.get("barrier") == "time" else (*price, *time)
    return -gaps(action, answers, mended), -gaps(action, answers), (action.dimension != SAFETY, *thrift, action.id)


def _ranges(action: Action, size: Size | None) -> tuple[CostRange, HoursRange]:
    cost, hours = cost_for(action, size), hours_for(action, size)
    if cost is None or hours is None:
        raise ValueError(f"{action.id} does not suit the size {size}")
    return cost, hours


def _candidate(
    action: Action,
    fitting: Sequence[Action],
    catalogue: Sequence[Action],
    answers: Mapping[str, str],
    size: Size | None,
) -> Candidate:
    cost, hours = _ranges(action, size)
    proposed = {a.id for a in fitting}
    elsewhere = [p for p in action.prerequisites if p not in proposed]
    by_id = {a.id: a for a in catalogue}
    held = tuple(p for p in elsewhere if p in by_id and is_held(by_id[p], answers))
    return Candidate(
        action=action,
        cost=cost,
        hours=hours,
        mends=mended_by(action, answers),
        after=tuple(p for p in action.prerequisites if p in proposed),
        held=held,
        to_check=tuple(p for p in elsewhere if p not in held),
    )


def is_held(action: Action, answers: Mapping[str, str]) -> bool:
    """Whether the answers show that this is already in place: every question it mends is answered better than that."""
    return all(
        gap(answers.get(mend.question, "")) is not None and answers[mend.question] not in mend.options
        for mend in action.mends
    )
