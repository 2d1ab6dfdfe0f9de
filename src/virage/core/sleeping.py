"""Money that sleeps: what was advanced, is not yet justified, and exceeds the cash need proven."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advance:
    """Money given before the expense, in dollars: what was justified by claims, what came back."""

    id: int
    on: date
    amount: Decimal
    justified: Decimal = ZERO
    recovered: Decimal = ZERO

    @property
    def left(self) -> Decimal:
        """What is still to be justified."""
        return self.amount - self.justified - self.recovered


@dataclass(frozen=True, slots=True, kw_only=True)
class Aged:
    """One advance seen from a day: its age in days, what is unjustified, what sleeps, which is what to recover."""

    id: int
    on: date
    days: int
    left: Decimal
    sleeps: Decimal


def sleeping(advances: Iterable[Advance], *, need: Decimal, on: date) -> tuple[Aged, ...]:
    """Age advances, oldest first, and say what sleeps: all that is unjustified beyond the ``need`` proven to come.

    The need to come is met by the latest money, so that what sleeps keeps its true age: the other order would make
    an advance of last year look like one of last month.

    >>> first = Advance(id=1, on=date(2026, 1, 1), amount=Decimal(100), justified=Decimal(60))
    >>> second = Advance(id=2, on=date(2026, 6, 1), amount=Decimal(50))
    >>> [(a.days, int(a.sleeps)) for a in sleeping([first, second], need=Decimal(70), on=date(2026, 6, 30))]
    [(180, 20), (29, 0)]
    """
    oldest = sorted((one for one in advances if one.on <= on), key=lambda one: (one.on, one.id))
    rest = max(ZERO, sum((one.left for one in oldest), ZERO) - max(ZERO, need))
    aged = []
    for one in oldest:
        sleeps = min(rest, one.left)
        rest -= sleeps
        aged.append(Aged(id=one.id, on=one.on, days=(on - one.on).days, left=one.left, sleeps=sleeps))
    return tuple(aged)


def justify(advances: Iterable[Advance], amount: Decimal) -> tuple[tuple[int, Decimal], ...]:
    """Share what claims justify among advances, the oldest first: (advance, dollars), until nothing is left to share.

    >>> older = Advance(id=1, on=date(2026, 1, 1), amount=Decimal(100))
    >>> newer = Advance(id=2, on=date(2026, 2, 1), amount=Decimal(100))
    >>> justify([newer, older], Decimal(130))
    ((1, Decimal('100')), (2, Decimal('30')))
    """
    rest, shares = amount, []
    for one in sorted(advances, key=lambda one: (one.on, one.id)):
        part = min(rest, one.left)
        if part > ZERO:
            shares.append((one.id, part))
            rest -= part
    return tuple(shares)
