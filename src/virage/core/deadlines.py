"""What became of a promise with a deadline, from what was done day by day: computed, never typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate

from virage.core.words import Words

ZERO = Decimal(0)


class Kept(StrEnum):
    """Where a promise stands on a day. ``partly``: late, with a part of it done."""

    NOT_DUE = "not_due"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    PARTLY = "partly"
    LATE = "late"


KEPT: Mapping[Kept, Words] = {
    Kept.NOT_DUE: Words(fr="échéance à venir", en="not yet due"),
    Kept.KEPT: Words(fr="tenue", en="kept"),
    Kept.KEPT_LATE: Words(fr="tenue en retard", en="kept late"),
    Kept.PARTLY: Words(fr="en retard, tenue en partie", en="late, partly kept"),
    Kept.LATE: Words(fr="en retard", en="late"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What one day added, or took away when negative; ``proof`` is the number of what shows it, if anything has one."""

    on: date
    change: Decimal
    proof: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A promise on a day: what was done by then, what is missing, how many days late, and what proved it kept."""

    state: Kept
    done: Decimal
    missing: Decimal
    days_late: int
    proof: Done | None

    @property
    def words(self) -> Words:
        """Name the state."""
        return KEPT[self.state]


def outcome(done: Iterable[Done], *, promised: Decimal, due: date, on: date) -> Outcome:
    """Say what became of a promise by a day: so much (dollars, a number) by the end of its deadline.

    Kept by its deadline, it stays kept; missed, it is kept late from the day since which the whole amount holds. What
    came after ``on`` does not count. ``days_late`` runs to the day it was kept, or to ``on``.

    >>> half = Done(on=date(2026, 3, 1), change=Decimal(5)), Done(on=date(2026, 4, 10), change=Decimal(5))
    >>> late = outcome(half, promised=Decimal(10), due=date(2026, 3, 31), on=date(2026, 5, 1))
    >>> str(late.state), late.days_late, late.proof == half[1]
    ('kept_late', 10, True)
    >>> short = outcome(half, promised=Decimal(10), due=date(2026, 3, 31), on=date(2026, 4, 2))
    >>> str(short.state), short.days_late, short.missing
    ('partly', 2, Decimal('5'))
    """
    seen = sorted((each for each in done if each.on <= on), key=lambda each: each.on)
    total = sum((each.change for each in seen), ZERO)
    in_time = _reached([each for each in seen if each.on <= due], promised)
    proof = in_time or _reached(seen, promised)
    if in_time:
        state = Kept.KEPT
    elif on <= due:
        state = Kept.NOT_DUE
    elif proof:
        state = Kept.KEPT_LATE
    else:
        state = Kept.PARTLY if total > 0 else Kept.LATE
    late = {Kept.KEPT_LATE: proof.on if proof else on, Kept.PARTLY: on, Kept.LATE: on}.get(state, due)
    missing = ZERO if proof else promised - max(total, ZERO)
    return Outcome(state=state, done=max(total, ZERO), missing=missing, days_late=(late - due).days, proof=proof)


def _reached(seen: list[Done], promised: Decimal) -> Done | None:
    """The step since which the whole amount holds to the end; nothing when it does not."""
    first = None
    for each, total in zip(seen, accumulate(each.change for each in seen), strict=True):
        if total < promised:
            first = None
        elif first is None:
            first = each
    return first
