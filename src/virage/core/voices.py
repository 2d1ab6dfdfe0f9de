"""Several people answer one questionnaire: where they agree, where they do not, and by how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from virage.core.instruments import NOT_APPLICABLE, UNKNOWN, Answers, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What several people say of one question.

    ``gap`` is the distance between the least and the most mature answer, 0 to 1; 0 when all say the same, and when
    they differ only on whether the question applies.
    """

    question: str
    said: Mapping[str, str]
    gap: Fraction
    agreed: bool


def heard(questions: Sequence[Question], voices: Mapping[str, Answers]) -> tuple[Heard, ...]:
    """Compare voices, question by question, the widest disagreements first (gap times weight), then as asked.

    A question is compared when two voices or more know its answer; `unknown` disagrees with nobody.

    >>> plan = Question(id="plan", options=("a", "b", "c"), dimension="strategy")
    >>> site = Question(id="site", options=("a", "b", "c"), dimension="operations")
    >>> said = {"owner": {"plan": "c", "site": "b"}, "shop": {"plan": "a", "site": "b"}, "books": {"plan": "unknown"}}
    >>> [(one.question, str(one.gap), one.agreed) for one in heard((site, plan), said)]
    [('plan', '1', False), ('site', '0', True)]
    """
    found = [one for question in questions if (one := _heard(question, voices)) is not None]
    weights = {q.id: q.weight for q in questions}
    return tuple(sorted(found, key=lambda one: (one.agreed, -one.gap * weights[one.question])))


def _heard(question: Question, voices: Mapping[str, Answers]) -> Heard | None:
    said = {
        who: answers[question.id] for who, answers in voices.items() if answers.get(question.id, UNKNOWN) != UNKNOWN
    }
    if len(said) < 2:  # noqa: PLR2004 — a disagreement takes two
        return None
    known = [question.value(value) for value in said.values() if value != NOT_APPLICABLE]
    gap = max(known) - min(known) if known else Fraction(0)
    return Heard(question=question.id, said=said, gap=gap, agreed=len(set(said.values())) == 1)
