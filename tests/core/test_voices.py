"""Laws of comparing what several people say."""

from fractions import Fraction

from hypothesis import given, strategies as st

from virage.core.instruments import Question
from virage.core.voices import heard

QUESTIONS = tuple(
    Question(id=name, options=("a", "b", "c", "d", "e"), dimension="strategy", weight=weight, allows_na=True)
    for name, weight in (("one", 1), ("two", 2), ("three", 1))
)
ANSWERS = st.dictionaries(st.sampled_from([q.id for q in QUESTIONS]), st.sampled_from([*"abcde", "na", "unknown"]))
VOICES = st.dictionaries(st.sampled_from(["owner", "shop", "books"]), ANSWERS)


@given(VOICES)
def test_a_gap_lies_between_nothing_and_one_and_none_is_left_when_all_agree(voices):
    for one in heard(QUESTIONS, voices):
        assert 0 <= one.gap <= 1
        assert len(one.said) > 1
        assert not one.agreed or one.gap == 0


@given(VOICES)
def test_who_speaks_first_changes_nothing(voices):
    backwards = dict(reversed(voices.items()))
    assert heard(QUESTIONS, voices) == heard(QUESTIONS, backwards)


def test_not_knowing_disagrees_with_nobody():
    assert heard(QUESTIONS, {"owner": {"one": "a"}, "shop": {"one": "unknown"}, "books": {}}) == ()


def test_whether_it_applies_is_a_disagreement_without_a_distance():
    (one,) = heard(QUESTIONS, {"owner": {"one": "na"}, "shop": {"one": "e"}})
    assert (one.agreed, one.gap) == (False, Fraction(0))


def test_a_weighty_question_comes_before_a_light_one():
    said = {"owner": {"one": "a", "two": "a"}, "shop": {"one": "d", "two": "c"}}
    assert [one.question for one in heard(QUESTIONS, said)] == ["two", "one"]
