"""What to ask first of whoever wants to know more."""

from itertools import permutations

import pytest

from virage.core.answers import Answer
from virage.core.eligibility import Standing, Verdict, next_questions, useful
from virage.core.norms import Finding, Terms
from virage.core.windows import WindowOutcome
from virage.core.words import Words

NOTHING = Words(fr="", en="")


def waiting(aid: str, *ask: str) -> Verdict:
    """An aid that waits for facts."""
    return Verdict(
        aid=aid,
        norm=aid,
        answer=Answer.UNKNOWN,
        standing=Standing.TO_SPECIFY,
        terms=Terms.COMPLETE,
        findings=(),
        undertakings=(),
        ask=ask,
        window=WindowOutcome(answer=Answer.YES, sentence=NOTHING),
    )


def finding(*missing: str) -> Finding:
    return Finding(rule="r", sentence=NOTHING, answer=Answer.UNKNOWN, source="", missing=frozenset(missing))


def test_the_fact_that_settles_most_aids_is_asked_first():
    verdicts = [waiting("a", "region"), waiting("b", "employees"), waiting("c", "employees")]
    assert next_questions(verdicts) == (("employees", 2.0), ("region", 1.0))


def test_an_aid_that_waits_for_several_facts_is_shared_among_them():
    verdicts = [waiting("a", "scian", "region", "age", "payroll"), waiting("b", "scian", "region"), waiting("c", "age")]
    assert next_questions(verdicts) == (("age", 1.25), ("region", 0.75), ("scian", 0.75), ("payroll", 0.25))


def test_at_equal_weight_names_decide_whatever_the_order_of_the_aids():
    verdicts = [waiting("a", "region"), waiting("b", "age"), waiting("c", "scian")]
    expected = (("age", 1.0), ("region", 1.0), ("scian", 1.0))
    assert {next_questions(order) for order in permutations(verdicts)} == {expected}


def test_the_money_of_the_aids_decides_when_it_is_known():
    verdicts = [waiting("small", "region"), waiting("small too", "region"), waiting("large", "age", "scian")]
    worth = {"small": 1000.0, "small too": 500.0, "large": 50000.0}
    assert next_questions(verdicts, worth) == (("age", 25000.0), ("scian", 25000.0), ("region", 1500.0))


def test_an_aid_without_known_money_weighs_nothing_and_is_still_asked():
    assert next_questions([waiting("a", "age"), waiting("b", "region")], {"b": 1.0}) == (("region", 1.0), ("age", 0.0))
    assert next_questions([waiting("a", "age")], {}) == (("age", 0.0),)


def test_a_settled_aid_asks_nothing():
    assert next_questions([waiting("a")]) == next_questions([]) == ()


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([finding("x", "y"), finding("y")], ("y", "x")),
        ([finding("x", "y", "z"), finding("x", "y"), finding("z")], ("z", "x", "y")),  # 4/3, then 5/6 each
        ([finding("c", "b"), finding("a")], ("a", "b", "c")),
        ([finding("b"), finding("a")], ("b", "a")),  # equal: the condition that comes first
        ([finding()], ()),
    ],
)
def test_a_fact_alone_in_a_condition_comes_before_those_that_share_one(findings, expected):
    assert useful(findings) == expected


def test_facts_worked_out_of_one_answer_are_one_question():
    base = {"scian2": "scian", "scian4": "scian"}
    shared = [finding("scian2", "scian4"), finding("region", "age"), finding("age")]
    assert useful(shared, lambda name: base.get(name, name)) == ("age", "scian", "region")
