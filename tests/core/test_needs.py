"""What the owner's own sentence says of the actions, and how it weighs on the first three."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from tests.core.test_planning import ANSWERS, HEADS, ON, action, called, catalogues
from virage.core.needs import Said, said_of, spoken
from virage.core.planning import propose

WORDS = ("sauvegarde", "paie", "site Web")


def asking(base, *words):
    return replace(base, need_words=words)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nos sauvegardes ne marchent pas", ("sauvegarde",)),
        ("on fait pas de sovegarde", ("sauvegarde",)),
        ("la paie prend trois jours", ("paie",)),
        ("le pain", ()),
        ("I want a WEB site", ("site Web",)),
        ("un site de construction", ()),
        ("", ()),
    ],
)
def test_words_are_recognised_in_both_languages_and_through_slips(typed, found):
    assert spoken(typed, WORDS) == found


GRAVE = [
    action(f"grave-{question}", (question, "abcd")) for question in ("strategy.plan", "data.figures", "people.skills")
]
ANSWERED = {"strategy.plan": "a", "data.figures": "a", "security.backup": "d", "people.skills": "a"}


def firsts(catalogue, need):
    return [one.action.id for one in propose(catalogue, ANSWERED, on=ON, need=need).first]


def test_what_the_owner_asks_for_is_among_the_first_when_an_answer_calls_for_it_too():
    small = asking(action("small", ("security.backup", "abcd"), cost=900), "sauvegarde")
    assert "small" not in firsts([*GRAVE, small], "")
    assert "small" in firsts([*GRAVE, small], "les sauvegardes")
    fine = asking(action("fine", ("security.backup", "abc"), cost=900), "sauvegarde")
    assert "fine" not in firsts([*GRAVE, fine], "les sauvegardes")


def test_what_no_answer_speaks_of_is_called_for_by_the_words_alone():
    unasked = asking(action("unasked", ("construction.estimating", "abc"), cost=900), "soumission")
    assert "unasked" in firsts([*GRAVE, unasked], "mes soumissions")
    assert "unasked" not in firsts([*GRAVE, unasked], "autre chose")


def test_one_place_stays_with_the_most_needed():
    loud = [asking(action(f"loud{n}", ("security.backup", "abcd"), cost=n), "sauvegarde") for n in range(3)]
    assert len([one for one in firsts([*GRAVE, *loud], "sauvegarde") if one.startswith("grave")]) == 1


def test_what_must_come_before_takes_the_place():
    base = action("base", ("security.backup", "abcd"), cost=900)
    after = asking(action("after", ("people.skills", "abcd"), after=("base",)), "paie")
    plan = propose([*GRAVE, base, after], ANSWERED, on=ON, need="la paie")
    said = {one.action.id: one.said for one in plan.first}
    assert said["base"] == Said(towards=("after",))
    assert "after" not in said


@given(catalogues(), ANSWERS, HEADS, st.sampled_from(["", "sauvegarde", "paie et site web"]), st.data())
def test_words_add_only_what_no_answer_settles_and_leave_what_comes_before(catalogue, answers, employees, need, data):
    told = [asking(a, *data.draw(st.lists(st.sampled_from(WORDS), max_size=2, unique=True))) for a in catalogue]
    plan = propose(told, answers, on=date(2026, 11, 22), employees=employees, need=need)
    quiet = propose(told, answers, on=date(2026, 11, 22), employees=employees)
    added = called(plan) - called(quiet)
    assert called(quiet) <= called(plan)
    assert all(answers.get(m.question, "na") in {"unknown", "na"} for a in told if a.id in added for m in a.mends)
    assert all(one.after == () for one in plan.first)
    beginning = {s.candidate.action.id for s in plan.steps[: len(plan.first)]}
    assert beginning == {one.action.id for one in plan.first}


def test_nothing_said_says_nothing():
    assert said_of([asking(action("a"), "paie")], "") == {}
