"""What a service to an enterprise left behind and what it cost: the deliverable, the price and who pays which share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from virage.core.money import Money
from virage.core.shares import Payer, Shares, split


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliverable:
    """What was handed over and where it is kept: here, as a document; at an address; with the enterprise."""

    name: str
    link: str = ""
    handed_on: date | None = None
    document: int | None = None

    @property
    def placed(self) -> bool:
        """True when one can find it again.

        >>> Deliverable(name="Plan d’intervention").placed
        False
        >>> Deliverable(name="Plan d’intervention", handed_on=date(2026, 11, 20)).placed
        True
        """
        return bool(self.link or self.handed_on or self.document)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """A price and the share of each payer; the parts sum to the price, to the cent."""

    price: Money
    shares: Shares

    @property
    def parts(self) -> Mapping[Payer, Money]:
        """What each payer owes.

        >>> from fractions import Fraction
        >>> quarter = {Payer.ENTERPRISE: Fraction(1, 4), Payer.PROJECT: Fraction(3, 4)}
        >>> [str(part.amount) for part in Cost(price=Money(Decimal("600.00")), shares=quarter).parts.values()]
        ['150.00', '450.00', '0.00']
        """
        return split(self.price, self.shares)


def owed(costs: Iterable[Cost]) -> Mapping[Payer, Money]:
    """What each payer owes in all: sums of parts, each already to the cent.

    >>> [part.amount for part in owed([]).values()]
    [Decimal('0'), Decimal('0'), Decimal('0')]
    """
    sums = {payer: Money(Decimal(0)) for payer in Payer}
    for cost in costs:
        for payer, part in cost.parts.items():
            sums[payer] += part
    return sums
