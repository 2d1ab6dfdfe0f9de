"""What a questionnaire is for the rulebook: questions, their options and weights, bands; no wording."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from virage.core.conditions import Node, facts_of
from virage.core.words import Words

NOT_APPLICABLE = "na"
UNKNOWN = "unknown"
LONGEST = 60

Answers = Mapping[str, str]
"""Question id → option id, `na` or `unknown`; a missing key was not answered."""


class AnswerError(ValueError):
    """An answer that the instrument cannot hold; `words` names the value at fault in both languages."""

    def __init__(self, *, fr: str, en: str) -> None:
        self.words = Words(fr=fr, en=en)
        super().__init__(fr)


def shown(value: object) -> str:
    """Write a value at fault, cut short when it is long.

    >>> shown("Q2.1"), len(shown("Q" * 99))
    ("'Q2.1'", 61)
    """
    written = repr(value)
    return written if len(written) <= LONGEST else f"{written[:LONGEST]}…"


class Depth(StrEnum):
    """How far one goes; each depth asks everything the one before it asks."""

    QUICK = "quick"
    CORE = "core"
    FULL = "full"

    def reaches(self, other: "Depth") -> bool:
        """Say whether a question of the other depth is asked at this one.

        >>> Depth.CORE.reaches(Depth.QUICK), Depth.CORE.reaches(Depth.FULL)
        (True, False)
        """
        order = tuple(Depth)
        return order.index(other) <= order.index(self)


class Proof(StrEnum):
    """How far an answer is proven, from least to most."""

    DECLARED = "declared"
    SEEN = "seen"
    DOCUMENT = "document"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A named stretch of scores; `up_to` belongs to it."""

    id: str
    up_to: Fraction


def band_of(score: Fraction, bands: tuple[Band, ...]) -> str:
    """Name the band of a score from 0 to 100, not rounded: 25 is still in the band that ends at 25.

    >>> bands = (Band(id="basic", up_to=Fraction(25)), Band(id="advanced", up_to=Fraction(100)))
    >>> band_of(Fraction(25), bands), band_of(Fraction("25.001"), bands)
    ('basic', 'advanced')
    """
    return next(band.id for band in bands if score <= band.up_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: its options go from least to most mature, evenly spaced from 0 to 1."""

    id: str
    options: tuple[str, ...]
    dimension: str | None = None
    """None when the question is asked without being scored."""
    depth: Depth = Depth.QUICK
    weight: int = 1
    allows_na: bool = False
    visible_when: Node | None = None
    """Facts of the profile, and answers to earlier questions by their id; None is always."""
    seconds: int = 20
    """Time it takes to read and answer."""

    def value(self, option: str) -> Fraction:
        """Give what an option is worth, 0 to 1.

        >>> Question(id="plan", options=("a", "b", "c", "d", "e"), dimension="strategy").value("d")
        Fraction(3, 4)
        """
        return Fraction(self.options.index(option), len(self.options) - 1)

    def check(self, answer: str) -> None:
        """Refuse an answer that the question cannot hold.

        Raises:
            AnswerError: neither one of its options, nor `unknown`, nor `na` where it may not apply.

        """
        allowed = (*self.options, UNKNOWN, *((NOT_APPLICABLE,) if self.allows_na else ()))
        if answer not in allowed:
            listed = ", ".join(allowed)
            raise AnswerError(
                fr=f"{self.id} n’accepte pas {shown(answer)}\u00a0: répondez par {listed}.",
                en=f"{self.id} does not accept {shown(answer)}: answer with {listed}.",
            )


@dataclass(frozen=True, kw_only=True)
class Questionnaire:
    """One version of an instrument made of situations; `questions` are in the order they are asked."""

    id: str
    version: str
    dimensions: tuple[str, ...]
    questions: tuple[Question, ...]
    bands: tuple[Band, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Find a question by its id."""
        return {q.id: q for q in self.questions}

    @cached_property
    def drivers(self) -> frozenset[str]:
        """Name the questions whose answer decides whether another one is asked."""
        read = [facts_of(q.visible_when) for q in self.questions if q.visible_when is not None]
        return frozenset[str]().union(*read) & self.by_id.keys()

    def holds(self, question_id: str, answer: str) -> bool:
        """Say whether the questionnaire asks this, and accepts that answer.

        >>> plan = Question(id="plan", options=("a", "b"))
        >>> sheet = Questionnaire(id="x", version="1", dimensions=(), questions=(plan,), bands=())
        >>> sheet.holds("plan", "b"), sheet.holds("plan", "c"), sheet.holds("budget", "a")
        (True, False, False)
        """
        try:
            self.check({question_id: answer})
        except AnswerError:
            return False
        return True

    def check(self, answers: Answers) -> None:
        """Refuse answers that the questionnaire cannot hold.

        Raises:
            AnswerError: a question it does not ask, or an answer that question does not accept.

        """
        for question_id, answer in answers.items():
            if question_id not in self.by_id:
                raise AnswerError(
                    fr=f"{shown(question_id)} n’est pas une question de {self.id} {self.version}.",
                    en=f"{shown(question_id)} is not a question of {self.id} {self.version}.",
                )
            self.by_id[question_id].check(answer)
