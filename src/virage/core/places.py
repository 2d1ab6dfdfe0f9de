"""Places of a session: who gets one, and how long a place given back waits for its answer."""

from datetime import datetime, timedelta

TIME_TO_ANSWER = timedelta(hours=48)
LAST_CALL = timedelta(hours=3)
"""Nobody is asked to answer later than that before the session begins."""


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


def answer_by(at: datetime, starts_at: datetime) -> datetime | None:
    """Until when a place offered at ``at`` is held; None when too little time is left to ask: it is given at once.

    >>> answer_by(datetime(2026, 11, 1, 9), datetime(2026, 11, 20, 9))
    datetime.datetime(2026, 11, 3, 9, 0)
    >>> answer_by(datetime(2026, 11, 19, 9), datetime(2026, 11, 20, 9))
    datetime.datetime(2026, 11, 20, 6, 0)
    >>> answer_by(datetime(2026, 11, 20, 7), datetime(2026, 11, 20, 9)) is None
    True
    """
    until = min(at + TIME_TO_ANSWER, starts_at - LAST_CALL)
    return until if until > at else None
