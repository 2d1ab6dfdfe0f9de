"""Money that sleeps: beyond the need, the oldest first."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, strategies as st

from virage.core.sleeping import Advance, justify, sleeping

ON = date(2026, 11, 22)
cents = st.decimals(0, 10**9, places=2)
shares = st.decimals(0, 1, places=4)
advances = st.lists(st.tuples(st.integers(0, 900), cents, shares), max_size=6).map(
    lambda rows: [
        Advance(id=n, on=ON - timedelta(days=days), amount=amount, justified=(amount * part).quantize(Decimal("0.01")))
        for n, (days, amount, part) in enumerate(rows)
    ]
)


@given(advances, cents)
def test_what_sleeps_is_what_is_unjustified_beyond_the_need_and_the_oldest(given_, need):
    aged = sleeping(given_, need=need, on=ON)
    assert sum(one.sleeps for one in aged) == max(0, sum(one.left for one in given_) - need)
    assert [one.days for one in aged] == sorted((one.days for one in aged), reverse=True)
    awake = [one.sleeps < one.left for one in aged]
    assert all(one.sleeps == 0 for one, before in zip(aged[1:], awake, strict=False) if before)


@given(advances, cents)
def test_claims_justify_the_oldest_advances_and_no_more_than_they_are(given_, amount):
    shared, left = justify(given_, amount), {one.id: one.left for one in given_}
    assert sum(part for _, part in shared) == min(amount, sum(left.values()))
    assert all(part == left[number] for number, part in shared[:-1])
