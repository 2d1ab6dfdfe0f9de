"""The planner's laws, on any catalogue and any answers."""

import dataclasses
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from virage.core.actions import SITUATIONS, Action, CostRange, HoursRange, Mend, Size
from virage.core.planning import propose
from virage.core.quarters import Quarter
from virage.core.sequencing import Means, Reason, spent

ON = date(2026, 11, 22)
QUESTIONS = ("strategy.plan", "security.backup", "data.figures", "people.skills")


def action(id_, *mends, cost=1000, hours=10, weeks=6, after=(), sectors=None, sizes=tuple(Size)):
    return Action(
        id=id_,
        dimension="data",
        mends=tuple(Mend(question=q, options=frozenset(options)) for q, options in mends),
        sectors=sectors,
        prerequisites=tuple(after),
        costs={size: CostRange(low=Decimal(cost) / 2, high=Decimal(cost)) for size in sizes},
        hours={size: HoursRange(low=1, high=hours) for size in sizes},
        weeks=weeks,
    )


@st.composite
def catalogues(draw):
    actions = []
    for n in range(draw(st.integers(1, 7))):
        questions = draw(st.lists(st.sampled_from(QUESTIONS), min_size=1, max_size=2, unique=True))
        mends = [(q, SITUATIONS[: draw(st.integers(1, 4))]) for q in questions]
        after = draw(st.lists(st.sampled_from([a.id for a in actions]), max_size=2, unique=True)) if actions else []
        sizes = draw(st.lists(st.sampled_from(list(Size)), min_size=1, unique=True))
        cost, hours, weeks = draw(st.integers(0, 9000)), draw(st.integers(1, 200)), draw(st.integers(1, 60))
        actions.append(action(f"a{n}", *mends, cost=cost, hours=hours, weeks=weeks, after=after, sizes=sizes))
    return actions


ANSWERS = st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from([*SITUATIONS, "unknown", "na"]))
MEANS = st.builds(
    Means,
    budget_cad=st.none() | st.decimals(0, 8000, places=0),
    hours=st.none() | st.integers(0, 150),
    starts=st.integers(1, 3),
    quarters=st.integers(1, 8),
)
HEADS = st.none() | st.integers(0, 300)


def called(plan):
    return {s.candidate.action.id for s in plan.steps} | {o.action for o in plan.left_out}


@given(catalogues(), ANSWERS, MEANS, HEADS)
def test_what_an_action_rests_on_ends_before_it_begins(catalogue, answers, means, employees):
    plan = propose(catalogue, answers, on=ON, employees=employees, means=means)
    placed = {s.candidate.action.id: s for s in plan.steps}
    for step in plan.steps:
        assert all(placed[before].last < step.first for before in step.candidate.after)


@given(catalogues(), ANSWERS, MEANS, HEADS)
def test_no_quarter_exceeds_budget_hours_or_starts(catalogue, answers, means, employees):
    plan = propose(catalogue, answers, on=ON, employees=employees, means=means)
    for quarter in (Quarter(2027, 1) + n for n in range(means.quarters + 8)):
        load = spent(plan.steps, quarter)
        assert means.budget_cad is None or load.cost <= means.budget_cad
        assert means.hours is None or load.hours <= means.hours
        assert sum(step.first == quarter for step in plan.steps) <= means.starts
    assert all(step.last < Quarter(2027, 1) + means.quarters for step in plan.steps)


@given(catalogues(), ANSWERS, MEANS, HEADS)
def test_every_action_called_for_mends_something_and_is_placed_or_explained_once(catalogue, answers, means, employees):
    plan = propose(catalogue, answers, on=ON, employees=employees, means=means)
    by_id = {a.id: a for a in catalogue}
    expected = sorted(
        a.id for a in catalogue if any(answers.get(mend.question) in mend.options for mend in by_id[a.id].mends)
    )
    told = [s.candidate.action.id for s in plan.steps] + [o.action for o in plan.left_out]
    assert sorted(told) == expected


@given(catalogues(), ANSWERS, HEADS, st.data())
def test_a_better_answer_never_calls_for_more(catalogue, answers, employees, data):
    scored = sorted(q for q, option in answers.items() if option in SITUATIONS[:-1])
    if not scored:
        return
    question = data.draw(st.sampled_from(scored))
    better = SITUATIONS[data.draw(st.integers(SITUATIONS.index(answers[question]) + 1, 4))]
    before = propose(catalogue, answers, on=ON, employees=employees)
    after = propose(catalogue, {**answers, question: better}, on=ON, employees=employees)
    assert called(after) <= called(before)


@given(catalogues(), ANSWERS, MEANS, HEADS)
@settings(max_examples=50)
def test_the_order_of_the_catalogue_does_not_matter(catalogue, answers, means, employees):
    one = propose(catalogue, answers, on=ON, employees=employees, means=means)
    two = propose(catalogue[::-1], answers, on=ON, employees=employees, means=means)
    assert one == two


