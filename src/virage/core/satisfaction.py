"""What people said of a session: shares with their number, and nothing in public under five."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

FEWEST = 5
"""Answers below which nothing is shown in public: a share of two people says who they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """How many answered, how many found it useful, how many know what to do next."""

    answers: int
    useful: int
    know_next: int

    @property
    def useful_share(self) -> Fraction | None:
        """Between 0 and 1; None when nobody answered."""
        return Fraction(self.useful, self.answers) if self.answers else None

    @property
    def next_share(self) -> Fraction | None:
        """Between 0 and 1; None when nobody answered."""
        return Fraction(self.know_next, self.answers) if self.answers else None


def opinion(said: Iterable[tuple[bool, bool]]) -> Opinion:
    """Count answers: useful or not, knows what to do next or not.

    >>> opinion([(True, True), (True, False)])
    Opinion(answers=2, useful=2, know_next=1)
    """
    listed = list(said)
    return Opinion(
        answers=len(listed), useful=sum(useful for useful, _ in listed), know_next=sum(knows for _, knows in listed)
    )


def in_public(found: Opinion) -> Opinion | None:
    """The same, if enough people answered.

    >>> in_public(Opinion(answers=4, useful=4, know_next=0)) is None
    True
    """
    return found if found.answers >= FEWEST else None
