"""The calendar, a team's sessions, one session, the series it belongs to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from virage.base.viewer import Role, Viewer
from virage.core.answers import Answer
from virage.core.calendars import Held, Wanted, suits
from virage.stages.awareness.models import Session
from virage.stages.awareness.models.activities import TEAM
from virage.stages.awareness.queries.cards import SessionCard, card_of, counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Sessions that answer what was looked for, and those of which something is not known."""

    sure: tuple[SessionCard, ...]
    to_check: tuple[SessionCard, ...]

    @property
    def all(self) -> tuple[SessionCard, ...]:
        """Both, soonest first."""
        return tuple(sorted((*self.sure, *self.to_check), key=lambda card: card.starts_at))


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A session as a day's page names it."""

    id: int
    title: str
    starts_at: datetime
    place: str


def calendar(viewer: Viewer, *, past: bool = False, limit: int | None = None) -> tuple[SessionCard, ...]:
    """Published sessions to come, soonest first; or past ones that were held, latest first. One query."""
    now = timezone.now()
    rows = counted(Session.objects.visible_to(viewer).filter(published_at__isnull=False))
    rows = (
        rows.filter(starts_at__lt=now, cancelled_at=None).order_by("-starts_at", "-pk")
        if past
        else rows.filter(starts_at__gte=now).order_by("starts_at", "pk")
    )
    return tuple(card_of(row, language=viewer.language, now=now) for row in rows[:limit])


def sessions_wanted(viewer: Viewer, wanted: Wanted) -> Found:
    """Sessions to come that answer; a cancelled one stays until its day. One query."""
    judged = [(card, suits(_held(card), wanted)) for card in calendar(viewer)]
    return Found(
        sure=tuple(card for card, answer in judged if answer is Answer.YES),
        to_check=tuple(card for card, answer in judged if answer is Answer.UNKNOWN),
    )


def sessions_of_team(viewer: Viewer, *, roles: Collection[Role] = TEAM) -> tuple[SessionCard, ...]:
    """Sessions of the projects of the viewer's organisations, drafts included, latest first. One query."""
    team = viewer.organisations(*roles)
    rows = counted(Session.objects.visible_to(viewer).filter(activity__project__promoter_id__in=team))
    return tuple(card_of(row, language=viewer.language) for row in rows.order_by("-starts_at", "-pk"))


def coming_sessions(viewer: Viewer, *, roles: Collection[Role], at: datetime, shown: int) -> tuple[Coming, ...]:
    """The next announced sessions of the viewer's organisations. One query."""
    rows = Session.objects.visible_to(viewer).filter(
        activity__project__promoter_id__in=viewer.organisations(*roles), starts_at__gt=at, cancelled_at=None
    )
    found = rows.exclude(published_at=None).order_by("starts_at", "pk")
    said = found.values_list("pk", "activity__title", "starts_at", "place")[:shown]
    return tuple(Coming(id=pk, title=title, starts_at=starts_at, place=place) for pk, title, starts_at, place in said)


def session(viewer: Viewer, *, session_id: int) -> SessionCard | None:
    """One session, or None when the viewer may not see it."""
    row = counted(Session.objects.visible_to(viewer).filter(pk=session_id)).first()
    return card_of(row, language=viewer.language) if row else None


def series(viewer: Viewer, *, activity_id: int) -> tuple[SessionCard, ...]:
    """Every session of an activity that the viewer may see, in order. One query."""
    rows = counted(Session.objects.visible_to(viewer).filter(activity_id=activity_id))
    return tuple(card_of(row, language=viewer.language) for row in rows.order_by("starts_at", "pk"))


def joining_link(viewer: Viewer, *, session_id: int) -> str:
    """Where one joins a session online: for its team. Those registered read it with their registration."""
    team = viewer.organisations(*TEAM)
    rows = Session.objects.visible_to(viewer).filter(pk=session_id, activity__project__promoter_id__in=team)
    return rows.values_list("link", flat=True).first() or ""


def _held(card: SessionCard) -> Held:
    return Held(
        kind=card.kind_id,
        on=timezone.localtime(card.starts_at).date(),
        language=card.language,
        online=card.online,
        region=card.region or None,
        sectors=frozenset(card.sectors),
        left=card.left if card.open else 0,
    )
