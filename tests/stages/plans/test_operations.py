"""A plan is drawn from the answers, the same basis gives the same plan, and decisions stay apart."""

import pytest

from tests.cast import KEY
from tests.thread import ON, answer_all, begin
from virage.base.refusals import Forbidden
from virage.base.viewer import Viewer
from virage.stages.assessments.queries import latest_sheet
from virage.stages.plans.operations import NothingAnswered, draft_plan, keep_actions
from virage.stages.plans.queries import first_actions, latest_plan

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def drawn(option="a"):
    thread, owner = begin()
    answer_all(thread, owner, option)
    return thread, owner, draft_plan(owner, key=thread.key, on=ON)


def test_the_plan_says_what_the_page_proposed():
    thread, owner, _number = drawn()
    plan = latest_plan(owner, key=thread.key)
    assert [s.id for s in plan.first] == [s.id for s in first_actions(latest_sheet(owner, key=thread.key), on=ON)]
    assert len(plan.first) == 3
    assert [(s.quarter, s.cost.low) for s in plan.first] == sorted((s.quarter, s.cost.low) for s in plan.first)


def test_the_plan_is_told_in_the_order_of_quarters():
    thread, owner, _number = drawn()
    plan = latest_plan(owner, key=thread.key)
    assert len(plan.next) > 1
    assert [s.quarter for s in plan.kept] == sorted(s.quarter for s in plan.kept)


def test_the_sentence_of_need_weighs_on_the_first_actions_of_the_page_and_of_the_plan():
    firsts = {}
    for need in ("", "on perd des soumissions"):
        thread, owner = begin(need=need)
        answer_all(thread, owner, "a")
        draft_plan(owner, key=thread.key, on=ON)
        plan = latest_plan(owner, key=thread.key)
        page = first_actions(latest_sheet(owner, key=thread.key), on=ON)
        assert [(s.id, s.said) for s in plan.first] == [(s.id, s.said) for s in page]
        assert {s.id for s in plan.first}.isdisjoint(s.id for s in plan.next)
        firsts[need] = {s.id: s.said for s in plan.first}
    assert "estimating" not in firsts[""]
    assert firsts["on perd des soumissions"]["estimating"].words == ("soumission",)


def test_a_plan_is_stale_once_what_it_was_drawn_from_changed():
    thread, owner, _number = drawn()
    plan = latest_plan(owner, key=thread.key)
    assert not plan.stale(latest_sheet(owner, key=thread.key))
    answer_all(thread, owner, "b")
    assert plan.stale(latest_sheet(owner, key=thread.key))


def test_the_same_basis_is_the_same_plan():
    thread, owner, number = drawn()
    assert draft_plan(owner, key=thread.key, on=ON) == number


def test_what_is_set_aside_stays_in_the_proposal():
    thread, owner, number = drawn()
    before = latest_plan(owner, key=thread.key)
    chosen = [before.steps[0].id]
    keep_actions(owner, key=thread.key, plan_id=number, kept=chosen)
    after = latest_plan(owner, key=thread.key)
    assert [s.id for s in after.steps] == [s.id for s in before.steps]
    assert [s.id for s in after.kept] == chosen


def test_nothing_answered_gives_no_plan():
    thread, owner = begin()
    with pytest.raises(NothingAnswered):
        draft_plan(owner, key=thread.key, on=ON)


def test_another_key_decides_nothing():
    thread, _owner, number = drawn()
    with pytest.raises(Forbidden):
        keep_actions(Viewer.link(KEY), key=thread.key, plan_id=number, kept=[])
