"""What is to be said of a deliverable on a day, and to whom it matters: each occasion is said once."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum


class Occasion(StrEnum):
    """Why someone is written to about a deliverable."""

    SOON = "soon"
    LATE = "late"
    RETURNED = "returned"
    HANDED_IN = "handed_in"


Said = tuple[Occasion, int]
"""An occasion, and which one: the delay in days, or the number of the deposit; zero for what happens once."""


def occasions(
    *, due_on: date, on: date, before: Collection[int], waiting: int | None = None, returned: int | None = None
) -> tuple[Said, ...]:
    """What holds on a day, the most telling first; one letter says them all.

    Args:
        due_on: when the deliverable is due.
        on: the day of the question.
        before: delays in days, from which one is told that the day comes; the nearest one reached counts.
        waiting: the deposit that nobody answered yet: its reader is told, and nobody else.
        returned: the last deposit, if it was returned.

    >>> day = date(2026, 12, 1)
    >>> occasions(due_on=day, on=date(2026, 11, 23), before=(30, 7))
    ((<Occasion.SOON: 'soon'>, 30),)
    >>> occasions(due_on=day, on=date(2026, 12, 2), before=(30, 7), returned=12)
    ((<Occasion.RETURNED: 'returned'>, 12), (<Occasion.LATE: 'late'>, 0))
    >>> occasions(due_on=day, on=date(2026, 12, 2), before=(30, 7), waiting=13)
    ((<Occasion.HANDED_IN: 'handed_in'>, 13),)
    """
    if waiting is not None:
        return ((Occasion.HANDED_IN, waiting),)
    said: tuple[Said, ...] = () if returned is None else ((Occasion.RETURNED, returned),)
    left = (due_on - on).days
    if left < 0:
        return (*said, (Occasion.LATE, 0))
    reached = [days for days in before if left <= days]
    return (*said, (Occasion.SOON, min(reached))) if reached else said
