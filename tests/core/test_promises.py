from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from virage.core.promise_states import Because, State
from virage.core.promises import Bearing, Observation, Pledge, Promise, standings
from virage.core.sourcing import Qualifier
from virage.core.spans import Span
from virage.core.words import Words

ANNOUNCED, DUE = date(2021, 3, 29), date(2022, 3, 31)
WORDS = Words(fr="", en="")


def seen(on, value, bearing=Bearing.EXACT, qualifier=None):
    return Observation(
        as_of=Span.of(on),
        as_of_words=None,
        measure="disbursed",
        value=Decimal(value),
        qualifier=qualifier,
        bears_on="disbursed",
        bearing=bearing,
        how=WORDS,
        sources=(),
    )


def promise(*observations, due=DUE, qualifier=None):
    pledge = Pledge(measure="disbursed", value=Decimal(130), unit="CAD", qualifier=qualifier)
    return Promise(
        id="P",
        statement=WORDS,
        speaker=None,
        announced_on=ANNOUNCED,
        due=due,
        pledges=(pledge,),
        observations=observations,
        sources=(),
    )


def judged(on, *observations, **kwargs):
    (found,) = standings(promise(*observations, **kwargs), on)
    return found.state, found.because


AFTER = date(2023, 1, 1)


@pytest.mark.parametrize(
    ("observations", "expected"),
    [
        ([], (State.NOT_OBSERVABLE, Because.NOTHING_SEEN)),
        ([seen("2022-03-31", 130)], (State.KEPT, Because.REACHED)),
        ([seen("2022-03-01", 140, Bearing.FLOOR)], (State.KEPT, Because.REACHED)),
        ([seen("2022-03", 140), seen("2022-04-01", 120)], (State.KEPT, Because.REACHED)),
        ([seen("2022-06-01", 131)], (State.LATE, Because.SEEN_AFTER)),
        ([seen("2022-04-20", 110), seen("2022-06-01", 131)], (State.LATE, Because.REACHED_AFTER)),
        ([seen("2022-04-20", 110)], (State.MISSED, Because.BELOW_AFTER)),
        ([seen("2022-04-20", 110, Bearing.CEILING)], (State.MISSED, Because.BELOW_AFTER)),
        # what was below before the deadline says nothing of the deadline
        ([seen("2022-01-24", 81)], (State.NOT_OBSERVABLE, Because.NOTHING_PROVES)),
        # aid announced is not money disbursed, however much or little of it
        ([seen("2022-04-20", 110, Bearing.CONTEXT)], (State.NOT_OBSERVABLE, Because.NOTHING_PROVES)),
        ([seen("2022-03-01", 500, Bearing.CONTEXT)], (State.NOT_OBSERVABLE, Because.NOTHING_PROVES)),
        # a ceiling above and a floor below prove nothing
        ([seen("2022-04-20", 500, Bearing.CEILING)], (State.NOT_OBSERVABLE, Because.NOTHING_PROVES)),
        ([seen("2022-04-20", 10, Bearing.FLOOR)], (State.NOT_OBSERVABLE, Because.NOTHING_PROVES)),
        # « 2022 » may be after the deadline: it does not prove the promise kept
        ([seen("2022", 131)], (State.LATE, Because.SEEN_AFTER)),
        ([seen("2022-03-01", 140, qualifier=Qualifier.AT_MOST)], (State.NOT_OBSERVABLE, Because.NOTHING_PROVES)),
        ([seen("2022-03-01", 130, qualifier=Qualifier.NEARLY)], (State.NOT_OBSERVABLE, Because.NOTHING_PROVES)),
    ],
)
def test_the_state_after_the_deadline_is_what_sources_prove(observations, expected):
    assert judged(AFTER, *observations) == expected


def test_more_than_is_not_reached_by_the_number_itself():
    assert judged(AFTER, seen("2022-03-01", 130), qualifier=Qualifier.MORE_THAN)[0] is State.NOT_OBSERVABLE
    assert judged(AFTER, seen("2022-03-01", 131), qualifier=Qualifier.MORE_THAN)[0] is State.KEPT


def test_before_the_deadline_a_promise_is_under_way_unless_already_kept():
    assert judged(DUE) == (State.OPEN, Because.NOT_DUE)
    assert judged(DUE, seen("2022-01-01", 130)) == (State.KEPT, Because.REACHED)


def test_without_a_deadline_nothing_is_late_or_missed():
    assert judged(AFTER, seen("2022-01-01", 70), due=None) == (State.OPEN, Because.BELOW_NO_DEADLINE)
    assert judged(AFTER, seen("2022-01-01", 130), due=None) == (State.KEPT, Because.REACHED_NO_DEADLINE)
    later = seen("2022-06-01", 500, Bearing.CEILING)
    assert judged(AFTER, seen("2022-01-01", 70), later, due=None) == (State.NOT_OBSERVABLE, Because.NOTHING_PROVES)


def test_no_state_before_the_announcement():
    with pytest.raises(ValueError, match="2021-03-29"):
        judged(ANNOUNCED - timedelta(days=1))


observations = st.builds(
    seen,
    st.dates(min_value=ANNOUNCED, max_value=date(2024, 1, 1)).map(date.isoformat),
    st.integers(0, 300),
    st.sampled_from(Bearing),
    st.sampled_from([None, *Qualifier]),
)


@given(st.lists(observations, max_size=5), st.dates(min_value=ANNOUNCED, max_value=date(2025, 1, 1)))
def test_what_comes_after_a_date_never_changes_what_is_said_on_it(every, on):
    known = [o for o in every if o.as_of.last <= on]
    assert judged(on, *every) == judged(on, *known)


@given(st.lists(observations, max_size=5), st.dates(min_value=ANNOUNCED, max_value=date(2025, 1, 1)))
def test_kept_once_is_kept_for_ever(every, on):
    if judged(on, *every)[0] is State.KEPT:
        assert judged(on + timedelta(days=400), *every)[0] is State.KEPT


@given(st.lists(observations, max_size=5), st.dates(min_value=ANNOUNCED, max_value=date(2025, 1, 1)))
def test_context_alone_never_settles_anything(every, on):
    context = [seen(o.as_of.first.isoformat(), o.value, Bearing.CONTEXT) for o in every]
    assert judged(on, *context)[0] in (State.OPEN, State.NOT_OBSERVABLE)
