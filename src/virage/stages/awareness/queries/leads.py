"""People met at a session who would like a call."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from virage.base.viewer import Viewer
from virage.stages.awareness.models import Lead, LeadQuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadLine:
    """One person met. ``request_id`` is the request made once they confirmed."""

    id: int
    enterprise: str
    name: str
    email: str
    phone: str
    need: str
    noted_at: datetime
    confirmed_at: datetime | None
    request_id: int | None
    session_id: int
    session: str
    project: str
    promoter: str
    fictitious: bool


def leads(viewer: Viewer, *, session_id: int) -> tuple[LeadLine, ...]:
    """Everyone met at a session, for its team. One query."""
    return tuple(map(_line, _rows(viewer).filter(session_id=session_id).order_by("-noted_at", "-pk")))


def lead(viewer: Viewer, *, key: UUID) -> LeadLine | None:
    """One person met, for whoever holds the key."""
    row = _rows(viewer).filter(key=key).first()
    return _line(row) if row else None


def _rows(viewer: Viewer) -> LeadQuerySet:
    return Lead.objects.visible_to(viewer).select_related(
        "session__activity__project__promoter", "session__activity__project__initiative"
    )


def _line(row: Lead) -> LeadLine:
    activity = row.session.activity
    return LeadLine(
        id=row.pk,
        enterprise=row.enterprise_name,
        name=row.name,
        email=row.email,
        phone=row.phone,
        need=row.need,
        noted_at=row.noted_at,
        confirmed_at=row.confirmed_at,
        request_id=row.request_id,
        session_id=row.session_id,
        session=activity.title,
        project=activity.project.name,
        promoter=activity.project.promoter.name,
        fictitious=activity.project.initiative.fictitious,
    )