@given(catalogues(), ANSWERS, HEADS)
def test_first_actions_can_begin_now(catalogue, answers, employees):
    first = propose(catalogue, answers, on=ON, employees=employees).first
    assert len(first) <= 3
    assert all(one.after == () for one in first)


@given(catalogues(), ANSWERS, MEANS, HEADS)
def test_the_plan_opens_with_the_first_actions(catalogue, answers, means, employees):
    plan = propose(catalogue, answers, on=ON, employees=employees, means=means)
    assert tuple(step.candidate for step in plan.steps[: len(plan.first)]) == plan.first
    assert [step.first for step in plan.steps] == sorted(step.first for step in plan.steps)
    by_quarter = [(step.first, step.candidate.cost.low) for step in plan.steps[: len(plan.first)]]
    assert by_quarter == sorted(by_quarter)


def test_the_first_actions_are_numbered_as_they_begin_then_by_cost():
    cheap = action("cheap", ("people.skills", "abc"), cost=10)
    needed = [
        action(name, (q, "a"), cost=cost) for name, q, cost in (("x", QUESTIONS[0], 900), ("y", QUESTIONS[1], 50))
    ]
    answers = {"strategy.plan": "a", "security.backup": "a", "people.skills": "c"}
    plan = propose([cheap, *needed], answers, on=ON)
    told = [(step.candidate.action.id, step.first.number) for step in plan.steps]
    assert told == [("y", 1), ("x", 1), ("cheap", 2)]
    assert [one.action.id for one in plan.first] == ["y", "x", "cheap"]


def test_the_worst_gaps_come_first_and_what_is_mended_counts_no_more():
    wide = action("wide", ("strategy.plan", "abc"), ("data.figures", "abc"), cost=9000)
    same = action("same", ("strategy.plan", "abc"), cost=10)
    other = action("other", ("security.backup", "abc"), cost=500)
    answers = {"strategy.plan": "a", "data.figures": "a", "security.backup": "b"}
    plan = propose([same, other, wide], answers, on=ON, means=Means(starts=1))
    assert [step.candidate.action.id for step in plan.steps] == ["wide", "other", "same"]


@pytest.mark.parametrize(("barrier", "expected"), [("cost", "cheap"), ("time", "quick"), ("other", "cheap")])
def test_at_equal_need_the_barrier_chooses(barrier, expected):
    cheap = action("cheap", ("data.figures", "a"), cost=10, hours=90)
    quick = Action(
        id="quick",
        dimension="data",
        mends=cheap.mends,
        costs={Size.UP_TO_4: CostRange(low=Decimal(900), high=Decimal(950))},
        hours={Size.UP_TO_4: HoursRange(low=0, high=2)},
        weeks=1,
    )
    plan = propose([cheap, quick], {"data.figures": "a", "barrier": barrier}, on=ON, employees=3, means=Means(starts=1))
    assert plan.steps[0].candidate.action.id == expected


def test_at_equal_need_security_comes_first():
    cheap = action("cheap", ("data.figures", "a"), cost=0)
    safe = dataclasses.replace(action("safe", ("security.backup", "a"), cost=900), dimension="security")
    plan = propose([cheap, safe], {"data.figures": "a", "security.backup": "a"}, on=ON, means=Means(starts=1))
    assert [step.candidate.action.id for step in plan.steps] == ["safe", "cheap"]


def test_each_reason_for_leaving_out_says_what_it_would_take():
    dear = action("dear", ("data.figures", "a"), cost=9000, weeks=26)
    slow = action("slow", ("data.figures", "a"), hours=100)
    later = action("later", ("data.figures", "a"), after=["dear"])
    big = action("big", ("data.figures", "a"), sizes=[Size.ABOVE])
    plan = propose(
        [dear, slow, later, big],
        {"data.figures": "a"},
        on=ON,
        employees=12,
        means=Means(budget_cad=Decimal(2000), hours=40),
    )
    told = {o.action: (o.reason, o.load.cost if o.load else None, o.quarters, o.waits_for) for o in plan.left_out}
    assert told == {
        "dear": (Reason.BUDGET, Decimal(4500), 2, ()),
        "slow": (Reason.HOURS, Decimal(1000), 1, ()),
        "later": (Reason.AFTER, None, 0, ("dear",)),
        "big": (Reason.SIZE, None, 0, ()),
    }


def test_a_prerequisite_is_held_to_check_or_proposed():
    base = action("base", ("security.backup", "ab"))
    unasked = action("unasked", ("people.skills", "ab"))
    next_ = action("next", ("data.figures", "ab"), after=["base", "unasked"])
    plan = propose([base, unasked, next_], {"security.backup": "d", "data.figures": "a"}, on=ON)
    assert [(s.candidate.after, s.candidate.held, s.candidate.to_check) for s in plan.steps] == [
        ((), ("base",), ("unasked",))
    ]


def test_an_action_of_another_sector_is_not_called_for():
    site = action("site", ("data.figures", "a"), sectors=frozenset({"construction"}))
    answers = {"data.figures": "a"}
    assert propose([site], answers, on=ON, sector="tourisme").steps == ()
    assert len(propose([site], answers, on=ON, sector="construction").steps) == 1
