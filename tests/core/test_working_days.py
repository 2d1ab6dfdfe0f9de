"""Working days."""

from datetime import date, timedelta

from hypothesis import given, strategies as st

from virage.core.working_days import is_working_day, working_day_from


@given(st.dates(max_value=date(9999, 12, 1)))
def test_the_next_working_day_is_the_first_one_there_is(on):
    found = working_day_from(on)
    between = [on + timedelta(days=n) for n in range((found - on).days)]
    assert (is_working_day(found), any(map(is_working_day, between)), found >= on) == (True, False, True)
    assert not is_working_day(date(2026, 11, 22))
