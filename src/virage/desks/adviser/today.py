"""« Ma journée »: what is late, what comes this week, whom one waits for; mine first, then my colleagues'."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.desks.adviser.door import DESK, ROLES
from virage.stages.awareness.queries import Coming, coming_sessions
from virage.stages.casefiles.queries import US, Day, Part, day_of, waiting_requests
from virage.stages.casefiles.states import Due, NextMove
from virage.stages.directory.queries import profiles

SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the day as it is shown; ``query`` narrows the caseload to all of it."""

    anchor: str
    title: str
    part: Part
    query: str
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    on: date
    day: Day
    late: int
    today: int
    week: int
    sections: tuple[Section, ...]
    mine: str
    profiles: Mapping[int, Mapping[str, Any]]
    requests: int
    requests_late: int
    coming: tuple[Coming, ...]


@DESK.page("adviser/today.html")
def today(request: ViewerRequest) -> TodayPage:
    viewer, on = request.viewer, timezone.localdate()
    day = day_of(viewer, roles=ROLES, on=on)
    mine = f"?owner={viewer.person_id}"
    sections = tuple(_sections(day, mine))
    lines = (line for part in (*(one.part for one in sections), day.elsewhere) for line in part.lines)
    waiting, late = waiting_requests(viewer, roles=ROLES, on=on)
    return TodayPage(
        on=on,
        day=day,
        late=day.parts[Due.LATE].total,
        today=day.parts[Due.TODAY].total,
        week=day.parts[Due.WEEK].total,
        sections=sections,
        mine=mine,
        profiles=profiles(viewer, enterprises={line.enterprise_id for line in lines}),
        requests=waiting,
        requests_late=late,
        coming=coming_sessions(viewer, roles=ROLES, at=timezone.now(), shown=SHOWN),
    )


def _sections(day: Day, mine: str) -> Iterator[Section]:
    """The parts that hold something, the most pressing first."""
    titles = {
        Due.LATE: ("retard", _("En retard")),
        Due.TODAY: ("aujourdhui", _("Pour aujourd’hui")),
        Due.WEEK: ("semaine", _("D’ici sept jours")),
        Due.LATER: ("suite", _("Plus tard")),
    }
    for due, (anchor, title) in titles.items():
        query = f"{mine}&by={US}&due={due.value}"
        yield Section(anchor=anchor, title=title, part=day.parts[due], query=query, late=due is Due.LATE)
    waits = f"{mine}&by={NextMove.ENTERPRISE.value}"
    yield Section(anchor="attente", title=_("J’attends l’entreprise"), part=day.waiting, query=waits)
