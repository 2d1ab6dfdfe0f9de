"""A target against its result: kept at the pace said, it is reached on its day and not before."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from virage.core.pace import DAYS_A_MONTH, pace

SINCE, DUE, ON = date(2026, 4, 1), date(2027, 3, 31), date(2026, 11, 22)
counts = st.integers(0, 50_000)


@given(counts, counts, st.integers(0, 4000), st.integers(0, 4000))
def test_kept_until_its_day_the_pace_needed_reaches_the_target(promised, done, passed, left):
    on = SINCE + timedelta(days=passed)
    said = pace(promised=promised, done=done, since=SINCE, due=on + timedelta(days=left), on=on)
    if said.needed is None:
        assert done >= promised
    else:
        assert done + said.needed / DAYS_A_MONTH * (left + 1) == promised
    assert said.so_far / DAYS_A_MONTH * (passed + 1) == done
    assert (said.remains, said.over) == (max(0, promised - done), False)


@pytest.mark.parametrize(
    ("change", "needed", "over"),
    [
        ({"due": None}, None, False),
        ({"due": ON - timedelta(days=1)}, None, True),
        ({"due": ON}, 10 * DAYS_A_MONTH, False),
        ({"done": 30}, None, False),
        ({"done": 31}, None, False),
    ],
)
def test_what_cannot_be_said_is_not(change, needed, over):
    said = pace(**{"promised": 30, "done": 20, "since": SINCE, "due": DUE, "on": ON, **change})
    assert (said.needed, said.over) == (needed, over)


def test_nothing_is_said_of_what_has_not_begun():
    said = pace(promised=30, done=0, since=ON + timedelta(days=9), due=DUE, on=ON)
    assert (said.so_far, said.needed) == (None, Fraction(30) * DAYS_A_MONTH / 130)
