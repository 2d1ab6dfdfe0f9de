"""Who pays which share of a price: shares sum to the whole, and so do the dollars."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from virage.core.money import CENT, Money


class Payer(StrEnum):
    """Who may pay a part of a service."""

    ENTERPRISE = "enterprise"
    PROJECT = "project"
    PARTNER = "partner"


Shares = Mapping[Payer, Fraction]


def problem(shares: Shares) -> str:
    """What is wrong with shares, « negative » or « not_whole »; empty when they are sound.

    >>> problem({Payer.PROJECT: Fraction(3, 4), Payer.ENTERPRISE: Fraction(1, 4)})
    ''
    >>> problem({Payer.PROJECT: Fraction(1, 3)})
    'not_whole'
    """
    if any(share < 0 for share in shares.values()):
        return "negative"
    return "" if sum(shares.values(), Fraction(0)) == 1 else "not_whole"


def split(price: Money, shares: Shares) -> Mapping[Payer, Money]:
    """Share a price to the cent: the parts sum to it exactly, and none is a cent away from its share.

    The cents that rounding leaves go to the largest remainders, in the order of ``Payer`` when they tie.

    >>> parts = split(Money(Decimal("100.00")), {payer: Fraction(1, 3) for payer in Payer})
    >>> [str(part.amount) for part in parts.values()]
    ['33.34', '33.33', '33.33']

    Raises:
        ValueError: the shares do not sum to the whole, or the price has parts of a cent.
    """
    if problem(shares):
        raise ValueError(problem(shares))
    cents = Fraction(price.amount / CENT)
    if cents.denominator != 1:
        raise ValueError(f"not to the cent: {price.amount}")
    exact = {payer: cents * shares.get(payer, Fraction(0)) for payer in Payer}
    whole = {payer: int(part // 1) for payer, part in exact.items()}
    left = int(cents) - sum(whole.values())
    ranked = sorted(Payer, key=lambda payer: whole[payer] - exact[payer])
    for payer in ranked[:left]:
        whole[payer] += 1
    return {payer: Money(Decimal(part) * CENT, price.currency) for payer, part in whole.items()}
