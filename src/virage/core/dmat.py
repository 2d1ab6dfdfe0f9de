"""The European digital maturity assessment (JRC133234, 2023), scored as third parties publish its rules.

A question gives 0 to 10, a dimension and the whole 0 to 100. A blank is 0 and there is no "not applicable": so the
interval is a single point. Its known defects are said beside the score (the pack holds the words), not corrected in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from virage.core.instruments import AnswerError, Band, band_of, shown
from virage.core.scorecards import DimensionScore, Interval, Scorecard

TOP = 10
SCALE = 5
FEW = 3
DEGREES: Mapping[str, int] = {"no": 0, "partially": 1, "yes": 2}


class Scale(StrEnum):
    """How a question is answered."""

    TWO_TICKS = "two_ticks"
    TICKS = "ticks"
    SCALE_0_5 = "scale_0_5"
    NO_PARTIALLY_YES = "no_partially_yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class DmatQuestion:
    """One question and the ids of its rows; the negative rows score nothing and exclude the others."""

    id: str
    dimension: str
    kind: Scale
    rows: tuple[str, ...]
    negative: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dmat:
    """One version of the questionnaire."""

    id: str
    version: str
    dimensions: tuple[str, ...]
    questions: tuple[DmatQuestion, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one question gives, 0 to 10; `aspect` tells invested from planned where a question asks both."""

    question: str
    aspect: str | None
    score: Fraction


def score(sheet: Dmat, answers: Mapping[str, Any]) -> Scorecard:
    """Score a sheet of answers, whole or not: what is missing is 0.

    Shape: `{"Q1": {"invested": ["Q1.1"], "planned": []}, "Q2": ["Q2.1"], "Q4": {"Q4.1": 0}, "Q11": {"Q11.1": "yes"}}`.

    >>> backup = DmatQuestion(id="Q8", dimension="D4", kind=Scale.TICKS, rows=("Q8.1", "Q8.2", "Q8.3"))
    >>> bands = (Band(id="all", up_to=Fraction(100)),)
    >>> sheet = Dmat(id="x", version="1", dimensions=("D4",), questions=(backup,), bands=bands)
    >>> score(sheet, {"Q8": ["Q8.1"]}).overall
    Fraction(100, 3)

    Raises:
        AnswerError: a question, a row or a value that the sheet does not have; a negative row with another one.

    """
    of = {q.id: q.dimension for q in sheet.questions}
    given = parts(sheet, answers)
    scores = [_mean([p.score for p in given if of[p.question] == d]) * TOP for d in sheet.dimensions]
    overall = _mean(scores)
    return Scorecard(
        instrument=sheet.id,
        version=sheet.version,
        dimensions=tuple(
            DimensionScore(id=d, score=s, interval=Interval(least=s, greatest=s))
            for d, s in zip(sheet.dimensions, scores, strict=True)
        ),
        overall=overall,
        interval=Interval(least=overall, greatest=overall),
        band=band_of(overall, sheet.bands),
    )


def parts(sheet: Dmat, answers: Mapping[str, Any]) -> tuple[Part, ...]:
    """Give the score of each question, what is done apart from what is planned.

    Raises:
        AnswerError: as `score`.

    """
    known = [q.id for q in sheet.questions]
    for name in answers:
        if name not in known:
            raise AnswerError(
                fr=f"{shown(name)} n’est pas une question de {sheet.id} {sheet.version}.",
                en=f"{shown(name)} is not a question of {sheet.id} {sheet.version}.",
            )
    return tuple(part for q in sheet.questions for part in _parts(q, answers.get(q.id)))


def _parts(question: DmatQuestion, given: Any) -> tuple[Part, ...]:
    if question.kind is not Scale.TWO_TICKS:
        return (Part(question=question.id, aspect=None, score=SCORES[question.kind](question, given)),)
    both = _mapping(question, given, ("invested", "planned"))
    return tuple(
        Part(question=question.id, aspect=aspect, score=_ticks(question, both.get(aspect)))
        for aspect in ("invested", "planned")
    )


def _ticks(question: DmatQuestion, given: Any) -> Fraction:
    ticked = [] if given is None else given
    if not isinstance(ticked, list):
        raise _refusal(
            question, given, fr="une liste de lignes cochées est attendue", en="a list of ticked rows is expected"
        )
    for i, row in enumerate(ticked):
        _check_row(question, row)
        if row in ticked[:i]:
            raise _refusal(question, row, fr="cette ligne est cochée deux fois", en="this row is ticked twice")
    alone = [row for row in ticked if row in question.negative]
    if alone and len(ticked) > 1:
        raise _refusal(
            question,
            alone[0],
            fr=f"cette ligne exclut les autres lignes de {question.id}",
            en=f"this row excludes the other rows of {question.id}",
        )
    positive = len(question.rows) - len(question.negative)
    return Fraction(TOP * (len(ticked) - len(alone)), positive)


def _scale(question: DmatQuestion, given: Any) -> Fraction:
    values = _mapping(question, given, question.rows)
    for row, value in values.items():
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= SCALE:
            raise _refusal(
                question, value, row=row, fr="un entier de 0 à 5 est attendu", en="an integer from 0 to 5 is expected"
            )
    return Fraction(TOP * sum(values.values()), SCALE * len(question.rows))


def _degrees(question: DmatQuestion, given: Any) -> Fraction:
    values = _mapping(question, given, question.rows)
    for row, value in values.items():
        if not isinstance(value, str) or value not in DEGREES:
            raise _refusal(
                question, value, row=row, fr="no, partially ou yes est attendu", en="no, partially or yes is expected"
            )
    best = len(question.rows) * max(DEGREES.values())
    return Fraction(TOP * sum(DEGREES[value] for value in values.values()), best)


SCORES: Mapping[Scale, Callable[[DmatQuestion, Any], Fraction]] = {
    Scale.TICKS: _ticks,
    Scale.SCALE_0_5: _scale,
    Scale.NO_PARTIALLY_YES: _degrees,
}


def _mapping(question: DmatQuestion, given: Any, keys: tuple[str, ...]) -> Mapping[str, Any]:
    """Read a mapping over some keys, without those left blank."""
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        listed = ", ".join(keys) if len(keys) < FEW else f"{keys[0]}, …, {keys[-1]}"
        raise _refusal(question, given, fr=f"un objet est attendu ({listed})", en=f"an object is expected ({listed})")
    for key in given:
        if key not in keys:
            raise _refusal(question, key, fr="cette ligne n’existe pas", en="there is no such row")
    return {key: value for key, value in given.items() if value is not None}


def _check_row(question: DmatQuestion, row: Any) -> None:
    if row not in question.rows:
        raise _refusal(question, row, fr="cette ligne n’existe pas", en="there is no such row")


def _refusal(question: DmatQuestion, value: Any, *, row: str | None = None, fr: str, en: str) -> AnswerError:
    place = row or question.id
    return AnswerError(fr=f"{place}, {shown(value)}\u00a0: {fr}.", en=f"{place}, {shown(value)}: {en}.")


def _mean(scores: list[Fraction]) -> Fraction:
    return sum(scores, Fraction(0)) / len(scores)
