"""A forecast is a range, and lapse its mirror."""

from decimal import Decimal

from hypothesis import given, strategies as st

from virage.core.forecast import Schedule, outlook

cents = st.decimals(0, 10**9, places=2)
schedules = st.lists(
    st.builds(Schedule, project=st.integers(1, 99), paid=cents, owed=cents, scheduled=cents, due=cents, met=cents),
    max_size=5,
)


@given(schedules, cents)
def test_a_forecast_is_a_range_and_lapse_its_mirror(told, available):
    seen = outlook(told, available=available, warn_from=Decimal("0.05"))
    assert all(one.range.least <= one.range.likely <= one.range.most for one in seen.expected)
    assert 0 <= seen.lapse.least <= seen.lapse.likely <= seen.lapse.most
    assert max(seen.paid.likely, available) == seen.paid.likely + seen.lapse.likely
    assert seen.n == sum(1 for one in told if one.due)


def test_what_was_met_so_far_is_the_pace_and_its_absence_is_said():
    own = Schedule(project=1, scheduled=Decimal(100), due=Decimal(100), met=Decimal(25))
    first, second = outlook([own, Schedule(project=2, scheduled=Decimal(100))], available=Decimal(200),
                            warn_from=Decimal(1)).expected  # fmt: skip
    assert (first.range.likely, first.own, second.range.likely, second.own) == (25, True, 25, False)
