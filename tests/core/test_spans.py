from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from virage.core.spans import Span

days = st.dates(min_value=date(1900, 1, 2), max_value=date(2100, 1, 1))


@given(days)
def test_a_day_lies_in_its_month_and_its_month_in_its_year(day):
    day_, month, year = (Span.of(day.isoformat()[:n]) for n in (10, 7, 4))
    assert year.first <= month.first <= day_.first == day == day_.last <= month.last <= year.last


@given(days, days)
def test_two_days_are_read_in_order_only(a, b):
    if a <= b:
        assert Span.of(f"{a}..{b}") == Span(a, b)
    else:
        with pytest.raises(ValueError, match="finit avant"):
            Span.of(f"{a}..{b}")


@given(days)
def test_a_day_is_surely_past_on_its_last_day_not_before(day):
    month = Span.of(day.isoformat()[:7])
    assert month.surely_by(month.last)
    assert not month.surely_by(month.last - timedelta(days=1))
