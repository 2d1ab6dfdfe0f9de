"""Working days, Monday to Friday: no calendar of holidays is known here."""

from datetime import date, timedelta

SATURDAY = 5


def is_working_day(on: date) -> bool:
    """True from Monday to Friday.

    >>> is_working_day(date(2026, 11, 20)), is_working_day(date(2026, 11, 22))
    (True, False)
    """
    return on.weekday() < SATURDAY


def working_day_from(on: date) -> date:
    """That day, or the Monday after when it falls on a weekend.

    >>> working_day_from(date(2026, 11, 20)), working_day_from(date(2026, 11, 21))
    (datetime.date(2026, 11, 20), datetime.date(2026, 11, 23))
    """
    return on if is_working_day(on) else on + timedelta(days=7 - on.weekday())
