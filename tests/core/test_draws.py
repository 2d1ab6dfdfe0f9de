"""The laws of a draw: everyone is in one group, sizes are exact, strata keep their part, chance is the seed's alone."""

from collections import Counter

import pytest
from hypothesis import given, strategies as st

from virage.core.draws import draw, phases

STRATA = st.dictionaries(st.integers(0, 10_000), st.sampled_from(["a", "b", "c", "d"]), max_size=60)


@st.composite
def asked(make):
    strata = make(STRATA)
    return strata, make(st.text(max_size=8)), make(st.integers(0, len(strata)))


@given(asked())
def test_everyone_is_in_one_group_of_the_size_asked(case):
    strata, seed, invited = case
    found = draw(strata, seed=seed, invited=invited)
    assert len(found.invited) == invited
    assert sorted((*found.invited, *found.compared)) == sorted(strata)


@given(asked())
def test_each_stratum_gives_its_part_to_one_near(case):
    strata, seed, invited = case
    given_by = Counter(strata[number] for number in draw(strata, seed=seed, invited=invited).invited)
    sizes = Counter(strata.values())
    assert all(abs(given_by[name] - size * invited / len(strata)) < 1 for name, size in sizes.items())


@given(asked())
def test_the_order_of_the_list_changes_nothing(case):
    strata, seed, invited = case
    assert draw(dict(reversed(strata.items())), seed=seed, invited=invited) == draw(strata, seed=seed, invited=invited)


def test_another_seed_draws_others():
    everyone = dict.fromkeys(range(40), "")
    assert len({draw(everyone, seed=f"{n}", invited=20).invited for n in range(50)}) == 50


def test_each_has_its_chance():
    """Of 400 draws of one in four, each of twenty comes out about a hundred times: 100 ± 4.5 standard deviations."""
    strata = {number: "ab"[number % 2] for number in range(20)}
    out = Counter(number for n in range(400) for number in draw(strata, seed=f"s{n}", invited=5).invited)
    assert sum(out.values()) == 2000
    assert all(61 <= out[number] <= 139 for number in strata)


@pytest.mark.parametrize("invited", [-1, 3])
def test_no_more_than_there_are(invited):
    with pytest.raises(ValueError, match="of 2"):
        draw({1: "", 2: ""}, seed="s", invited=invited)


@given(st.lists(st.integers(), unique=True), st.integers(1, 10))
def test_days_follow_each_other_without_loss(order, by_day):
    days = phases(order, by_day)
    assert [number for day in days for number in day] == order
    assert all(len(day) == by_day for day in days[:-1])
