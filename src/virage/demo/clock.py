"""Days and instants of the story, counted from the day it is told."""

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from virage.core.periods import fiscal_year

YEARS = 5
"""Full fiscal years before the current one."""


def first_day(on: date) -> date:
    """The 1 April on which the initiative began.

    >>> first_day(date(2026, 11, 22))
    datetime.date(2021, 4, 1)
    """
    return date(fiscal_year(on) - YEARS, 4, 1)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant of that day, in Montréal time."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def working(day: date) -> date:
    """That day, or the Monday after when it falls on a weekend.

    >>> working(date(2026, 11, 22))
    datetime.date(2026, 11, 23)
    """
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)  # noqa: PLR2004 — Saturday


def some_time(rng: random.Random, day: date) -> datetime:
    """An instant of office hours."""
    return at(day, rng.randint(8, 16), rng.randrange(60))
