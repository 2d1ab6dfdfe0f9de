"""Marks may come late, twice and in any order: who came is the same."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st

from virage.core.presence import Mark, Standing, settle

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MARKS = st.lists(
    st.builds(
        Mark,
        came=st.booleans(),
        at=st.integers(0, 5).map(lambda minutes: NOON + timedelta(minutes=minutes)),
        device=st.sampled_from(["", "a", "b"]),
    ),
    max_size=6,
)


@given(marks=MARKS, data=st.data())
def test_neither_order_nor_repetition_changes_anything(marks, data):
    again = data.draw(st.permutations(marks))
    assert settle([*again, *marks]) == settle(marks)


@given(marks=MARKS, came=st.booleans())
def test_the_list_has_the_last_word(marks, came):
    last = Mark(came=came, at=NOON + timedelta(minutes=9))
    assert settle([*marks, last]) == Standing(came=came, disputed=False)


@given(marks=MARKS)
def test_one_device_never_disputes_itself(marks):
    alone = [mark for mark in marks if mark.device in {"", "a"}]
    assert not settle(alone).disputed
