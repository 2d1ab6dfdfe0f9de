"""What people said of a session or of a call: shares with their number, and nothing is shown under five."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

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


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOpinion:
    """How many answered about a call, how many were called back, in time, and how many say that it went well."""

    answers: int
    called: int
    in_time: int
    well: int

    @property
    def called_share(self) -> Fraction | None:
        """Of those who answered; None when nobody did."""
        return Fraction(self.called, self.answers) if self.answers else None

    @property
    def well_share(self) -> Fraction | None:
        """Of those who were called back; None when nobody was."""
        return Fraction(self.well, self.called) if self.called else None


Told = TypeVar("Told", Opinion, CallOpinion)


def in_public(found: Told) -> Told | None:
    """The same, if enough people answered.

    >>> in_public(Opinion(answers=4, useful=4, know_next=0)) is None
    True
    """
    return found if found.answers >= FEWEST else None
