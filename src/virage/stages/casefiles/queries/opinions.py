"""« M’a-t-on rappelé? »: what enterprises say of their calls, by organisation, and the answers behind each count."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Count, Q
from django.utils import timezone

from virage.base.viewer import MINISTRY, Role, Viewer
from virage.core.satisfaction import CallOpinion, in_public
from virage.stages.casefiles.models import CallAnswer, CallAnswerQuerySet, Request
from virage.stages.casefiles.states import Called, CallWent, RequestState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from virage.stages.casefiles.models import CaseFile

COUNTED = {
    "n_answers": Count("pk"),
    "n_called": Count("pk", filter=~Q(called=Called.NO)),
    "n_in_time": Count("pk", filter=Q(called=Called.IN_TIME)),
    "n_well": Count("pk", filter=Q(went=CallWent.WELL)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsOf:
    """One organisation: how many answered, and what they say once there are five; None before."""

    promoter_id: int
    promoter: str
    answers: int
    opinion: CallOpinion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """One answer; its project, enterprise and file only for whoever may know who said it."""

    said_on: date
    project: str
    called_words: str
    went_words: str
    enterprise: str
    case_file_id: int | None


def may_say(request: Request, *, on: date) -> bool:
    """Accepted, and the file moved since or its first promised day has come."""
    file: CaseFile | None = getattr(request, "case_file", None)
    if request.state != RequestState.ACCEPTED or file is None:
        return False
    return file.version > 1 or file.closed_at is not None or file.next_move_on <= on


def calls_of(viewer: Viewer) -> tuple[CallsOf, ...]:
    """By organisation, those that someone answered about; a promoter reads its own. One query."""
    promoter = "request__project__promoter"
    rows = _countable(viewer).order_by(f"{promoter}__name").values(f"{promoter}_id", f"{promoter}__name")
    return tuple(
        CallsOf(
            promoter_id=row[f"{promoter}_id"],
            promoter=row[f"{promoter}__name"],
            answers=row["n_answers"],
            opinion=in_public(CallOpinion(**{name.removeprefix("n_"): row[name] for name in COUNTED})),
        )
        for row in cast("Iterable[dict[str, Any]]", rows.annotate(**COUNTED))
    )


def call_lines(viewer: Viewer, *, promoter_id: int) -> tuple[CallLine, ...]:
    """The answers about one organisation, latest first; none under five, but those said under a name. Two queries."""
    rows = _countable(viewer).filter(request__project__promoter_id=promoter_id)
    listed = list(rows.select_related("request__project", "request__enterprise", "request__case_file").order_by("-at"))
    opened = set(
        CallAnswer.objects.visible_to(viewer).filter(pk__in=[row.pk for row in listed]).values_list("pk", flat=True)
    )
    enough = in_public(CallOpinion(answers=len(listed), called=0, in_time=0, well=0)) is not None
    return tuple(_line(row, known=row.pk in opened) for row in listed if enough or row.pk in opened)


def _countable(viewer: Viewer) -> CallAnswerQuerySet:
    rows = CallAnswer.objects.for_operation()
    if viewer.job or viewer.has(*MINISTRY, Role.AUDITOR):
        return rows
    return rows.filter(request__project__promoter_id__in=viewer.organisations(Role.PROMOTER))


def _line(row: CallAnswer, *, known: bool) -> CallLine:
    return CallLine(
        said_on=timezone.localdate(row.at),
        project=row.request.project.name if known else "",
        called_words=row.get_called_display(),
        went_words=row.get_went_display() if row.went else "",
        enterprise=row.request.enterprise.name if known else "",
        case_file_id=row.request.case_file.pk if known else None,
    )
