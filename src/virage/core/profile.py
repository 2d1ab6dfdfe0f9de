"""Which questions an owner sees, in which order, and how long the rest will take."""

from collections.abc import Iterable

from virage.core.answers import Answer
from virage.core.conditions import evaluate
from virage.core.instruments import UNKNOWN, Answers, Depth, Question, Questionnaire
from virage.core.values import Facts, Value


def asked(sheet: Questionnaire, profile: Facts, answers: Answers, depth: Depth) -> tuple[Question, ...]:
    """List the questions that a profile sees at a depth, given the answers so far.

    A question is asked when its condition is certainly met: one that hangs on an answer not given yet waits for it.
    The answer to a question that is not asked decides nothing.

    >>> from virage.core.conditions import Eq
    >>> site = Question(id="site", options=("a", "b"), visible_when=Eq("sector", "construction"))
    >>> sheet = Questionnaire(id="x", version="1", dimensions=(), questions=(site,), bands=())
    >>> [q.id for q in asked(sheet, {"sector": "construction"}, {}, Depth.QUICK)], asked(sheet, {}, {}, Depth.QUICK)
    (['site'], ())
    """
    known: dict[str, Value] = dict(profile)
    seen = []
    for question in sheet.questions:
        if depth.reaches(question.depth) and _is_visible(question, known):
            seen.append(question)
            if not is_open(question, answers):
                known[question.id] = answers[question.id]
    return tuple(seen)


def _is_visible(question: Question, known: Facts) -> bool:
    return question.visible_when is None or evaluate(question.visible_when, known).answer is Answer.YES


def is_open(question: Question, answers: Answers) -> bool:
    """Say whether a question is unanswered, or answered by `unknown`.

    >>> is_open(Question(id="plan", options=("a", "b")), {"plan": "unknown"})
    True
    """
    return answers.get(question.id, UNKNOWN) == UNKNOWN


def minutes_left(questions: Iterable[Question], answers: Answers) -> int:
    """Count the minutes that the questions not answered yet will take, rounded up; `unknown` is an answer.

    >>> plan = Question(id="plan", options=("a", "b"), seconds=50)
    >>> budget = Question(id="budget", options=("a", "b"), seconds=20)
    >>> minutes_left([plan, budget], {}), minutes_left([plan, budget], {"plan": "unknown"})
    (2, 1)
    """
    seconds = sum(q.seconds for q in questions if q.id not in answers)
    return -(-seconds // 60)
