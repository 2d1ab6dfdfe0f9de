"""What is late, by promoter: requests past each delay, moves past their day."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from virage.base.door import ViewerRequest
from virage.base.paging import Shown, shown
from virage.desks.ministry.door import DESK
from virage.desks.ministry.frame import Frame, frame
from virage.desks.ministry.words import region_name, sector_name
from virage.stages.casefiles.forms import CallAnswersPage, call_answers_page
from virage.stages.casefiles.queries import CallsOf, Silences, calls_of, silences
from virage.stages.casefiles.states import CLOCK_DAYS
from virage.stages.insight.queries import LateMove, LateRequest, late_counts, late_moves, late_requests, places


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """A late request: where the enterprise is, never who it is."""

    line: LateRequest
    sector: str
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePage:
    """Both lists, of every promoter or of one; ``past`` keeps the requests past exactly that delay.

    ``shown`` is the page of both; ``waiting`` and ``overdue`` count them whole.
    """

    frame: Frame
    on: date
    requests: tuple[RequestRow, ...]
    waiting: int
    moves: tuple[LateMove, ...]
    overdue: int
    shown: Shown
    promoter: str
    past: int | None
    clock: tuple[int, ...]
    silences: tuple[Silences, ...]
    calls: tuple[CallsOf, ...]


@DESK.page("ministry/late.html")
def late(request: ViewerRequest) -> LatePage:
    viewer, given, on = request.viewer, request.GET, timezone.localdate()
    promoter = int(given["organisme"]) if given.get("organisme", "").isdecimal() else None
    past = int(given["delai"]) if given.get("delai") in {str(days) for days in CLOCK_DAYS} else None
    counts = tuple(one for one in late_counts(viewer, on=on) if promoter in {None, one.promoter_id})
    waiting = sum(n for one in counts for days, n in zip(CLOCK_DAYS, one.past, strict=True) if past in {None, days})
    overdue = sum(one.moves for one in counts)
    place = shown(given, waiting if past else max(waiting, overdue))
    requests = late_requests(viewer, on=on, promoter=promoter, past=past, rows=place.rows)
    moves = () if past else late_moves(viewer, on=on, promoter=promoter, rows=place.rows)
    where = places(requests)
    return LatePage(
        frame=frame(request),
        on=on,
        requests=tuple(
            RequestRow(
                line=line,
                sector=sector_name(where.get((line.enterprise_id, "sector"), ""), viewer),
                region=region_name(where.get((line.enterprise_id, "region"), ""), viewer),
            )
            for line in requests
        ),
        waiting=waiting,
        moves=moves,
        overdue=overdue,
        shown=place,
        promoter=next((one.promoter for one in counts), "") if promoter else "",
        past=past,
        clock=CLOCK_DAYS,
        silences=tuple(one for one in silences(viewer, at=timezone.now()) if promoter in {None, one.promoter_id}),
        calls=tuple(one for one in calls_of(viewer) if promoter in {None, one.promoter_id}),
    )


@DESK.page("files/call_answers.html")
def call_answers(request: ViewerRequest, organisation_id: int) -> CallAnswersPage:
    return call_answers_page(request.viewer, promoter_id=organisation_id, back=reverse("ministry:late"))
