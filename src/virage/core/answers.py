"""Three answers, never two: Kleene's strong logic of yes, no and unknown."""

from collections.abc import Iterable
from enum import StrEnum


class Answer(StrEnum):
    """What a rule answers when some facts may be missing."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @staticmethod
    def of(known: bool | None) -> "Answer":
        """Turn a truth value that may be missing into an answer.

        >>> Answer.of(None)
        <Answer.UNKNOWN: 'unknown'>
        """
        return Answer.UNKNOWN if known is None else Answer.YES if known else Answer.NO


def negate(answer: Answer) -> Answer:
    """Swap yes and no; unknown stays unknown.

    >>> negate(Answer.UNKNOWN)
    <Answer.UNKNOWN: 'unknown'>
    """
    if answer is Answer.UNKNOWN:
        return answer
    return Answer.NO if answer is Answer.YES else Answer.YES


def all_of(answers: Iterable[Answer]) -> Answer:
    """One no refuses; otherwise one unknown leaves the question open.

    >>> all_of([Answer.UNKNOWN, Answer.NO])
    <Answer.NO: 'no'>
    """
    seen = set(answers)
    return next((a for a in (Answer.NO, Answer.UNKNOWN) if a in seen), Answer.YES)


def any_of(answers: Iterable[Answer]) -> Answer:
    """One yes is enough; otherwise one unknown leaves the question open.

    >>> any_of([Answer.NO, Answer.UNKNOWN])
    <Answer.UNKNOWN: 'unknown'>
    """
    seen = set(answers)
    return next((a for a in (Answer.YES, Answer.UNKNOWN) if a in seen), Answer.NO)


def at_least(n: int, answers: Iterable[Answer]) -> Answer:
    """Say whether `n` of the answers are yes, whatever the unknown ones turn out to be.

    >>> at_least(2, [Answer.YES, Answer.UNKNOWN, Answer.NO])
    <Answer.UNKNOWN: 'unknown'>
    """
    listed = list(answers)
    certain = listed.count(Answer.YES)
    possible = certain + listed.count(Answer.UNKNOWN)
    if certain >= n:
        return Answer.YES
    return Answer.UNKNOWN if possible >= n else Answer.NO
