"""What is late: requests nobody answered, moves past their day. Enterprises are not named: no figure needs it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from virage.base.paging import EVERY
from virage.base.viewer import Viewer
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.casefiles.states import CLOCK_DAYS, RequestState
from virage.stages.insight.policies import can_see_figures
from virage.stages.insight.queries.proofs import profiles


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRequest:
    """A request waiting past the first reminder; ``past`` is the last delay it went past, in days."""

    request_id: int
    enterprise_id: int
    project: str
    promoter_id: int
    promoter: str
    asked_on: date
    days: int
    past: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LateMove:
    """An open case file whose next move is past its day, and who owes it."""

    case_file_id: int
    project: str
    promoter_id: int
    promoter: str
    owes: str
    due_on: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LateCount:
    """One promoter: requests past each delay of the clock and not past the next, and late moves."""

    promoter_id: int
    promoter: str
    past: tuple[int, ...]
    moves: int


def late_counts(viewer: Viewer, *, on: date) -> tuple[LateCount, ...]:
    """By promoter, those who let enterprises wait longest first. Two queries, however many are late."""
    if not can_see_figures(viewer):
        return ()
    who = ("project__promoter_id", "project__promoter__name")
    spans = {f"past_{days}": Count("pk", filter=_past(days, on)) for days in CLOCK_DAYS}
    waiting = _waiting(on).order_by().values_list(*who).annotate(**spans)
    past = {(pk, name): tuple(counts) for pk, name, *counts in waiting}
    moves = {(pk, name): n for pk, name, n in _overdue(viewer, on).order_by().values_list(*who).annotate(Count("pk"))}
    none = (0,) * len(CLOCK_DAYS)
    rows = [
        LateCount(promoter_id=pk, promoter=name, past=past.get((pk, name), none), moves=moves.get((pk, name), 0))
        for pk, name in past.keys() | moves.keys()
    ]
    return tuple(sorted(rows, key=lambda row: (tuple(-n for n in reversed(row.past)), -row.moves, row.promoter)))


def late_requests(  # noqa: D417
    viewer: Viewer, *, on: date, promoter: int | None = None, past: int | None = None, rows: slice = EVERY
) -> tuple[LateRequest, ...]:
    """Requests past the first reminder, or past exactly one delay; the longest wait first. One query.

    Args:
        promoter: of one organisation; of all unless said.
        past: one delay of the clock, in days.
        rows: which of them; every one unless said.
    """
    if not can_see_figures(viewer):
        return ()
    found = _waiting(on).filter(_of(promoter), *([_past(past, on)] if past else []))
    return tuple(
        _request(row, on) for row in found.select_related("project__promoter").order_by("asked_at", "pk")[rows]
    )


def _request(row: Request, on: date) -> LateRequest:
    asked_on = timezone.localdate(row.asked_at)
    days = (on - asked_on).days
    return LateRequest(
        request_id=row.pk,
        enterprise_id=row.enterprise_id,
        project=row.project.name,
        promoter_id=row.project.promoter_id,
        promoter=row.project.promoter.name,
        asked_on=asked_on,
        days=days,
        past=max(limit for limit in CLOCK_DAYS if days > limit),
    )


def places(requests: Collection[LateRequest]) -> dict[tuple[int, str], str]:
    """(enterprise, « sector » or « region ») → value, for requests the viewer was shown. One query."""
    return profiles({line.enterprise_id for line in requests})


def late_moves(viewer: Viewer, *, on: date, promoter: int | None = None, rows: slice = EVERY) -> tuple[LateMove, ...]:
    """Open case files past the day of their next move, the latest first; of one organisation or of all. One query."""
    if not can_see_figures(viewer):
        return ()
    found = _overdue(viewer, on).filter(_of(promoter))
    return tuple(
        LateMove(
            case_file_id=row.pk,
            project=row.project.name,
            promoter_id=row.project.promoter_id,
            promoter=row.project.promoter.name,
            owes=row.get_next_move_by_display(),
            due_on=row.next_move_on,
            days=(on - row.next_move_on).days,
        )
        for row in found.select_related("project__promoter").order_by("next_move_on", "pk")[rows]
    )


def _of(promoter: int | None) -> Q:
    return Q() if promoter is None else Q(project__promoter_id=promoter)


def _waiting(on: date) -> QuerySet[Request]:
    asked = _before(CLOCK_DAYS[0], on)
    return Request.objects.for_operation().filter(asked, state=RequestState.WAITING)


def _overdue(viewer: Viewer, on: date) -> QuerySet[CaseFile]:
    return CaseFile.objects.countable_by(viewer).filter(closed_at=None, next_move_on__lt=on)


def _before(days: int, on: date) -> Q:
    """Asked more than that many days before."""
    return Q(asked_at__lt=timezone.make_aware(datetime.combine(on - timedelta(days=days), time())))


def _past(days: int, on: date) -> Q:
    """Past that delay and not past the next."""
    longer = [limit for limit in CLOCK_DAYS if limit > days]
    return _before(days, on) & ~_before(longer[0], on) if longer else _before(days, on)
