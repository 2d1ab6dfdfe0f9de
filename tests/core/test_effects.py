"""No claim before the end, without a comparison, on few, or while the interval holds zero."""

import pytest
from hypothesis import given, strategies as st

from virage.core.effects import Claim, claim
from virage.core.proportions import difference, share


@pytest.mark.parametrize(
    ("invited", "compared", "over", "said"),
    [
        ((60, 100), (0, 0), True, Claim.ALONE),
        ((9, 9), (0, 100), True, Claim.FEW),
        ((60, 100), (10, 100), False, Claim.RUNNING),
        ((60, 100), (10, 100), True, Claim.MORE),
        ((10, 100), (60, 100), True, Claim.LESS),
        ((11, 100), (10, 100), True, Claim.NONE),
        ((0, 50), (0, 50), True, Claim.NONE),
    ],
)
def test_what_is_said(invited, compared, over, said):
    assert claim(share(*invited), share(*compared), over=over) is said


COUNTS = st.integers(10, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS, COUNTS)
def test_nothing_is_claimed_while_the_interval_holds_zero(invited, compared):
    one, other = share(*invited), share(*compared)
    found = difference(one, other)
    assert (claim(one, other, over=True) is Claim.NONE) == (found.low <= 0 <= found.high)
