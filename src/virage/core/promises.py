"""The promise tracker: what a public announcement has become, from what sources let one observe at a date.

It never says more than the source shows. Aid announced is not money disbursed, and the count of a whole programme
proves nothing of its first phase except that it cannot be higher.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from virage.core.sourcing import Citation, Qualifier
from virage.core.spans import Span
from virage.core.words import Words


class Bearing(StrEnum):
    """What an observation proves of a pledge: its very value, at least it, at most it, or nothing."""

    EXACT = "exact"
    FLOOR = "floor"
    CEILING = "ceiling"
    CONTEXT = "context"


class State(StrEnum):
    """Where a pledge stands on a date."""

    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    MISSED = "missed"
    NOT_OBSERVABLE = "not_observable"


STATES: Mapping[State, Words] = {
    State.OPEN: Words(fr="en cours", en="under way"),
    State.KEPT: Words(fr="tenu", en="kept"),
    State.LATE: Words(fr="observé en retard", en="seen late"),
    State.MISSED: Words(fr="manqué", en="missed"),
    State.NOT_OBSERVABLE: Words(fr="non observable", en="not observable"),
}


class Because(StrEnum):
    """Why a pledge is in its state."""

    NOT_DUE = "not_due"
    REACHED = "reached"
    REACHED_NO_DEADLINE = "reached_no_deadline"
    SEEN_AFTER = "seen_after"
    REACHED_AFTER = "reached_after"
    BELOW_AFTER = "below_after"
    BELOW_NO_DEADLINE = "below_no_deadline"
    NOTHING_PROVES = "nothing_proves"
    NOTHING_SEEN = "nothing_seen"


REASONS: Mapping[Because, Words] = {
    Because.NOT_DUE: Words(fr="L’échéance n’est pas passée.", en="The deadline has not passed."),
    Because.REACHED: Words(
        fr="Une source montre le nombre promis atteint avant l’échéance.",
        en="A source shows the promised number reached by the deadline.",
    ),
    Because.REACHED_NO_DEADLINE: Words(
        fr="Une source montre le nombre promis atteint; aucune échéance n’est publiée.",
        en="A source shows the promised number reached; no deadline is published.",
    ),
    Because.SEEN_AFTER: Words(
        fr="Une source le montre atteint après l’échéance; aucune ne dit s’il l’était déjà à l’échéance.",
        en="A source shows it reached after the deadline; none says whether it already was by the deadline.",
    ),
    Because.REACHED_AFTER: Words(
        fr="Les sources montrent le nombre promis non atteint à l’échéance, puis atteint.",
        en="Sources show the promised number not reached at the deadline, then reached.",
    ),
    Because.BELOW_AFTER: Words(
        fr="Une source datée de l’échéance ou d’après montre moins que promis.",
        en="A source dated at or after the deadline shows less than promised.",
    ),
    Because.BELOW_NO_DEADLINE: Words(
        fr="La dernière source montre moins que promis; aucune échéance n’est publiée.",
        en="The last source shows less than promised; no deadline is published.",
    ),
    Because.NOTHING_SEEN: Words(
        fr="Aucune source lue n’en dit rien à cette date.", en="No source read says anything of it by this date."
    ),
    Because.NOTHING_PROVES: Words(
        fr="Ce qui est publié ne mesure pas ce qui a été promis; rien ne permet de conclure.",
        en="What is published does not measure what was promised; nothing allows a conclusion.",
    ),
}


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
