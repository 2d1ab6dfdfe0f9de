"""What a score says, whichever questionnaire gave it: by dimension, with its interval and what would narrow it."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The least and the greatest score that remain possible, 0 to 100."""

    least: Fraction
    greatest: Fraction

    @property
    def width(self) -> Fraction:
        """Give how many points are left open."""
        return self.greatest - self.least

    @property
    def whole(self) -> tuple[int, int]:
        """Give both ends in whole points, rounded outwards; the rounded score twice when nothing is left open.

        >>> Interval(least=Fraction(70, 3), greatest=Fraction(91, 3)).whole
        (23, 31)
        >>> Interval(least=Fraction(70, 3), greatest=Fraction(70, 3)).whole
        (23, 23)
        """
        if self.least == self.greatest:
            return round(self.least), round(self.least)
        return int(self.least), -int(-self.greatest // 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionScore:
    """One dimension: its score from 0 to 100, None when nothing in it was answered."""

    id: str
    score: Fraction | None
    interval: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """By how many points, at the least, an answer to this question would narrow the interval."""

    question: str
    points: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """What an assessment gives."""

    instrument: str
    version: str
    dimensions: tuple[DimensionScore, ...]
    overall: Fraction | None
    interval: Interval | None
    band: str | None
    narrowing: tuple[Narrowing, ...] = ()
    """The open questions, those that would narrow the interval most first."""
    left_out: tuple[str, ...] = ()
    """Questions answered but not asked of this profile at this depth: kept in history, out of the score."""
