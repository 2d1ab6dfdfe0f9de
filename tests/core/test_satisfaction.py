"""Shares stay between none and all, and a few answers are nobody's business."""

from hypothesis import given, strategies as st

from virage.core.satisfaction import FEWEST, Opinion, in_public


@given(said=st.lists(st.tuples(st.booleans(), st.booleans()), max_size=12))
def test_shares_are_of_those_who_answered_and_few_stay_private(said):
    useful, know_next = (sum(each) for each in zip(*said, strict=True)) if said else (0, 0)
    found = Opinion(answers=len(said), useful=useful, know_next=know_next)
    assert (found.useful_share is None) == (not said)
    assert found.useful_share is None or 0 <= found.useful_share <= 1
    assert (in_public(found) is None) == (len(said) < FEWEST)
