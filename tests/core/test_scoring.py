"""Scores, intervals and what narrows them: equal to brute force on small questionnaires."""

import itertools
from collections.abc import Iterator, Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings, strategies as st

from virage.core.conditions import Eq, In, Node, Not
from virage.core.instruments import NOT_APPLICABLE, UNKNOWN, AnswerError, Band, Depth, Proof, Question, Questionnaire
from virage.core.profile import asked, is_open, minutes_left
from virage.core.scorecards import Interval, Scorecard
from virage.core.scoring import proven_share, score

BANDS = (
    Band(id="basic", up_to=Fraction(25)),
    Band(id="average", up_to=Fraction(50)),
    Band(id="advanced", up_to=Fraction(100)),
)
OPTIONS = ("a", "b", "c")


def sheet_of(*questions: Question) -> Questionnaire:
    dimensions = tuple(dict.fromkeys(q.dimension for q in questions if q.dimension))
    return Questionnaire(id="small", version="1", dimensions=dimensions, questions=questions, bands=BANDS)


def ask(name: str, dimension: str | None = "x", *, weight: int = 1, when: Node | None = None) -> Question:
    return Question(id=name, options=OPTIONS, dimension=dimension, weight=weight, allows_na=True, visible_when=when)


def card(sheet: Questionnaire, answers: Mapping[str, str], depth: Depth = Depth.QUICK) -> Scorecard:
    return score(sheet, profile={"sector": "construction"}, answers=answers, depth=depth)


@st.composite
def small_sheets(draw: st.DrawFn) -> Questionnaire:
    """Draw up to five questions over two dimensions, some hanging on an earlier answer."""
    questions: list[Question] = []
    for i in range(draw(st.integers(1, 5))):
        earlier = [q.id for q in questions]
        when: Node | None = None
        if earlier and draw(st.booleans()):
            chosen = draw(st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=2, unique=True))
            when = In(draw(st.sampled_from(earlier)), tuple(chosen))
        questions.append(
            Question(
                id=f"q{i}",
                options=OPTIONS,
                dimension=draw(st.sampled_from(["x", "y", None])),
                weight=draw(st.integers(1, 3)),
                allows_na=draw(st.booleans()),
                visible_when=when,
            )
        )
    return Questionnaire(id="small", version="1", dimensions=("x", "y"), questions=tuple(questions), bands=BANDS)


@st.composite
def sheets_and_answers(draw: st.DrawFn) -> tuple[Questionnaire, dict[str, str]]:
    sheet = draw(small_sheets())
    answers = {}
    for question in sheet.questions:
        allowed = [None, *OPTIONS, UNKNOWN, *([NOT_APPLICABLE] if question.allows_na else [])]
        answer = draw(st.sampled_from(allowed))
        if answer is not None:
            answers[question.id] = answer
    return sheet, answers


