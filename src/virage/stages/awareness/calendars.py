"""Sessions as calendars read them (RFC 5545): a feed, one session, the file that goes with a letter."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

CALENDAR = "text/calendar; charset=utf-8"


class Meeting(Protocol):
    """What a calendar needs of a session."""

    @property
    def id(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def promoter(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def published_at(self) -> datetime | None: ...
    @property
    def version(self) -> int: ...
    @property
    def cancelled(self) -> bool: ...
    @property
    def address(self) -> str: ...


def calendar_file(meetings: Iterable[Meeting], *, name: str = "", url: str = "") -> str:
    """Write sessions as one iCalendar file: same number each time, a higher sequence when something moved.

    ``name`` is what the feed is called; ``url`` where something private is read (a registration), instead of the
    public page.
    """
    from icalendar import Calendar

    book = Calendar()
    book.add("prodid", "-//Virage//activites//FR")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    if name:
        book.add("x-wr-calname", name)
    for meeting in meetings:
        book.add_component(_event(meeting, url))
    return str(book.to_ical().decode())


def _event(meeting: Meeting, url: str) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", f"session-{meeting.id}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("sequence", meeting.version)
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    event.add("dtstamp", meeting.published_at or timezone.now())
    event.add("summary", meeting.title)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("location", meeting.place)
    event.add("description", f"{meeting.summary}\n{meeting.promoter}\n{url or meeting.address}")
    event.add("url", url or meeting.address)
    return event
