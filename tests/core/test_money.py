from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from virage.core.money import Money, total

amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=2).map(Money)


@given(amounts, amounts, amounts)
def test_addition_is_exact_whatever_the_order(a, b, c):
    assert (a + b) + c == a + (b + c)
    assert total([a, b, c]) == total([c, b, a])
    assert a - b == -(b - a)


@given(amounts)
def test_a_sum_of_nothing_changes_nothing(a):
    assert a + total([]) == a


def test_a_float_is_refused():
    with pytest.raises(TypeError, match=r"0\.1"):
        Money(0.1)
    with pytest.raises(TypeError):
        Money(Decimal("NaN"))


def test_two_currencies_never_mix():
    with pytest.raises(ValueError, match="CAD et EUR"):
        Money(Decimal(1)) + Money(Decimal(1), "EUR")
