"""Who registered, who waits, who came: for the team, and for whoever holds the key."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from virage.base.viewer import Viewer
from virage.stages.awareness.models import Registration
from virage.stages.awareness.states import HOLDING, OVER, RegistrationState
from virage.stages.directory.models import Enterprise


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationLine:
    """Who registered, under the name they typed; ``link`` joins a session online, for who holds a place."""

    id: int
    key: UUID
    code: str
    enterprise: str
    email: str
    state: RegistrationState
    state_words: str
    made_at: datetime
    offered_until: datetime | None
    came: bool | None
    disputed: bool
    session_id: int
    link: str

    @property
    def expected(self) -> bool:
        """Holds a place or waits for one."""
        return self.state not in OVER


def registrations(viewer: Viewer, *, session_id: int) -> tuple[RegistrationLine, ...]:
    """Registrations of a session in the order they were made; the waiting list follows by rank. One query."""
    rows = Registration.objects.visible_to(viewer).filter(session_id=session_id).select_related("session")
    order = {RegistrationState.WAITING: 1, **dict.fromkeys(HOLDING, 0)}
    lines = [_line(row) for row in rows.order_by("made_at", "pk")]
    return tuple(sorted(lines, key=lambda line: order.get(line.state, 2)))


def registration(viewer: Viewer, *, key: UUID) -> RegistrationLine | None:
    """One registration, for whoever holds its key."""
    row = Registration.objects.visible_to(viewer).filter(key=key).select_related("session").first()
    return _line(row) if row else None


def places_to_come(viewer: Viewer, *, key: UUID) -> tuple[UUID, ...]:
    """Keys of the places and ranks that an enterprise holds in sessions to come, for whoever holds its own key."""
    own = Enterprise.objects.visible_to(viewer).filter(key=key)
    rows = Registration.objects.for_operation().filter(enterprise__in=own, session__starts_at__gt=timezone.now())
    return tuple(rows.expected().order_by("pk").values_list("key", flat=True))


def waiting_rank(viewer: Viewer, *, key: UUID) -> int:
    """Rank on the waiting list, from 1; 0 for whoever does not wait."""
    row = Registration.objects.visible_to(viewer).filter(key=key, state=RegistrationState.WAITING).first()
    if row is None:
        return 0
    ahead = Registration.objects.for_operation().filter(session_id=row.session_id, state=RegistrationState.WAITING)
    return ahead.filter(Q(made_at__lt=row.made_at) | Q(made_at=row.made_at, pk__lt=row.pk)).count() + 1


def late_offers(viewer: Viewer, *, at: datetime) -> int:
    """How many places were offered without an answer in time, for the job that passes them on."""
    rows = Registration.objects.visible_to(viewer).filter(state=RegistrationState.OFFERED, offered_until__lte=at)
    return rows.count()


def _line(row: Registration) -> RegistrationLine:
    return RegistrationLine(
        id=row.pk,
        key=row.key,
        code=row.code,
        enterprise=row.name,
        email=row.email,
        state=RegistrationState(row.state),
        state_words=row.get_state_display(),
        made_at=row.made_at,
        offered_until=row.offered_until,
        came=row.came,
        disputed=row.disputed,
        session_id=row.session_id,
        link=row.session.link if row.state == RegistrationState.REGISTERED else "",
    )
