"""What services cost in all: no cent appears or disappears, whoever pays."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, strategies as st

from virage.core.money import Money, total
from virage.core.services import Cost, owed
from virage.core.shares import Payer

costs = st.builds(
    lambda cents, percent: Cost(
        price=Money(Decimal(cents) / 100),
        shares={Payer.ENTERPRISE: Fraction(percent, 100), Payer.PROJECT: 1 - Fraction(percent, 100)},
    ),
    st.integers(0, 10_000_000),
    st.integers(0, 100),
)


@given(st.lists(costs, max_size=6))
def test_what_everyone_owes_is_what_it_cost(some):
    assert total(owed(some).values()) == total(cost.price for cost in some)
