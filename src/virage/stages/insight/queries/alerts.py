"""What is late: requests nobody answered, moves past their day. Enterprises are not named: no figure needs it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

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


def late_requests(viewer: Viewer, *, on: date) -> tuple[LateRequest, ...]:
    """Requests past the first reminder, the longest wait first. One query."""
    if not can_see_figures(viewer):
        return ()
    rows = Request.objects.for_operation().filter(
        state=RequestState.WAITING, asked_at__date__lt=on - timedelta(days=CLOCK_DAYS[0])
    )
    lines = []
    for row in rows.select_related("project__promoter").order_by("asked_at"):
        asked_on = timezone.localdate(row.asked_at)
        days = (on - asked_on).days
        lines.append(
            LateRequest(
                request_id=row.pk,
                enterprise_id=row.enterprise_id,
                project=row.project.name,
                promoter_id=row.project.promoter_id,
                promoter=row.project.promoter.name,
                asked_on=asked_on,
                days=days,
                past=max(limit for limit in CLOCK_DAYS if days > limit),
            )
        )
    return tuple(lines)


def places(requests: tuple[LateRequest, ...]) -> dict[tuple[int, str], str]:
    """(enterprise, « sector » or « region ») → value, for requests the viewer was shown. One query."""
    return profiles({line.enterprise_id for line in requests})


def late_moves(viewer: Viewer, *, on: date) -> tuple[LateMove, ...]:
    """Open case files past the day of their next move, the latest first. One query."""
    if not can_see_figures(viewer):
        return ()
    rows = CaseFile.objects.countable_by(viewer).filter(closed_at=None, next_move_on__lt=on)
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
        for row in rows.select_related("project__promoter").order_by("next_move_on", "pk")
    )
