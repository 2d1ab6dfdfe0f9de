"""Facts computed from one other fact and a date; pure, and monotone in what is known."""

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from virage.core.values import Scalar


def months_after(day: date, months: int) -> date:
    """Give the same day so many months later, or the last of that month when it is shorter.

    >>> months_after(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_since(day: date, on: date) -> Decimal:
    """Count the months from a day to a date, exact on each anniversary, with a part of a month between two.

    >>> months_since(date(2024, 5, 10), date(2026, 5, 10))
    Decimal('24')
    >>> months_since(date(2024, 5, 10), date(2026, 5, 11)) > 24
    True
    """
    if day > on:
        return -months_since(on, day)
    whole = (on.year - day.year) * 12 + on.month - day.month
    if months_after(day, whole) > on:
        whole -= 1
    start, end = months_after(day, whole), months_after(day, whole + 1)
    return Decimal(whole) + Decimal((on - start).days) / Decimal((end - start).days)


def months_until(day: date, on: date) -> Decimal:
    """Count the months from a date to a day to come.

    >>> months_until(date(2026, 3, 1), date(2026, 1, 1))
    Decimal('2')
    """
    return months_since(on, day)


def years_since(day: date, on: date) -> int:
    """Count full years, as one counts an age.

    >>> years_since(date(2020, 3, 1), date(2022, 2, 28))
    1
    """
    return on.year - day.year - ((on.month, on.day) < (day.month, day.day))


def tax_year_began_on(fiscal_year_end: str, on: date) -> date:
    """Give the first day of the fiscal year that holds a date, from the month and day on which fiscal years end.

    >>> tax_year_began_on("03-31", date(2026, 11, 22))
    datetime.date(2026, 4, 1)
    """
    month, day = (int(part) for part in fiscal_year_end.split("-"))
    ends = [date(year, month, min(day, calendar.monthrange(year, month)[1])) for year in (on.year - 1, on.year)]
    return max(end for end in [*ends, ends[0].replace(year=on.year - 2, day=1)] if end < on) + timedelta(days=1)


DERIVATIONS: Mapping[str, Callable[..., Scalar]] = {
    "months_since": months_since,
    "months_until": months_until,
    "years_since": years_since,
    "tax_year_began_on": tax_year_began_on,
}
"""Names that a pack may use after `derived: {by: …}`; each takes the base fact and `on`."""
