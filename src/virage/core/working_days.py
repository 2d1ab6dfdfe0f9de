"""Working days: Monday to Friday, but for the holidays that a pack lists."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

MONDAY, SATURDAY, SUNDAY = 0, 5, 6


class Holiday(Protocol):
    """One day of the year, whichever its rule."""

    def in_year(self, year: int) -> date:
        """The day it falls on that year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDate:
    """The same date each year; the day after a Sunday where the law says so."""

    month: int
    day: int
    after_sunday: bool = False

    def in_year(self, year: int) -> date:
        """The day it falls on that year.

        >>> OnDate(month=7, day=1, after_sunday=True).in_year(2029)
        datetime.date(2029, 7, 2)
        """
        on = date(year, self.month, self.day)
        return on + timedelta(days=1) if self.after_sunday and on.weekday() == SUNDAY else on


@dataclass(frozen=True, slots=True, kw_only=True)
class MondayBefore:
    """The Monday that precedes a date."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The day it falls on that year.

        >>> MondayBefore(month=5, day=25).in_year(2026), MondayBefore(month=5, day=25).in_year(2027)
        (datetime.date(2026, 5, 18), datetime.date(2027, 5, 24))
        """
        before = date(year, self.month, self.day) - timedelta(days=1)
        return before - timedelta(days=before.weekday())


@dataclass(frozen=True, slots=True, kw_only=True)
class NthMonday:
    """The first, second… Monday of a month."""

    nth: int
    month: int

    def in_year(self, year: int) -> date:
        """The day it falls on that year.

        >>> NthMonday(nth=2, month=10).in_year(2026)
        datetime.date(2026, 10, 12)
        """
        first = date(year, self.month, 1)
        return first + timedelta(days=-first.weekday() % 7, weeks=self.nth - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FromEaster:
    """So many days after Easter Sunday, or before when negative."""

    days: int

    def in_year(self, year: int) -> date:
        """The day it falls on that year.

        >>> FromEaster(days=-2).in_year(2026), FromEaster(days=1).in_year(2027)
        (datetime.date(2026, 4, 3), datetime.date(2027, 3, 29))
        """
        return _easter(year) + timedelta(days=self.days)


def is_working_day(on: date, holidays: Collection[Holiday] = ()) -> bool:
    """True from Monday to Friday, unless it is a holiday.

    >>> is_working_day(date(2026, 11, 20)), is_working_day(date(2026, 11, 22))
    (True, False)
    >>> is_working_day(date(2026, 12, 25), [OnDate(month=12, day=25)])
    False
    """
    return on.weekday() < SATURDAY and all(on != each.in_year(on.year) for each in holidays)


def working_day_from(on: date, holidays: Collection[Holiday] = ()) -> date:
    """That day, or the next working day.

    >>> working_day_from(date(2026, 11, 20)), working_day_from(date(2026, 11, 21))
    (datetime.date(2026, 11, 20), datetime.date(2026, 11, 23))
    >>> working_day_from(date(2026, 12, 25), [OnDate(month=12, day=25)])
    datetime.date(2026, 12, 28)
    """
    while not is_working_day(on, holidays):
        on += timedelta(days=1)
    return on


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the algorithm published anonymously in *Nature*, 20 April 1876."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leaps, spare = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - correction + 15) % 30
    week = (32 + 2 * spare + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
