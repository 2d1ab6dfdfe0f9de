"""The European questionnaire as shipped: its counts, its worked examples to the cent, what it refuses."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from virage.content.instruments import European
from virage.content.library import shipped
from virage.content.yaml_source import read
from virage.core.dmat import Dmat, DmatQuestion, Scale, parts, score
from virage.core.instruments import AnswerError

EXAMPLES = read(Path(__file__).with_name("dmat_examples.yaml")).data["examples"]
DEGREES = ("no", "partially", "yes")


@pytest.fixture
def sheet() -> Dmat:
    found = shipped().instruments["dmat-sme"]
    assert isinstance(found, European)
    return found.sheet


def answered(sheet: Dmat, example: dict[str, Any]) -> dict[str, Any]:
    """Write an example as an answer sheet; its counts tick the last rows, for which ones does not matter."""
    return {q.id: _answer(q, example) for q in sheet.questions}


def _answer(question: DmatQuestion, example: dict[str, Any]) -> Any:
    positive = [row for row in question.rows if row not in question.negative]
    if question.kind is Scale.TWO_TICKS:
        return {a: positive[-example[f"Q1_{a}"] :] if example[f"Q1_{a}"] else [] for a in ("invested", "planned")}
    given = example[question.id]
    if question.kind is Scale.SCALE_0_5:
        return dict(zip(question.rows, given, strict=True))
    if question.kind is Scale.NO_PARTIALLY_YES:
        return {row: DEGREES[value] for row, value in zip(question.rows, given, strict=True)}
    if example.get(f"{question.id}_negative"):
        return list(question.negative)
    return positive[-given:] if given else []


def cents(score: Fraction | None) -> Decimal:
    assert score is not None
    return (Decimal(score.numerator) / score.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["id"])
def test_the_worked_examples_hold_exactly(sheet, example):
    card = score(sheet, answered(sheet, example))
    found = {d.id: cents(d.score) for d in card.dimensions} | {"overall": cents(card.overall), "band": card.band}
    expected = {d: Decimal(example[d]) for d in (*sheet.dimensions, "overall")} | {"band": example["band"]}
    assert found == expected


def test_it_has_eleven_questions_and_eighty_six_rows_in_six_dimensions(sheet):
    assert [len(q.rows) for q in sheet.questions] == [10, 10, 10, 7, 7, 8, 8, 6, 5, 10, 5]
    assert sum(len(q.rows) for q in sheet.questions) == 86
    assert sheet.dimensions == ("D1", "D2", "D3", "D4", "D5", "D6")


def test_the_defect_it_tells_is_true(sheet):
    ai = score(sheet, {"Q9": {"Q9.1": 5}}).overall
    plan = score(sheet, {"Q8": ["Q8.6"]}).overall
    assert ai / plan == Fraction("2.4")


def test_blanks_score_zero(sheet):
    blank = score(sheet, {})
    assert blank == score(sheet, {"Q1": None, "Q2": [], "Q4": {"Q4.1": None}, "Q11": {}})
    assert (blank.overall, blank.band, blank.interval.width) == (0, "basic", 0)


def test_what_is_planned_is_told_apart_from_what_is_done(sheet):
    found = {(p.question, p.aspect): p.score for p in parts(sheet, {"Q1": {"invested": ["Q1.1"], "planned": []}})}
    assert (found["Q1", "invested"], found["Q1", "planned"]) == (1, 0)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"Q12": []}, "'Q12' n’est pas une question de dmat-sme 2023-11."),
        ({"Q2": ["Q3.1"]}, "Q2, 'Q3.1'\u00a0: cette ligne n’existe pas."),
        ({"Q2": ["Q2.1", "Q2.1"]}, "Q2, 'Q2.1'\u00a0: cette ligne est cochée deux fois."),
        ({"Q2": [["Q2.1"]]}, "Q2, ['Q2.1']\u00a0: cette ligne n’existe pas."),
        ({"Q2": "Q2.1"}, "Q2, 'Q2.1'\u00a0: une liste de lignes cochées est attendue."),
        ({"Q7": ["Q7.3", "Q7.2"]}, "Q7, 'Q7.2'\u00a0: cette ligne exclut les autres lignes de Q7."),
        ({"Q4": {"Q4.8": 1}}, "Q4, 'Q4.8'\u00a0: cette ligne n’existe pas."),
        ({"Q4": {"Q4.1": 6}}, "Q4.1, 6\u00a0: un entier de 0 à 5 est attendu."),
        ({"Q4": {"Q4.1": True}}, "Q4.1, True\u00a0: un entier de 0 à 5 est attendu."),
        ({"Q4": {"Q4.1": 2.5}}, "Q4.1, 2.5\u00a0: un entier de 0 à 5 est attendu."),
        ({"Q4": [1]}, "Q4, [1]\u00a0: un objet est attendu (Q4.1, …, Q4.7)."),
        ({"Q11": {"Q11.1": "maybe"}}, "Q11.1, 'maybe'\u00a0: no, partially ou yes est attendu."),
        ({"Q11": {"Q11.1": ["yes"]}}, "Q11.1, ['yes']\u00a0: no, partially ou yes est attendu."),
        ({"Q1": ["Q1.1"]}, "Q1, ['Q1.1']\u00a0: un objet est attendu (invested, planned)."),
        ({"Q1": {"done": []}}, "Q1, 'done'\u00a0: cette ligne n’existe pas."),
    ],
)
def test_what_it_cannot_hold_is_named(sheet, answers, sentence):
    with pytest.raises(AnswerError) as refused:
        score(sheet, answers)
    assert refused.value.words.fr == sentence
