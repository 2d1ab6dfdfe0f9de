"""Actions as the planner sees them: what they mend, what they rest on, what they cost and take."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

SITUATIONS = "abcde"
"""The five situations of a scored question, from the least mature to the most."""


class Size(StrEnum):
    """Bands of headcount, by which costs are told."""

    UP_TO_4 = "1-4"
    UP_TO_19 = "5-19"
    UP_TO_99 = "20-99"
    ABOVE = "100+"


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRange:
    """An order of magnitude in Canadian dollars, before taxes and before any aid."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRange:
    """Hours of the enterprise's own people, over the whole action."""

    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """The situations of one question that an action improves."""

    question: str
    options: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One action of the catalogue, without its words.

    `sectors` is None when the action suits every sector. `costs` and `hours` have the same sizes: one that is missing
    is a size that the action does not suit. `weeks` runs from the first step to daily use. `need_words` are the words,
    in both languages, by which an owner asks for it.
    """

    id: str
    dimension: str
    mends: tuple[Mend, ...]
    costs: Mapping[Size, CostRange]
    hours: Mapping[Size, HoursRange]
    weeks: int
    sectors: frozenset[str] | None = None
    prerequisites: tuple[str, ...] = ()
    need_words: tuple[str, ...] = ()


def size_of(employees: int) -> Size:
    """Band of a headcount; an owner who works alone is in the first.

    >>> size_of(12)
    <Size.UP_TO_19: '5-19'>
    >>> size_of(0), size_of(100)
    (<Size.UP_TO_4: '1-4'>, <Size.ABOVE: '100+'>)
    """
    for limit, size in ((4, Size.UP_TO_4), (19, Size.UP_TO_19), (99, Size.UP_TO_99)):
        if employees <= limit:
            return size
    return Size.ABOVE


def cost_for(action: Action, size: Size | None) -> CostRange | None:
    """Cost for a size; the widest range when the size is not known; None when the action does not suit it.

    >>> from decimal import Decimal as D
    >>> costs = {Size.UP_TO_4: CostRange(low=D(0), high=D(500)), Size.UP_TO_19: CostRange(low=D(300), high=D(900))}
    >>> copies = Action(id="copies", dimension="security", mends=(), costs=costs,
    ...                 hours={}, weeks=2)
    >>> cost_for(copies, None)
    CostRange(low=Decimal('0'), high=Decimal('900'))
    >>> cost_for(copies, Size.ABOVE) is None
    True
    """
    if size is not None:
        return action.costs.get(size)
    ranges = action.costs.values()
    return CostRange(low=min(cost.low for cost in ranges), high=max(cost.high for cost in ranges))


def hours_for(action: Action, size: Size | None) -> HoursRange | None:
    """Hours for a size, under the same rule as `cost_for`.

    >>> tidy = Action(id="tidy", dimension="data", mends=(), costs={}, weeks=2,
    ...               hours={Size.UP_TO_4: HoursRange(low=4, high=8), Size.UP_TO_19: HoursRange(low=6, high=20)})
    >>> hours_for(tidy, None)
    HoursRange(low=4, high=20)
    """
    if size is not None:
        return action.hours.get(size)
    ranges = action.hours.values()
    return HoursRange(low=min(hours.low for hours in ranges), high=max(hours.high for hours in ranges))


def gap(option: str) -> int | None:
    """Steps between a situation and the most mature one; None for an answer that is not a situation.

    >>> gap("a"), gap("e"), gap("unknown")
    (4, 0, None)
    """
    return SITUATIONS[::-1].index(option) if option in tuple(SITUATIONS) else None


def mended_by(action: Action, answers: Mapping[str, str]) -> tuple[str, ...]:
    """Questions whose answer this action improves, in the catalogue's order."""
    return tuple(mend.question for mend in action.mends if answers.get(mend.question) in mend.options)
