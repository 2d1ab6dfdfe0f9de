"""Dates known in part, and how one says them."""

import calendar
from dataclasses import dataclass
from datetime import date

from virage.core.words import Words

MONTHS_FR = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Some day between two days, both included.

    >>> Span.of("2022-03")
    Span(first=datetime.date(2022, 3, 1), last=datetime.date(2022, 3, 31))
    """

    first: date
    last: date

    @staticmethod
    def of(written: str) -> "Span":
        """Read a year, a month or a day (`2024` is some day of 2024), or two of them: `2021-04..2021-12`.

        Raises:
            ValueError: another shape, or an end before the beginning.

        """
        begin, dots, end = written.partition("..")
        if dots:
            span = Span(Span.of(begin).first, Span.of(end).last)
            if span.last < span.first:
                raise ValueError(f"« {written} » finit avant de commencer")
            return span
        year, *rest = (int(part) for part in written.split("-"))
        if not rest:
            return Span(date(year, 1, 1), date(year, 12, 31))
        if len(rest) == 1:
            return Span(date(year, rest[0], 1), date(year, rest[0], calendar.monthrange(year, rest[0])[1]))
        return Span(date.fromisoformat(written), date.fromisoformat(written))

    def surely_by(self, on: date) -> bool:
        """Say whether the day, whichever it is, is past or present on a date.

        >>> Span.of("2024").surely_by(date(2024, 12, 30))
        False
        """
        return self.last <= on

    @property
    def is_year(self) -> bool:
        """Say whether only the year is known."""
        return self.first.timetuple()[1:3] == (1, 1) and self.last == date(self.first.year, 12, 31)

    def say(self) -> Words:
        r"""Say it after a verb: le 3 octobre 2024, en mars 2022, en 2024.

        >>> Span.of("2024-05-01").say().fr
        'le 1er\xa0mai 2024'
        """
        if self.first == self.last:
            return Words(fr=f"le {day_fr(self.first)}", en=f"on {day_en(self.first)}")
        if self.is_year:
            return Words(fr=f"en {self.first.year}", en=f"in {self.first.year}")
        if (self.first.year, self.first.month) == (self.last.year, self.last.month):
            month = MONTHS_FR[self.first.month - 1]
            return Words(
                fr=f"en {month} {self.first.year}", en=f"in {calendar.month_name[self.first.month]} {self.first.year}"
            )
        return Words(
            fr=f"entre le {day_fr(self.first)} et le {day_fr(self.last)}",
            en=f"between {day_en(self.first)} and {day_en(self.last)}",
        )


def day_fr(day: date) -> str:
    r"""Write a day in French.

    >>> day_fr(date(2026, 11, 22))
    '22\xa0novembre 2026'
    """
    return f"{'1er' if day.day == 1 else day.day}\u00a0{MONTHS_FR[day.month - 1]} {day.year}"


def day_en(day: date) -> str:
    """Write a day in English.

    >>> day_en(date(2026, 11, 22))
    'November 22, 2026'
    """
    return f"{calendar.month_name[day.month]} {day.day}, {day.year}"
