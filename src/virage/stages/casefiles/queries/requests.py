"""Requests to be called back, as the viewer may see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from virage.base.viewer import Role, Viewer
from virage.stages.casefiles.models import Request, RequestQuerySet
from virage.stages.casefiles.queries.opinions import may_say
from virage.stages.casefiles.states import CLOCK_DAYS, RequestState

JOINED = ("enterprise", "project__promoter", "case_file", "call_answer", "continues__project__promoter")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A request, its answer, and the day the answer is due. ``from_project``: the file would come from there."""

    id: int
    enterprise_id: int
    enterprise: str
    fictitious: bool
    project: str
    promoter: str
    promoter_id: int
    need: str
    best_time: str
    asked_at: datetime
    due_on: date
    state: RequestState
    state_words: str
    answered_at: datetime | None
    decline_words: str
    words: str
    case_file_id: int | None
    to_judge: bool
    judged: bool
    from_project: str
    from_promoter: str
    former_until: date | None

    @property
    def waiting(self) -> bool:
        return self.state == RequestState.WAITING

    @property
    def asked_on(self) -> date:
        return timezone.localdate(self.asked_at)

    def days_late(self, on: date) -> int:
        """Days past the first reminder, 0 when answered or still in time."""
        return max(0, (on - self.due_on).days) if self.waiting else 0

    def clock(self, on: date) -> "Clock":
        """Where the wait stands on a day."""
        waited = (on - self.asked_on).days
        return Clock(
            waited=waited,
            reminders=tuple((days, self.asked_on + timedelta(days=days)) for days in CLOCK_DAYS),
        )

    @property
    def clock_now(self) -> "Clock":
        """The same, today."""
        return self.clock(timezone.localdate())


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Days since the request, and its reminders: after how many days each, on which day."""

    waited: int
    reminders: tuple[tuple[int, date], ...]

    @property
    def passed(self) -> tuple[int, ...]:
        """The delays behind."""
        return tuple(days for days, _on in self.reminders if days <= self.waited)

    @property
    def next_on(self) -> date | None:
        """The day of the next reminder; none after the last."""
        return next((on for days, on in self.reminders if days > self.waited), None)


def requests(viewer: Viewer, *, waiting_only: bool = False, roles: Collection[Role] = ()) -> tuple[RequestLine, ...]:
    """Requests on the viewer's projects, oldest first; those where one of ``roles`` is held, if given. One query."""
    rows = Request.objects.visible_to(viewer)
    if waiting_only:
        rows = rows.filter(state=RequestState.WAITING)
    if roles:
        rows = rows.filter(project__promoter_id__in=viewer.organisations(*roles))
    return _lines(rows.order_by("asked_at", "pk"))


def waiting_requests(viewer: Viewer, *, roles: Collection[Role], on: date) -> tuple[int, int]:
    """How many wait for an answer, and how many of them past the first reminder. One query."""
    rows = Request.objects.visible_to(viewer).filter(project__promoter_id__in=viewer.organisations(*roles))
    first = timezone.make_aware(datetime.combine(on - timedelta(days=CLOCK_DAYS[0]), time.min))
    counts = rows.filter(state=RequestState.WAITING).aggregate(
        all=Count("pk"), late=Count("pk", filter=Q(asked_at__lt=first))
    )
    return counts["all"], counts["late"]


def answered_requests(viewer: Viewer, *, roles: Collection[Role], limit: int = 20) -> tuple[RequestLine, ...]:
    """The latest accepted by the viewer's organisations; a declined one is no longer theirs to see. One query.

    Files that an organisation brought itself answer nobody.
    """
    rows = Request.objects.visible_to(viewer).waited()
    rows = rows.filter(project__promoter_id__in=viewer.organisations(*roles), state=RequestState.ACCEPTED)
    return _lines(rows.order_by("-answered_at", "-pk")[:limit])


def request(viewer: Viewer, *, request_id: int) -> RequestLine | None:
    """One request, or None when the viewer may not see it."""
    rows = Request.objects.visible_to(viewer).select_related(*JOINED)
    row = rows.filter(pk=request_id).first()
    return _request_line(row) if row else None


def requests_of(viewer: Viewer, *, key: UUID) -> tuple[RequestLine, ...]:
    """What this enterprise asked, latest first."""
    rows = Request.objects.visible_to(viewer).filter(enterprise__key=key)
    return _lines(rows.order_by("-asked_at"))


def _lines(rows: RequestQuerySet) -> tuple[RequestLine, ...]:
    return tuple(_request_line(row) for row in rows.select_related(*JOINED))


def _request_line(row: Request) -> RequestLine:
    case = getattr(row, "case_file", None)
    judged = hasattr(row, "call_answer")
    return RequestLine(
        id=row.pk,
        enterprise_id=row.enterprise_id,
        enterprise=row.enterprise.name,
        fictitious=row.enterprise.fictitious,
        project=row.project.name,
        promoter=row.project.promoter.name,
        promoter_id=row.project.promoter_id,
        need=row.need,
        best_time=row.best_time,
        asked_at=row.asked_at,
        due_on=timezone.localdate(row.asked_at) + timedelta(days=CLOCK_DAYS[0]),
        state=RequestState(row.state),
        state_words=row.get_state_display(),
        answered_at=row.answered_at,
        decline_words=row.get_decline_reason_display() if row.decline_reason else "",
        words=row.words,
        case_file_id=case.pk if case else None,
        to_judge=not judged and may_say(row, on=timezone.localdate()),
        judged=judged,
        from_project=row.continues.project.name if row.continues else "",
        from_promoter=row.continues.project.promoter.name if row.continues else "",
        former_until=row.former_until,
    )
