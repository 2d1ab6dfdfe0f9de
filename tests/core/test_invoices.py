"""An invoice is the same however its number is typed."""

import pytest
from hypothesis import given, strategies as st

from virage.core.invoices import number_key


@given(st.integers(1, 10**9), st.sampled_from(["{}", "0{}", "Facture {}", "facture no 00{}", "no {}", " {} ", "#{}"]))
def test_a_number_is_the_same_however_it_is_typed(number, way):
    assert number_key(way.format(number)) == str(number)


@pytest.mark.parametrize(("one", "two"), [("1-11", "11-1"), ("A1", "B1"), ("10", "1"), ("facture", "no")])
def test_two_numbers_stay_two(one, two):
    assert number_key(one) != number_key(two)
