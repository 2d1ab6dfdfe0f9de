"""The laws of three-valued conditions: Kleene's, partial knowledge, and learning that never contradicts itself."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from virage.core import answers
from virage.core.answers import Answer
from virage.core.compiled import compile_node
from virage.core.conditions import (
    All,
    Any,
    AtLeast,
    Between,
    Confirm,
    Eq,
    Ge,
    Gt,
    In,
    Known,
    Le,
    Lt,
    Ne,
    Not,
    NotIn,
    Outcome,
    Prefix,
    evaluate,
    facts_of,
)
from virage.core.values import Interval
from virage.core.words import Words

NUMBERS = st.integers(0, 6)
CODES = st.sampled_from(["11", "111", "1119", "31", "32", "33", "311", "3115", "44", "45", "31-33"])
LEAVES = st.one_of(
    *(st.builds(kind, st.sampled_from(["n", "m"]), NUMBERS) for kind in (Eq, Ne, Lt, Le, Gt, Ge)),
    st.builds(lambda a, b: Between("n", min(a, b), max(a, b)), NUMBERS, NUMBERS),
    st.builds(In, st.just("n"), st.lists(NUMBERS, min_size=1, max_size=3).map(tuple)),
    st.builds(NotIn, st.just("m"), st.lists(NUMBERS, min_size=1, max_size=3).map(tuple)),
    st.builds(Prefix, st.just("scian"), st.lists(CODES, min_size=1, max_size=3).map(tuple)),
    st.just(Confirm(Words(fr="x", en="x"))),
)
NODES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Any, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Not, inner),
        st.builds(AtLeast, st.integers(1, 3), st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)
INTERVALS = st.builds(
    lambda a, b: Interval(low=Decimal(min(a, b)), high=Decimal(max(a, b))) if a != b else Decimal(a), NUMBERS, NUMBERS
)
KNOWLEDGE = st.fixed_dictionaries({}, optional={"n": INTERVALS, "m": INTERVALS, "scian": CODES})


@given(node=NODES, facts=KNOWLEDGE)
def test_compiled_conditions_answer_as_conditions_do(node, facts):
    assert compile_node(node)(facts) == evaluate(node, facts)


@pytest.mark.parametrize("kind", [Eq, Ne, Lt, Le, Gt, Ge])
@pytest.mark.parametrize(("low", "high"), [(low, high) for low in range(4) for high in range(low, 4)])
def test_an_interval_answers_as_all_the_numbers_it_holds(kind, low, high):
    numbers = [Decimal(2 * low + i) / 2 for i in range(2 * (high - low) + 1)]
    for limit in range(5):
        said = {evaluate(kind("n", limit), {"n": number}).answer for number in numbers}
        expected = said.pop() if len(said) == 1 else Answer.UNKNOWN
        found = evaluate(kind("n", limit), {"n": Interval(low=Decimal(low), high=Decimal(high))}).answer
        assert found is expected, (kind, low, high, limit)


def test_a_number_at_the_limit_is_told_apart():
    at = {"n": Decimal(5)}
    answers_at = [evaluate(kind("n", 5), at).answer for kind in (Lt, Le, Gt, Ge, Eq, Ne)]
    assert answers_at == [Answer.NO, Answer.YES, Answer.NO, Answer.YES, Answer.YES, Answer.NO]


@given(a=LEAVES, b=LEAVES, facts=KNOWLEDGE)
def test_de_morgan_holds_with_unknowns(a, b, facts):
    assert evaluate(Not(All((a, b))), facts).answer is evaluate(Any((Not(a), Not(b))), facts).answer


@given(node=NODES, facts=KNOWLEDGE)
def test_saying_no_twice_changes_nothing(node, facts):
    assert evaluate(Not(Not(node)), facts) == evaluate(node, facts)


@given(parts=st.lists(NODES, min_size=1, max_size=4), facts=KNOWLEDGE)
def test_at_least_generalises_any_and_all(parts, facts):
    listed = tuple(parts)
    assert evaluate(AtLeast(1, listed), facts).answer is evaluate(Any(listed), facts).answer
    assert evaluate(AtLeast(len(listed), listed), facts).answer is evaluate(All(listed), facts).answer


def narrowed(draw, value):
    if isinstance(value, Interval):
        low, high = int(value.low), int(value.high)
        return Decimal(draw(st.integers(low, high)))
    if isinstance(value, str):
        stem = {"31-33": "32"}.get(value, value)
        return stem + draw(st.sampled_from(["", "1", "15"]))[: 6 - len(stem)]
    return value


@given(data=st.data(), node=NODES, facts=KNOWLEDGE)
def test_learning_a_fact_never_flips_yes_or_no(data, node, facts):
    before = evaluate(node, facts).answer
    learned = {name: narrowed(data.draw, value) for name, value in facts.items()}
    learned.setdefault("n", Decimal(data.draw(NUMBERS)))
    after = evaluate(node, learned).answer
    assert before in (after, Answer.UNKNOWN)


@given(node=NODES, facts=KNOWLEDGE)
def test_what_is_missing_is_read_by_the_condition_and_not_settled(node, facts):
    outcome = evaluate(node, facts)
    assert outcome.missing <= facts_of(node)
    if outcome.answer is not Answer.UNKNOWN:
        assert outcome.missing == frozenset()


def test_known_speaks_of_us_and_answers_yes_or_no():
    assert evaluate(Known("n"), {"n": Decimal(1)}) == Outcome(Answer.YES)
    assert evaluate(Known("n"), {}) == Outcome(Answer.NO)


def test_a_rule_known_in_words_is_never_asked():
    assert evaluate(All((Confirm(Words(fr="x", en="x")), Le("n", 5))), {"n": Decimal(4)}) == Outcome(Answer.UNKNOWN)


def test_a_range_of_sectors_covers_each_of_its_codes():
    assert [evaluate(Prefix("scian", ("31-33",)), {"scian": code}).answer for code in ("3121", "31-33", "23", "3")] == [
        Answer.YES,
        Answer.YES,
        Answer.NO,
        Answer.UNKNOWN,
    ]


@given(st.lists(st.sampled_from(Answer), max_size=4))
def test_empty_and_mixed_lists_join_as_kleene_says(given_answers):
    assert answers.negate(answers.all_of(given_answers)) is answers.any_of(answers.negate(a) for a in given_answers)
