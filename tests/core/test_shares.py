"""Shares of a price: whole, exact to the cent, the same each time."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from virage.core.money import CENT, Money, total
from virage.core.shares import Payer, problem, split

CENTS = st.integers(min_value=0, max_value=10**9)
WEIGHTS = st.tuples(*(st.integers(min_value=0, max_value=100) for _ in Payer)).filter(any)


@given(cents=CENTS, weights=WEIGHTS)
def test_the_parts_sum_to_the_price_and_none_is_a_cent_away(cents, weights):
    price = Money(cents * CENT)
    shares = {payer: Fraction(weight, sum(weights)) for payer, weight in zip(Payer, weights, strict=True)}
    parts = split(price, shares)
    assert total(parts.values()) == price
    assert all(
        abs(Fraction(part.amount) - Fraction(price.amount) * shares[payer]) < CENT for payer, part in parts.items()
    )


def test_what_does_not_sum_to_the_whole_is_refused():
    assert problem({Payer.PROJECT: Fraction(5, 4), Payer.ENTERPRISE: Fraction(-1, 4)}) == "negative"
    with pytest.raises(ValueError, match="not_whole"):
        split(Money(Decimal(10)), {Payer.PROJECT: Fraction(9, 10)})
    with pytest.raises(ValueError, match="cent"):
        split(Money(Decimal("0.005")), {Payer.PROJECT: Fraction(1)})
