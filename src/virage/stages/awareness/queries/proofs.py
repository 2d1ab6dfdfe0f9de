"""The proof behind « sensibilisée »: a registration, and a presence that was noted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from virage.base.viewer import Viewer
from virage.stages.awareness.models import Registration, RegistrationQuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceProof:
    """One enterprise that came to one session of one project, on a day."""

    enterprise_id: int
    session_id: int
    project_id: int
    on: date


def attended() -> RegistrationQuerySet:
    """Rows that count, for figures that check their own right: whoever came to a session that was held."""
    return Registration.objects.for_operation().filter(came=True, session__cancelled_at=None)


def attendance_proofs(viewer: Viewer, *, since: date, until: date) -> Iterator[AttendanceProof]:
    """Each proof that the viewer may see, by day; two people of one enterprise at one session are one. One query."""
    seen = attended().filter(pk__in=Registration.objects.visible_to(viewer).values("pk"))
    rows = seen.filter(session__starts_at__date__range=(since, until)).order_by("session__starts_at", "enterprise_id")
    found = rows.values_list(
        "enterprise_id", "session_id", "session__activity__project_id", "session__starts_at"
    ).distinct()
    for enterprise, session, project, starts_at in found:
        yield AttendanceProof(
            enterprise_id=enterprise,
            session_id=session,
            project_id=project,
            on=timezone.localtime(starts_at).date(),
        )
