"""Who of us is at a session, and the appointments that are free."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from virage.base.viewer import Viewer
from virage.stages.awareness.models import Appointment
from virage.stages.awareness.models.activities import TEAM


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentLine:
    """One of us at one hour. ``enterprise`` is said to the team alone; ``mine`` to who took it."""

    id: int
    person: str
    starts_at: datetime
    free: bool
    enterprise: str
    mine: bool


def appointments(viewer: Viewer, *, session_id: int, key: UUID | None = None) -> tuple[AppointmentLine, ...]:
    """Every appointment of a session, by hour then name. ``key`` is a registration that the viewer holds. One query."""
    rows = Appointment.objects.visible_to(viewer).filter(session_id=session_id)
    found = rows.select_related("person", "registration", "session__activity__project")
    team, own = viewer.organisations(*TEAM), key if key in viewer.keys else None
    return tuple(
        AppointmentLine(
            id=row.pk,
            person=row.person.name,
            starts_at=row.starts_at,
            free=row.registration is None,
            enterprise=row.registration.name
            if row.registration and row.session.activity.project.promoter_id in team
            else "",
            mine=row.registration is not None and own is not None and row.registration.key == own,
        )
        for row in found.order_by("starts_at", "person__name")
    )


def present(lines: tuple[AppointmentLine, ...]) -> tuple[str, ...]:
    """The names of those who are there, once each."""
    return tuple(sorted({line.person for line in lines}))
