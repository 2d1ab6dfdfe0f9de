"""Places of a session: who gets one, and how long a place given back waits for its answer."""

from datetime import datetime, timedelta


def left(places: int, held: int) -> int:
    """Places that nobody holds; never below zero.

    >>> left(12, 15)
    0
    """
    return max(0, places - held)


def gets_a_place(places: int, held: int, waiting: int) -> bool:
    """Does a newcomer get a place? Never while someone waits: a place given back is theirs first.

    >>> gets_a_place(10, 9, 0), gets_a_place(10, 9, 1), gets_a_place(10, 10, 0)
    (True, False, False)
    """
    return left(places, held) > 0 and not waiting


def answer_by(at: datetime, starts_at: datetime, *, within: timedelta, last_call: timedelta) -> datetime | None:
    """Until when a place offered at ``at`` is held: ``within`` that time, and ``last_call`` before the session.

    None when too little time is left to ask: the place is given at once.

    >>> waits = {"within": timedelta(hours=48), "last_call": timedelta(hours=3)}
    >>> answer_by(datetime(2026, 11, 1, 9), datetime(2026, 11, 20, 9), **waits)
    datetime.datetime(2026, 11, 3, 9, 0)
    >>> answer_by(datetime(2026, 11, 19, 9), datetime(2026, 11, 20, 9), **waits)
    datetime.datetime(2026, 11, 20, 6, 0)
    >>> answer_by(datetime(2026, 11, 20, 7), datetime(2026, 11, 20, 9), **waits) is None
    True
    """
    until = min(at + within, starts_at - last_call)
    return until if until > at else None
