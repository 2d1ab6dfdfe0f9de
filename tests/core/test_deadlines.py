"""The state of a promise with a deadline, on any day."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, strategies as st

from virage.core.deadlines import Done, Kept, outcome

DUE = date(2026, 3, 31)
PROMISED = Decimal(10)


def after(days, change, proof=None):
    return Done(on=DUE + timedelta(days=days), change=Decimal(change), proof=proof)


def seen(days, *done):
    return outcome(done, promised=PROMISED, due=DUE, on=DUE + timedelta(days=days))


def test_a_promise_is_kept_by_the_end_of_its_deadline_and_stays_so():
    last = after(0, 4, proof=2)
    kept = seen(0, after(-9, 6, proof=1), last)
    assert (kept.state, kept.proof, kept.days_late, kept.missing) == (Kept.KEPT, last, 0, 0)
    taken_back = seen(30, after(-9, 6, proof=1), last, after(20, -5))
    assert (taken_back.state, taken_back.proof, taken_back.done) == (Kept.KEPT, last, 5)


def test_before_its_deadline_a_promise_is_not_due_or_already_kept():
    assert seen(0, after(-9, 6)).state == Kept.NOT_DUE
    assert (seen(-5, after(-9, 10)).state, seen(-10, after(-9, 10)).state) == (Kept.KEPT, Kept.NOT_DUE)


def test_a_late_promise_says_how_late_and_what_is_missing():
    nothing, some, late = seen(12), seen(12, after(-1, 3), after(5, 4)), seen(40, after(-1, 3), after(7, 7, proof=9))
    assert (nothing.state, nothing.days_late, nothing.missing) == (Kept.LATE, 12, 10)
    assert (some.state, some.days_late, some.done, some.missing, some.proof) == (Kept.PARTLY, 12, 7, 3, None)
    assert (late.state, late.days_late, late.missing, late.proof) == (Kept.KEPT_LATE, 7, 0, after(7, 7, proof=9))


def test_what_was_reached_then_lost_before_the_deadline_proves_nothing():
    back = after(15, 2, proof=5)
    assert seen(20, after(-30, 10, proof=1), after(-2, -2)).state == Kept.PARTLY
    assert seen(20, after(-30, 10, proof=1), after(-2, -2), back).proof == back


@given(st.lists(st.tuples(st.integers(-40, 40), st.integers(-5, 9)), max_size=8), st.integers(-40, 40), st.randoms())
def test_the_order_of_what_was_done_changes_no_state_and_figures_add_up(done, days, random):
    rows = [after(*each) for each in done]
    told = seen(days, *rows)
    assert (told.days_late > 0) == (told.state in {Kept.KEPT_LATE, Kept.PARTLY, Kept.LATE})
    assert (told.proof is not None) == (told.state in {Kept.KEPT, Kept.KEPT_LATE})
    if told.proof is None:
        assert told.missing + told.done >= PROMISED
        assert 0 < told.missing <= PROMISED
    random.shuffle(rows)
    assert (seen(days, *rows).done, seen(days, *rows).missing) == (told.done, told.missing)
