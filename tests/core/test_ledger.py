"""The laws of a year's money, whatever is posted and in whatever order."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, strategies as st

from virage.core.ledger import (
    FIGURES,
    NAMES,
    NEVER_NEGATIVE,
    available,
    available_rests_on,
    broken_limit,
    figure,
    in_last_days,
    left_of,
    may_close,
)
from virage.core.periods import fiscal_year

KINDS = sorted({kind for signs in FIGURES.values() for kind in signs} | NAMES.keys())
cents = st.decimals(min_value=0, max_value=10**9, places=2)
years = st.dictionaries(st.sampled_from(KINDS), cents, max_size=len(KINDS))


def posted(sums, kind, amount):
    return {**sums, kind: sums.get(kind, Decimal(0)) + amount}


@given(years)
def test_what_is_available_is_what_may_still_be_committed_and_not_a_cent_more(sums):
    room = available(sums)
    assert room == figure(sums, available_rests_on(sums))
    if broken_limit(sums) is None:
        assert room >= 0
        assert broken_limit(posted(sums, "committed", room)) is None
        assert broken_limit(posted(sums, "committed", room + Decimal("0.01"))) in {
            "committed_within_credits",
            "committed_within_authorised",
        }


@given(years)
def test_the_parts_make_the_whole(sums):
    told = {name: figure(sums, name) for name in FIGURES}
    assert told["credits"] == told["voted"] + told["moved"]
    assert told["credits"] == told["committed"] + told["uncommitted"]
    assert told["committed"] == told["paid"] + told["held"] + told["unpaid"]


@given(years, st.sampled_from(KINDS), cents)
def test_an_entry_and_its_correction_leave_the_year_as_it_was(sums, kind, amount):
    after = posted(posted(sums, kind, amount), kind, -amount)
    assert [figure(after, name) for name in FIGURES] == [figure(sums, name) for name in FIGURES]


@given(years, years, cents, st.sampled_from([("sent", "received"), ("carried_out", "carried_in")]))
def test_moving_credits_makes_and_loses_none(one, other, amount, halves):
    leaving, arriving = halves
    moved = figure(posted(one, leaving, amount), "credits") + figure(posted(other, arriving, amount), "credits")
    assert moved == figure(one, "credits") + figure(other, "credits")


@given(years)
def test_a_year_that_may_close_holds_nothing_that_anyone_waits_for(sums):
    if may_close(sums):
        assert figure(sums, "credits") == figure(sums, "committed") == figure(sums, "paid")
    settled = {**sums, "lapsed": sums.get("lapsed", Decimal(0)) + figure(sums, "uncommitted")}
    settled = posted(settled, "released", figure(settled, "unpaid"))
    settled = posted(settled, "lapsed", figure(settled, "uncommitted"))
    assert may_close(settled) == (not figure(sums, "held"))


@given(cents, cents, st.lists(st.tuples(st.sampled_from(["paid", "advanced", "released", "held"]), cents)))
def test_what_follows_an_entry_takes_from_it_and_what_is_freed_gives_back(amount, corrected, followers):
    followed = {}
    for kind, value in followers:
        followed = posted(followed, kind, value)
    left = left_of(amount, corrected=-corrected, followed=followed)
    assert left == amount - corrected - sum(followed.values())
    freed = {**followed, "freed": followed.get("held", Decimal(0))}
    assert left_of(amount, corrected=-corrected, followed=freed) == left + freed["freed"]
    assert left_of(amount, corrected=-corrected, followed={**followed, "reannounced": amount}) == left


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_the_last_days_of_a_year_are_thirty(on):
    end = date(fiscal_year(on) + 1, 3, 31)
    assert in_last_days(on) == (end - timedelta(days=29) <= on <= end)


def test_each_limit_is_a_figure_and_no_kind_follows_itself():
    assert NEVER_NEGATIVE.keys() <= FIGURES.keys()
    assert [kind for kind, names in NAMES.items() if kind in names] == []