def completions(sheet: Questionnaire, answers: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Give every way of filling what is open, whether it is asked today or not."""
    open_ones = [q for q in sheet.questions if is_open(q, answers)]
    choices = [(*q.options, *((NOT_APPLICABLE,) if q.allows_na else ())) for q in open_ones]
    for chosen in itertools.product(*choices):
        yield {**answers, **{q.id: option for q, option in zip(open_ones, chosen, strict=True)}}


@settings(max_examples=150, deadline=None)
@given(sheets_and_answers())
def test_the_interval_is_the_least_and_greatest_of_every_completion(drawn):
    sheet, answers = drawn
    found = card(sheet, answers)
    reached = [card(sheet, c).overall for c in completions(sheet, answers)]
    possible = [s for s in (*reached, found.overall) if s is not None]
    expected = Interval(least=min(possible), greatest=max(possible)) if possible else None
    assert found.interval == expected


@settings(max_examples=100, deadline=None)
@given(sheets_and_answers())
def test_each_dimension_holds_the_score_of_every_completion(drawn):
    sheet, answers = drawn
    found = card(sheet, answers)
    for completed in completions(sheet, answers):
        for dimension, reached in zip(found.dimensions, card(sheet, completed).dimensions, strict=True):
            if reached.score is not None:
                assert dimension.interval.least <= reached.score <= dimension.interval.greatest


@settings(max_examples=150, deadline=None)
@given(sheets_and_answers(), st.data())
def test_answering_better_never_lowers_the_score(drawn, data):
    sheet, answers = drawn
    free = [q for q in sheet.questions if q.id not in sheet.drivers and answers.get(q.id) in OPTIONS]
    if not free:
        return
    question = data.draw(st.sampled_from(free))
    better = data.draw(st.sampled_from(OPTIONS[OPTIONS.index(answers[question.id]) :]))
    before, after = card(sheet, answers), card(sheet, {**answers, question.id: better})
    assert (after.overall or 0) >= (before.overall or 0)


@settings(max_examples=100, deadline=None)
@given(sheets_and_answers())
def test_the_same_answers_give_the_same_card_in_any_order(drawn):
    sheet, answers = drawn
    assert card(sheet, answers) == card(sheet, dict(reversed(answers.items())))


@settings(max_examples=100, deadline=None)
@given(sheets_and_answers())
def test_an_answer_narrows_the_interval_by_at_least_what_is_announced(drawn):
    sheet, answers = drawn
    found = card(sheet, answers)
    for narrowing in found.narrowing:
        widths = []
        for option in OPTIONS:
            once = card(sheet, {**answers, narrowing.question: option}).interval
            widths.append(once.width if once else 0)
        assert found.interval.width - max(widths) == narrowing.points


def test_not_applicable_leaves_the_denominator():
    sheet = sheet_of(ask("plan"), ask("budget"))
    assert card(sheet, {"plan": "c", "budget": "na"}).overall == 100


def test_unknown_is_not_zero():
    sheet = sheet_of(ask("plan"), ask("budget"))
    found = card(sheet, {"plan": "c", "budget": "unknown"})
    assert (found.overall, found.interval) == (100, Interval(least=Fraction(50), greatest=Fraction(100)))


def test_unanswered_counts_as_unknown():
    sheet = sheet_of(ask("plan"), ask("budget"))
    assert card(sheet, {"plan": "c"}) == card(sheet, {"plan": "c", "budget": "unknown"})


def test_a_dimension_with_nothing_asked_is_null_and_leaves_the_whole():
    sheet = sheet_of(ask("plan"), ask("backup", "y", when=Eq("sector", "retail")))
    found = card(sheet, {"plan": "b"})
    assert [(d.id, d.score, d.interval) for d in found.dimensions][1] == ("y", None, None)
    assert found.overall == 50


def test_a_dimension_asked_and_all_open_has_no_score_but_its_whole_interval():
    found = card(sheet_of(ask("plan"), ask("backup", "y")), {"plan": "b"})
    assert found.dimensions[1].score is None
    assert found.dimensions[1].interval == Interval(least=Fraction(0), greatest=Fraction(100))
    assert found.interval == Interval(least=Fraction(25), greatest=Fraction(75))


def test_questions_beyond_the_depth_are_outside_the_interval():
    deep = Question(id="deep", options=OPTIONS, dimension="x", depth=Depth.FULL)
    sheet = sheet_of(ask("plan"), deep)
    assert card(sheet, {"plan": "b"}).interval == Interval(least=Fraction(50), greatest=Fraction(50))
    assert card(sheet, {"plan": "b"}, Depth.FULL).interval == Interval(least=Fraction(25), greatest=Fraction(75))


def test_a_hidden_answer_is_kept_out_of_the_score_and_named():
    sheet = sheet_of(ask("plan"), ask("till", when=Not(Eq("sector", "construction"))))
    found = card(sheet, {"plan": "b", "till": "c"})
    assert (found.overall, found.left_out) == (50, ("till",))


def test_a_hidden_answer_decides_nothing_further():
    sheet = sheet_of(ask("plan"), ask("site", when=Eq("plan", "c")), ask("bim", when=Eq("site", "a")))
    seen = asked(sheet, {}, {"plan": "a", "site": "a"}, Depth.QUICK)
    assert [q.id for q in seen] == ["plan"]


def test_the_heaviest_open_question_is_named_first():
    sheet = sheet_of(ask("light"), ask("heavy", weight=3), ask("known"))
    found = card(sheet, {"known": "a"})
    assert [(n.question, n.points) for n in found.narrowing] == [("heavy", 60), ("light", 20)]


def test_the_band_is_read_on_the_unrounded_score():
    sheet = sheet_of(*(ask(f"q{i}") for i in range(4)))
    assert card(sheet, {"q0": "b", "q1": "b", "q2": "a", "q3": "a"}).band == "basic"
    heavy = sheet_of(ask("low", weight=9999), ask("high", weight=10001))
    found = card(heavy, {"low": "a", "high": "b"})
    assert (round(float(found.overall), 2), found.band) == (25.0, "average")


def test_nothing_answered_has_no_score_and_no_band():
    found = card(sheet_of(ask("plan")), {})
    assert (found.overall, found.band) == (None, None)


def test_an_unscored_question_changes_no_score():
    sheet = sheet_of(ask("plan"), ask("barrier", None))
    assert card(sheet, {"plan": "b", "barrier": "a"}) == card(sheet, {"plan": "b", "barrier": "c"})
    assert card(sheet, {"plan": "b"}).narrowing == ()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"plna": "a"}, "'plna' n’est pas une question de small 1."),
        ({"plan": "z"}, "plan n’accepte pas 'z'\u00a0: répondez par a, b, c, unknown, na."),
    ],
)
def test_an_answer_that_cannot_be_is_named(answers, words):
    with pytest.raises(AnswerError) as refused:
        card(sheet_of(ask("plan")), answers)
    assert refused.value.words.fr == words


def test_not_applicable_is_refused_where_it_means_nothing():
    strict = Question(id="plan", options=OPTIONS, dimension="x")
    with pytest.raises(AnswerError):
        card(sheet_of(strict), {"plan": "na"})


def test_an_unproven_score_is_declared():
    sheet = sheet_of(ask("plan"), ask("backup", "y"))
    proofs = {"backup": Proof.DOCUMENT}
    arguments = {"profile": {}, "answers": {"plan": "c", "backup": "b"}, "depth": Depth.QUICK}
    shares = proven_share(sheet, proofs=proofs, **arguments)
    assert shares == {
        Proof.DECLARED: Fraction(2, 3),
        Proof.SEEN: 0,
        Proof.DOCUMENT: Fraction(1, 3),
        Proof.CONFIRMED: 0,
    }


def test_no_score_has_no_share_of_proof():
    sheet = sheet_of(ask("plan"))
    assert proven_share(sheet, profile={}, answers={"plan": "a"}, depth=Depth.QUICK, proofs={}) is None


def test_minutes_left_are_rounded_up_and_end_at_none():
    names = ["plan", "budget", "backup", "access"]
    left = [minutes_left([ask(n) for n in names], dict.fromkeys(names[:given], "a")) for given in range(5)]
    assert left == [2, 1, 1, 1, 0]
