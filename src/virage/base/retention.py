"""What can be destroyed when its time is over: each stage registers its own, by call."""

from collections.abc import Callable
from datetime import datetime

Purge = Callable[[datetime], int]
"""Destroys what ended before an instant; returns how many things were destroyed."""

_purges: dict[str, Purge] = {}


def purges(item: str) -> Callable[[Purge], Purge]:
    """Register the function that destroys one item of the retention schedule (``retention.yaml``).

    Written in a stage's ``retention.py``, found by ``stewardship``::

        @purges("private_links")
        def purge(before: datetime) -> int: ...
    """

    def keep(purge: Purge) -> Purge:
        if item in _purges and _purges[item] is not purge:
            raise ValueError(f"two purges for {item}")
        _purges[item] = purge
        return purge

    return keep


def registered() -> dict[str, Purge]:
    """Every purge known, by item."""
    return dict(_purges)
