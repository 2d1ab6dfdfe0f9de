"""A sheet as someone who was sent it reads it: the score, then each answer with how it is backed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from virage.content.instruments import Instrument
from virage.core.instruments import NOT_APPLICABLE, UNKNOWN, Proof
from virage.stages.assessments.queries import Sheet

LEVELS = {Proof.DECLARED: 1, Proof.SEEN: 2, Proof.DOCUMENT: 3, Proof.CONFIRMED: 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """One answer in words; ``level`` of proof is 1 (declared) to 4 (confirmed in a second reading).

    ``seen_by`` is empty when nobody known backed it; ``document`` is the number of the one that shows it.
    """

    id: str
    question: str
    answer: str
    unknown: bool
    level: int
    seen_by: str = ""
    seen_at: datetime | None = None
    document: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDimension:
    """Answers of one dimension, and its score out of 100 when something scored was answered."""

    name: str
    score: int | None
    answers: tuple[GivenAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Whole points out of 100; ``value`` is None when nothing scored was answered."""

    value: int | None
    low: int
    high: int
    bands: tuple[str, ...]
    band: str
    unknowns: int
    answered: int
    asked: int
    dimensions: tuple[ReadDimension, ...]
    others: tuple[GivenAnswer, ...]

    @property
    def answers(self) -> tuple[GivenAnswer, ...]:
        """Every answer, dimension after dimension, then the others."""
        return (*(one for each in self.dimensions for one in each.answers), *self.others)


def reading(sheet: Sheet, *, language: str, names: Mapping[str, str] | None = None) -> Reading:
    """What a sheet says, in a language; ``names`` says who backed an answer (« person:12 » → name). No query."""
    instrument, scored = sheet.instrument, sheet.card
    low, high = scored.interval.whole if scored.interval else (0, 100)
    known = scored.overall is not None and scored.interval is not None
    return Reading(
        value=round(scored.overall) if scored.overall is not None else None,
        low=low,
        high=high,
        bands=tuple(b.name.words.say(language) for b in instrument.file.bands),
        band=instrument.band_name(scored.band).say(language) if known and scored.band else "",
        unknowns=sum(1 for q in sheet.questions if sheet.answers.get(q.id) == UNKNOWN),
        answered=sheet.answered,
        asked=len(sheet.questions),
        dimensions=tuple(_dimensions(sheet, language, names or {})),
        others=_answers(sheet, None, language, names or {}),
    )


def _dimensions(sheet: Sheet, language: str, names: Mapping[str, str]) -> list[ReadDimension]:
    scores = {d.id: d.score for d in sheet.card.dimensions}
    found = dict.fromkeys(q.dimension for q in sheet.questions if q.dimension)
    return [
        ReadDimension(
            name=sheet.instrument.dimension_name(name, sheet.profile).say(language),
            score=round(score) if (score := scores.get(name)) is not None else None,
            answers=_answers(sheet, name, language, names),
        )
        for name in found
    ]


def _answers(sheet: Sheet, dimension: str | None, language: str, names: Mapping[str, str]) -> tuple[GivenAnswer, ...]:
    return tuple(
        GivenAnswer(
            id=q.id,
            question=sheet.instrument.by_id[q.id].text.words.say(language),
            answer=option_words(sheet.instrument, q.id, value, language),
            unknown=value == UNKNOWN,
            level=LEVELS[sheet.proofs.get(q.id, Proof.DECLARED)],
            seen_by=names.get(sheet.backed[q.id][0], "") if q.id in sheet.backed else "",
            seen_at=sheet.backed[q.id][1] if q.id in sheet.backed else None,
            document=sheet.documents.get(q.id),
        )
        for q in sheet.questions
        if q.dimension == dimension and (value := sheet.answers.get(q.id)) is not None
    )


def option_words(instrument: Instrument, question: str, value: str, language: str) -> str:
    """An answer in words: the situation, « je ne sais pas », or why it does not apply."""
    entry = instrument.by_id[question]
    if value == UNKNOWN:
        return instrument.file.unknown.words.say(language)
    if value == NOT_APPLICABLE and entry.na is not None:
        return entry.na.words.say(language)
    return entry.options[value].words.say(language)
