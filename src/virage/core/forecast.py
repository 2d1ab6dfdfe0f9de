"""What will be paid in a fiscal year, as a range, and what an envelope would leave unspent.

No model is fitted. For each project and year, in dollars:

- **least**: what is paid, and what is already found owed: nothing else is certain;
- **most**: what is paid, and everything the schedule says up to 31 March, late instalments included;
- **likely**: the least, and the rest of the schedule at the project’s *pace*: what was paid or found owed of what
  was due to this day. With nothing due yet, the pace of the other projects; with none at all, the schedule as written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from virage.core.claims import cents

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """One project and fiscal year, in dollars.

    ``scheduled``: instalments up to the end of the year, not yet paid nor owed; ``owed``: found owed and not paid;
    ``paid`` in the year. ``due`` and ``met``: over the life of the project, what was due to this day and what of it
    was paid or found owed.
    """

    project: int
    paid: Decimal = ZERO
    owed: Decimal = ZERO
    scheduled: Decimal = ZERO
    due: Decimal = ZERO
    met: Decimal = ZERO

    @property
    def pace(self) -> Fraction | None:
        """Met ÷ due, from 0 to 1; nothing where nothing was due."""
        return min(Fraction(1), Fraction(self.met) / Fraction(self.due)) if self.due else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Least, likely, most, in dollars."""

    least: Decimal
    likely: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a project would be paid in the year; ``pace`` is the one used and ``own`` says whether it is its own."""

    project: int
    range: Range
    pace: Fraction
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """An envelope’s year: its credits, what would be paid, what would lapse, and whether it is time to act."""

    credits: Decimal
    expected: tuple[Expected, ...]
    paid: Range
    lapse: Range
    warns: bool
    n: int


def common_pace(schedules: Iterable[Schedule]) -> tuple[Fraction | None, int]:
    """The pace of all projects together, and of how many: those where something was due.

    >>> common_pace([Schedule(project=1, due=Decimal(100), met=Decimal(50)), Schedule(project=2)])
    (Fraction(1, 2), 1)
    """
    counted = [one for one in schedules if one.due]
    if not counted:
        return None, 0
    met = sum((min(one.met, one.due) for one in counted), ZERO)
    return Fraction(met) / Fraction(sum((one.due for one in counted), ZERO)), len(counted)


def expected(schedule: Schedule, *, others: Fraction | None) -> Expected:
    """What one project would be paid in the year.

    >>> so_far = {"paid": Decimal(10), "owed": Decimal(5), "due": Decimal(40), "met": Decimal(10)}
    >>> told = Schedule(project=1, scheduled=Decimal(80), **so_far)
    >>> made = expected(told, others=None).range
    >>> int(made.least), int(made.likely), int(made.most)
    (15, 35, 95)
    """
    own = schedule.pace
    pace = own if own is not None else others if others is not None else Fraction(1)
    least = schedule.paid + schedule.owed
    part = cents(schedule.scheduled * pace.numerator / pace.denominator)
    likely = least + min(part, schedule.scheduled)
    spread = Range(least=least, likely=likely, most=least + schedule.scheduled)
    return Expected(project=schedule.project, range=spread, pace=pace, own=own is not None)


def outlook(schedules: Iterable[Schedule], *, available: Decimal, warn_from: Decimal) -> Outlook:
    """Say what an envelope’s year would leave unspent; it warns from a share of its credits, on the likely amount.

    >>> one = Schedule(project=1, paid=Decimal(40), scheduled=Decimal(40), due=Decimal(80), met=Decimal(40))
    >>> seen = outlook([one], available=Decimal(100), warn_from=Decimal("0.1"))
    >>> int(seen.lapse.least), int(seen.lapse.likely), int(seen.lapse.most), seen.warns
    (20, 40, 60, True)
    """
    listed = list(schedules)
    others, n = common_pace(listed)
    each = tuple(expected(one, others=others) for one in listed)
    paid = Range(
        least=sum((one.range.least for one in each), ZERO),
        likely=sum((one.range.likely for one in each), ZERO),
        most=sum((one.range.most for one in each), ZERO),
    )
    lapse = Range(
        least=max(ZERO, available - paid.most),
        likely=max(ZERO, available - paid.likely),
        most=max(ZERO, available - paid.least),
    )
    warns = bool(lapse.likely) and lapse.likely >= warn_from * available
    return Outlook(credits=available, expected=each, paid=paid, lapse=lapse, warns=warns, n=n)


def days_left(year: int, on: date) -> int:
    """Days to the end of a fiscal year, that day included; 0 once over.

    >>> days_left(2026, date(2027, 3, 31)), days_left(2026, date(2027, 4, 1))
    (1, 0)
    """
    return max(0, (date(year + 1, 3, 31) - on).days + 1)
