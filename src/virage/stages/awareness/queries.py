"""The calendar, one session, who registered and who came."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from virage.base.viewer import Role, Viewer
from virage.stages.awareness.models import Registration, Session
from virage.stages.awareness.states import RegistrationState
from virage.stages.directory.models import Enterprise

TEAM = (Role.PROMOTER, Role.ADVISER)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCard:
    """One session with its places; ``left`` never goes below zero."""

    id: int
    kind: str
    kind_id: str
    project_id: int
    title: str
    summary: str
    language: str
    place: str
    starts_at: datetime
    ends_at: datetime
    places: int
    taken: int
    waiting: int
    came: int
    noted: bool
    project: str
    promoter: str
    promoter_id: int
    fictitious: bool
    published: bool
    past: bool

    @property
    def left(self) -> int:
        return max(0, self.places - self.taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationLine:
    """Who registered: shown to the promoter's team only."""

    id: int
    key: UUID
    enterprise: str
    email: str
    state: RegistrationState
    state_words: str
    made_at: datetime
    came: bool | None
    session_id: int


def calendar(viewer: Viewer, *, past: bool = False) -> tuple[SessionCard, ...]:
    """Published sessions to come, soonest first; or past ones, latest first. One query."""
    now = timezone.now()
    rows = _counted(Session.objects.visible_to(viewer).filter(activity__published_at__isnull=False))
    rows = (
        rows.filter(starts_at__lt=now).order_by("-starts_at")
        if past
        else rows.filter(starts_at__gte=now).order_by("starts_at")
    )
    return tuple(_card(row, now) for row in rows)


def sessions_of_team(viewer: Viewer, *, roles: Collection[Role] = TEAM) -> tuple[SessionCard, ...]:
    """Sessions of the projects of the viewer's organisations, drafts included, latest first. One query."""
    team = viewer.organisations(*roles)
    rows = _counted(Session.objects.visible_to(viewer).filter(activity__project__promoter_id__in=team))
    return tuple(_card(row, timezone.now()) for row in rows.order_by("-starts_at"))


def session(viewer: Viewer, *, session_id: int) -> SessionCard | None:
    """One session, or None when the viewer may not see it."""
    row = _counted(Session.objects.visible_to(viewer).filter(pk=session_id)).first()
    return _card(row, timezone.now()) if row else None


def registrations(viewer: Viewer, *, session_id: int) -> tuple[RegistrationLine, ...]:
    """Registrations of a session in the order they were made; the waiting list follows by rank."""
    rows = Registration.objects.visible_to(viewer).filter(session_id=session_id).select_related("enterprise")
    order = {RegistrationState.REGISTERED: 0, RegistrationState.WAITING: 1, RegistrationState.CANCELLED: 2}
    lines = [_line(row) for row in rows.order_by("made_at", "pk")]
    return tuple(sorted(lines, key=lambda line: order[line.state]))


def registration(viewer: Viewer, *, key: UUID) -> RegistrationLine | None:
    """One registration, for whoever holds its key."""
    row = Registration.objects.visible_to(viewer).filter(key=key).select_related("enterprise").first()
    return _line(row) if row else None


def places_to_come(viewer: Viewer, *, key: UUID) -> tuple[UUID, ...]:
    """Keys of the places and ranks that an enterprise holds in sessions to come, for whoever holds its own key."""
    own = Enterprise.objects.visible_to(viewer).filter(key=key)
    rows = Registration.objects.for_operation().filter(enterprise__in=own, session__starts_at__gt=timezone.now())
    return tuple(rows.exclude(state=RegistrationState.CANCELLED).order_by("pk").values_list("key", flat=True))


def waiting_rank(viewer: Viewer, *, key: UUID) -> int:
    """Rank on the waiting list, from 1; 0 for whoever holds a place."""
    row = Registration.objects.visible_to(viewer).filter(key=key, state=RegistrationState.WAITING).first()
    if row is None:
        return 0
    ahead = Registration.objects.for_operation().filter(session_id=row.session_id, state=RegistrationState.WAITING)
    return ahead.filter(Q(made_at__lt=row.made_at) | Q(made_at=row.made_at, pk__lt=row.pk)).count() + 1


def _counted(rows: QuerySet[Session]) -> QuerySet[Session]:
    return rows.select_related("activity__project__promoter", "activity__project__initiative").annotate(
        taken=Count("registrations", filter=Q(registrations__state=RegistrationState.REGISTERED)),
        waiting=Count("registrations", filter=Q(registrations__state=RegistrationState.WAITING)),
        present=Count("registrations", filter=Q(registrations__came=True)),
        said=Count("registrations", filter=Q(registrations__came__isnull=False)),
    )


def _card(row: Session, now: datetime) -> SessionCard:
    activity = row.activity
    return SessionCard(
        id=row.pk,
        kind=activity.get_kind_display(),
        kind_id=activity.kind,
        project_id=activity.project_id,
        title=activity.title,
        summary=activity.summary,
        language=activity.language,
        place=row.place,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        places=row.places,
        taken=row.taken,  # type: ignore[attr-defined] # annotated above
        waiting=row.waiting,  # type: ignore[attr-defined]
        came=row.present,  # type: ignore[attr-defined]
        noted=row.said > 0,  # type: ignore[attr-defined]
        project=activity.project.name,
        promoter=activity.project.promoter.name,
        promoter_id=activity.project.promoter_id,
        fictitious=activity.project.initiative.fictitious,
        published=activity.published_at is not None,
        past=row.starts_at <= now,
    )


def _line(row: Registration) -> RegistrationLine:
    return RegistrationLine(
        id=row.pk,
        key=row.key,
        enterprise=row.enterprise.name,
        email=row.email,
        state=RegistrationState(row.state),
        state_words=row.get_state_display(),
        made_at=row.made_at,
        came=row.came,
        session_id=row.session_id,
    )
