"""Requests and case files, as the viewer may see them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone

from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Membership
from virage.stages.casefiles.models import CaseFile, Request, Service
from virage.stages.casefiles.states import CLOCK_DAYS, NextMove, RequestState
from virage.stages.programme.states import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A request, its answer, and the day the answer is due."""

    id: int
    enterprise_id: int
    enterprise: str
    fictitious: bool
    project: str
    promoter: str
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

    @property
    def waiting(self) -> bool:
        return self.state == RequestState.WAITING

    def days_late(self, on: date) -> int:
        """Days past the first reminder, 0 when answered or still in time."""
        return max(0, (on - self.due_on).days) if self.waiting else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFileLine:
    """A case file in a list: who owes the next move, and by when."""

    id: int
    enterprise_id: int
    enterprise: str
    fictitious: bool
    project: str
    promoter: str
    promoter_id: int
    stage: Stage
    owner_id: int
    owner: str
    next_move: str
    next_move_by: NextMove
    next_move_on: date
    opened_at: datetime
    asked_at: datetime
    closed_at: datetime | None
    version: int

    def days_late(self, on: date) -> int:
        """Days past the date of the next move; 0 when in time or closed."""
        return 0 if self.closed_at else max(0, (on - self.next_move_on).days)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLine:
    given_on: date
    hours: Decimal
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Someone who may own a case file of an organisation."""

    id: int
    name: str


def requests(viewer: Viewer, *, waiting_only: bool = False) -> tuple[RequestLine, ...]:
    """Requests on the viewer's projects, oldest first. One query."""
    rows = Request.objects.visible_to(viewer)
    if waiting_only:
        rows = rows.filter(state=RequestState.WAITING)
    rows = rows.select_related("enterprise", "project__promoter", "case_file").order_by("asked_at")
    return tuple(_request_line(row) for row in rows)


def request(viewer: Viewer, *, request_id: int) -> RequestLine | None:
    """One request, or None when the viewer may not see it."""
    rows = Request.objects.visible_to(viewer).select_related("enterprise", "project__promoter", "case_file")
    row = rows.filter(pk=request_id).first()
    return _request_line(row) if row else None


def requests_of(viewer: Viewer, *, key: UUID) -> tuple[RequestLine, ...]:
    """What this enterprise asked, latest first."""
    rows = Request.objects.visible_to(viewer).filter(enterprise__key=key)
    rows = rows.select_related("enterprise", "project__promoter", "case_file").order_by("-asked_at")
    return tuple(_request_line(row) for row in rows)


def case_files(viewer: Viewer) -> tuple[CaseFileLine, ...]:
    """Open case files, the most pressing first. One query."""
    rows = CaseFile.objects.visible_to(viewer).filter(closed_at=None)
    rows = rows.select_related("enterprise", "project__promoter", "owner", "request").order_by("next_move_on", "pk")
    return tuple(_file_line(row) for row in rows)


def case_files_of(viewer: Viewer, *, key: UUID) -> tuple[CaseFileLine, ...]:
    """The files of one enterprise, oldest first."""
    rows = CaseFile.objects.visible_to(viewer).filter(enterprise__key=key)
    rows = rows.select_related("enterprise", "project__promoter", "owner", "request").order_by("opened_at")
    return tuple(_file_line(row) for row in rows)


def case_file(viewer: Viewer, *, case_file_id: int) -> CaseFileLine | None:
    """One case file, or None when the viewer may not see it."""
    rows = CaseFile.objects.visible_to(viewer).select_related("enterprise", "project__promoter", "owner", "request")
    row = rows.filter(pk=case_file_id).first()
    return _file_line(row) if row else None


def services(viewer: Viewer, *, case_file_id: int) -> tuple[ServiceLine, ...]:
    """Hours given, latest first."""
    rows = Service.objects.filter(case_file__in=CaseFile.objects.visible_to(viewer).filter(pk=case_file_id))
    return tuple(
        ServiceLine(given_on=s.given_on, hours=s.hours, what=s.what) for s in rows.order_by("-given_on", "-pk")
    )


def hours_given(viewer: Viewer, *, case_file_id: int) -> Decimal:
    """Sum of the hours given, in hours."""
    rows = Service.objects.filter(case_file__in=CaseFile.objects.visible_to(viewer).filter(pk=case_file_id))
    return rows.aggregate(total=Sum("hours"))["total"] or Decimal(0)


def colleagues(viewer: Viewer, *, organisation_id: int) -> tuple[Colleague, ...]:
    """Who may own a file there; empty for someone of another organisation."""
    if organisation_id not in viewer.organisations(*Role):
        return ()
    rows = Membership.objects.filter(
        organisation_id=organisation_id, role__in=[Role.PROMOTER, Role.ADVISER], until=None, person__is_active=True
    )
    people = rows.order_by("person__name").values_list("person_id", "person__name").distinct()
    return tuple(Colleague(id=person, name=name) for person, name in people)


def _request_line(row: Request) -> RequestLine:
    case = getattr(row, "case_file", None)
    return RequestLine(
        id=row.pk,
        enterprise_id=row.enterprise_id,
        enterprise=row.enterprise.name,
        fictitious=row.enterprise.fictitious,
        project=row.project.name,
        promoter=row.project.promoter.name,
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
    )


def _file_line(row: CaseFile) -> CaseFileLine:
    return CaseFileLine(
        id=row.pk,
        enterprise_id=row.enterprise_id,
        enterprise=row.enterprise.name,
        fictitious=row.enterprise.fictitious,
        project=row.project.name,
        promoter=row.project.promoter.name,
        promoter_id=row.project.promoter_id,
        stage=Stage(row.stage),
        owner_id=row.owner_id,
        owner=row.owner.name,
        next_move=row.next_move,
        next_move_by=NextMove(row.next_move_by),
        next_move_on=row.next_move_on,
        opened_at=row.opened_at,
        asked_at=row.request.asked_at,
        closed_at=row.closed_at,
        version=row.version,
    )
