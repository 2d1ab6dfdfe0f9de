"""How much may be written to one address, and how long we try."""

from datetime import timedelta

from django.utils.crypto import salted_hmac

from virage.base.viewer import Viewer

PER_HOUR = 6
HELD_FOR = timedelta(hours=1)
MAX_ATTEMPTS = 8


def is_unlimited(viewer: Viewer) -> bool:
    """Jobs write what is due; people and browsers are held back, so that nobody floods an address through us."""
    return bool(viewer.job)


def blind(address: str) -> str:
    """A digest of an address that nobody can make without this installation's secret."""
    return salted_hmac("virage.messages.held", address, algorithm="sha256").hexdigest()


def pause_after(attempts: int) -> timedelta:
    """How long to wait after a failed attempt: one minute, then twice as long each time, four hours at most.

    >>> pause_after(3).total_seconds()
    240.0
    """
    return timedelta(minutes=min(2 ** (attempts - 1), 240))
