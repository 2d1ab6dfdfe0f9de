"""The promise tracker: what a public announcement has become, from what sources let one observe at a date.

It never says more than the source shows. Aid announced is not money disbursed, and the count of a whole programme
proves nothing of its first phase except that it cannot be higher.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from virage.core.promise_states import REASONS, STATES, Because, State
from virage.core.sourcing import Citation, Qualifier
from virage.core.spans import Span
from virage.core.words import Words


class Bearing(StrEnum):
    """What an observation proves of a pledge: its very value, at least it, at most it, or nothing."""

    EXACT = "exact"
    FLOOR = "floor"
    CEILING = "ceiling"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """What was promised: so much of a measure, in a unit (CAD, enterprises)."""

    measure: str
    value: Decimal
    unit: str
    qualifier: Qualifier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What a source lets one see. `measure` is what it counts, `bears_on` the pledge's measure it speaks to."""

    as_of: Span
    as_of_words: Words | None
    measure: str
    value: Decimal
    qualifier: Qualifier | None
    bears_on: str
    bearing: Bearing
    how: Words
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A public announcement, with its pledges and everything observed since."""

    id: str
    statement: Words
    speaker: Words | None
    announced_on: date
    due: date | None
    pledges: tuple[Pledge, ...]
    observations: tuple[Observation, ...]
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One pledge on one date: its state, why, and every observation made by then, oldest first."""

    pledge: Pledge
    state: State
    because: Because
    observed: tuple[Observation, ...]

    @property
    def words(self) -> Words:
        """Name the state."""
        return STATES[self.state]

    @property
    def reason(self) -> Words:
        """Say why, in one sentence."""
        return REASONS[self.because]


def standings(promise: Promise, on: date) -> tuple[Standing, ...]:
    """Say where each pledge of a promise stands on a date.

    Late means *seen* reached only after the deadline; the reason says whether it is proven that it was not before.

    Raises:
        ValueError: the date is before the announcement.

    """
    if on < promise.announced_on:
        raise ValueError(f"{promise.id} est annoncé le {promise.announced_on.isoformat()}")
    return tuple(_standing(promise, pledge, on) for pledge in promise.pledges)


def _standing(promise: Promise, pledge: Pledge, on: date) -> Standing:
    seen = sorted(
        (o for o in promise.observations if o.bears_on == pledge.measure and o.as_of.surely_by(on)),
        key=lambda o: o.as_of,
    )
    state, because = _judge(pledge, seen, promise.due, on)
    return Standing(pledge=pledge, state=state, because=because, observed=tuple(seen))


def _judge(pledge: Pledge, seen: list[Observation], due: date | None, on: date) -> tuple[State, Because]:
    reached = [o for o in seen if reaches(o, pledge)]
    below = [o for o in seen if falls_short(o, pledge)]
    if due is None:
        return _without_deadline(seen, reached=bool(reached), below=below)
    if any(o.as_of.surely_by(due) for o in reached):
        return State.KEPT, Because.REACHED
    if on <= due:
        return State.OPEN, Because.NOT_DUE
    short_at_due = any(o.as_of.first >= due for o in below)
    if reached:
        return State.LATE, Because.REACHED_AFTER if short_at_due else Because.SEEN_AFTER
    if short_at_due:
        return State.MISSED, Because.BELOW_AFTER
    return State.NOT_OBSERVABLE, Because.NOTHING_PROVES if seen else Because.NOTHING_SEEN


def _without_deadline(seen: list[Observation], *, reached: bool, below: list[Observation]) -> tuple[State, Because]:
    if reached:
        return State.KEPT, Because.REACHED_NO_DEADLINE
    if below and below[-1].as_of == max(o.as_of for o in seen if o.bearing is not Bearing.CONTEXT):
        return State.OPEN, Because.BELOW_NO_DEADLINE
    return State.NOT_OBSERVABLE, Because.NOTHING_PROVES if seen else Because.NOTHING_SEEN


def reaches(seen: Observation, pledge: Pledge) -> bool:
    """Say whether an observation proves the pledge reached: its value, or a floor, is at least what was promised.

    « Au plus » proves nothing; « près de » and « environ » prove it only above the number promised.
    """
    if seen.bearing not in (Bearing.EXACT, Bearing.FLOOR) or seen.qualifier in (Qualifier.AT_MOST, Qualifier.UP_TO):
        return False
    soft = seen.qualifier in (Qualifier.NEARLY, Qualifier.ABOUT)
    more = pledge.qualifier is Qualifier.MORE_THAN and seen.qualifier is not Qualifier.MORE_THAN
    return seen.value > pledge.value if soft or more else seen.value >= pledge.value


def falls_short(seen: Observation, pledge: Pledge) -> bool:
    """Say whether an observation proves the pledge not reached on its date: its value, or a ceiling, is below."""
    if seen.bearing not in (Bearing.EXACT, Bearing.CEILING):
        return False
    return seen.qualifier not in (Qualifier.MORE_THAN, Qualifier.AT_LEAST) and seen.value < pledge.value
