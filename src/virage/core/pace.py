"""A target against its result: what remains, and how many a month would reach it by its date. Nothing is judged."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

DAYS_A_MONTH = Fraction(365, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """A target seen from a day. Paces are enterprises a month, exact; nothing where they cannot be said.

    ``so_far`` is the pace since the first day; ``needed`` the one that reaches the target on its last day, that day
    and the one it is seen from included.
    """

    promised: int
    done: int
    due: date | None
    so_far: Fraction | None
    needed: Fraction | None
    over: bool

    @property
    def remains(self) -> int:
        """What is still to be done; 0 once reached."""
        return max(0, self.promised - self.done)


def pace(*, promised: int, done: int, since: date, due: date | None, on: date) -> Pace:
    """Where a target stands on a day.

    >>> said = pace(promised=26, done=14, since=date(2026, 1, 1), due=date(2027, 12, 31), on=date(2027, 1, 1))
    >>> said.remains, round(said.so_far, 2), round(said.needed, 2), said.over
    (12, Fraction(29, 25), Fraction(1, 1), False)
    """
    passed = (on - since).days + 1
    left = (due - on).days + 1 if due else 0
    remains = max(0, promised - done)
    return Pace(
        promised=promised,
        done=done,
        due=due,
        so_far=Fraction(done) * DAYS_A_MONTH / passed if passed > 0 else None,
        needed=Fraction(remains) * DAYS_A_MONTH / left if left > 0 and remains else None,
        over=due is not None and due < on,
    )
