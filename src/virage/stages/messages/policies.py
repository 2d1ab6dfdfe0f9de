"""How much may be written to one address, how long we try, and when a reminder may leave."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.core.working_days import is_working_day

PER_HOUR = 6
HELD_FOR = timedelta(hours=1)
MAX_ATTEMPTS = 8
REMINDERS_FROM = time(7)
"""No reminder leaves before this hour: whoever reads it starts the day."""


def reminders_leave(at: datetime) -> bool:
    """A reminder leaves on a working day, once it has begun."""
    local = timezone.localtime(at)
    return local.time() >= REMINDERS_FROM and is_working_day(local.date(), library().calendar.holidays)


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
