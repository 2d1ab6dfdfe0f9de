"""Periods of public money."""

from datetime import date

APRIL = 4


def fiscal_year(on: date) -> int:
    """The Québec fiscal year of a date, named by its 1 April: 1 April – 31 March.

    >>> fiscal_year(date(2021, 3, 31)), fiscal_year(date(2021, 4, 1))
    (2020, 2021)
    """
    return on.year if on.month >= APRIL else on.year - 1


def fiscal_year_name(year: int) -> str:
    """How the year is written: its two calendar years.

    >>> fiscal_year_name(2021)
    '2021-2022'
    """
    return f"{year}-{year + 1}"
