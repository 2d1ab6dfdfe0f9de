"""Money: an exact amount in one currency. Two currencies never mix, and nothing is ever a float."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount, exact.

    >>> Money(Decimal("56800000")) - Money(Decimal("33700000"))
    Money(amount=Decimal('23100000'), currency='CAD')
    """

    amount: Decimal
    currency: str = "CAD"

    def __post_init__(self) -> None:
        """Refuse floats and what is not a number of dollars."""
        if not isinstance(self.amount, Decimal) or not self.amount.is_finite():
            raise TypeError(f"un montant est un Decimal; reçu : {self.amount!r}")

    def __add__(self, other: "Money") -> "Money":
        """Add an amount of the same currency."""
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        """Take away an amount of the same currency."""
        return Money(self.amount - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        """Change the sign."""
        return Money(-self.amount, self.currency)

    def __mul__(self, share: Decimal | int) -> "Money":
        """Multiply by a number or a share; nothing is rounded."""
        return Money(self.amount * share, self.currency)

    def __truediv__(self, other: "Money") -> Decimal:
        """Divide by another amount: a ratio.

        >>> Money(Decimal(300)) / Money(Decimal(150))
        Decimal('2')
        """
        return self.amount / self._same(other)

    def __bool__(self) -> bool:
        """Say whether there is anything."""
        return bool(self.amount)

    def _same(self, other: "Money") -> Decimal:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} et {other.currency} ne s’additionnent pas")
        return other.amount


def total(amounts: Iterable[Money], currency: str = "CAD") -> Money:
    """Sum amounts of one currency; none makes zero.

    >>> total([Money(Decimal(2)), Money(Decimal(3))]).amount
    Decimal('5')
    """
    return sum(amounts, Money(Decimal(0), currency))
