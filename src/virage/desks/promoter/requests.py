"""Requests to be called back: read one, accept it with an owner and a date, or decline it with a reason."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.base.library import library
from virage.core.working_days import working_day_from
from virage.desks.promoter.door import DESK, ROLES
from virage.stages.casefiles.forms import AcceptForm, CallAnswersPage, DeclineForm, call_answers_page, reasons
from virage.stages.casefiles.forms.assigning import Reasons
from virage.stages.casefiles.queries import (
    CallsOf,
    Clock,
    RequestLine,
    Silences,
    answered_requests,
    calls_of,
    colleagues,
    proposed_for_request,
    request as request_line,
    requests as requests_for,
    silences,
)
from virage.stages.directory.onlookers import note_look
from virage.stages.directory.queries import profiles
from virage.stages.funding.case_sheet import Sent, sent

SOON = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPage:
    waiting: tuple[RequestLine, ...]
    answered: tuple[RequestLine, ...]
    profiles: dict[int, dict[str, object]]
    silences: tuple[Silences, ...]
    calls: tuple[CallsOf, ...]
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    request: RequestLine
    sent: Sent | None
    clock: Clock
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """``people`` are those who could take the file, with their reasons; none when it is declined."""

    request: RequestLine
    form: AcceptForm | DeclineForm
    people: tuple[Reasons, ...] = ()


@DESK.page("promoter/requests.html")
def inbox(request: ViewerRequest) -> InboxPage:
    waiting = requests_for(request.viewer, waiting_only=True, roles=ROLES)
    return InboxPage(
        waiting=waiting,
        answered=answered_requests(request.viewer, roles=ROLES),
        profiles=profiles(request.viewer, enterprises=[line.enterprise_id for line in waiting]),
        silences=silences(request.viewer, at=timezone.now()),
        calls=calls_of(request.viewer),
        on=timezone.localdate(),
    )


@DESK.page("files/call_answers.html")
def call_answers(request: ViewerRequest, organisation_id: int) -> CallAnswersPage:
    if organisation_id not in request.viewer.organisations(*ROLES):
        raise Http404
    back = reverse("promoter:requests")
    return call_answers_page(request.viewer, promoter_id=organisation_id, back=back, file="promoter:file")


@DESK.page("promoter/request.html")
def one(request: ViewerRequest, request_id: int) -> RequestPage | HttpResponse:
    line = _line(request, request_id)
    if line.case_file_id:
        return redirect("promoter:file", case_file_id=line.case_file_id)
    note_look(request.viewer, enterprise_id=line.enterprise_id, organisations=[line.promoter_id])
    on = timezone.localdate()
    return RequestPage(
        request=line,
        sent=sent(request.viewer, enterprise_id=line.enterprise_id, on=on),
        clock=line.clock(on),
        on=on,
    )


@DESK.form("promoter/accept.html")
def accept(request: ViewerRequest, request_id: int) -> AnswerPage | HttpResponse:
    line, on = _line(request, request_id), timezone.localdate()
    due = working_day_from(on + SOON, library().calendar.holidays)
    matter, proposal = proposed_for_request(request.viewer, request=line, due=due, on=on)
    form = AcceptForm(
        posted(request),
        people=colleagues(request.viewer, organisation_id=line.promoter_id),
        on=on,
        initial={
            "owner": proposal.proposed or request.viewer.person_id,
            "next_move": _("Appeler l’entreprise et fixer une première rencontre"),
            "next_move_on": due,
        },
    )
    if request.method == "POST" and form.is_valid():
        number = form.accept(request.viewer, request_id=request_id)
        if number is not None:
            messages.success(request, _("La demande est acceptée. L’entreprise reçoit un courriel : qui, quoi, quand."))
            return redirect("promoter:file", case_file_id=number)
    return AnswerPage(request=line, form=form, people=reasons(matter, proposal))


@DESK.form("promoter/decline.html")
def decline(request: ViewerRequest, request_id: int) -> AnswerPage | HttpResponse:
    line = _line(request, request_id)
    form = DeclineForm(posted(request))
    if request.method == "POST" and form.is_valid() and form.decline(request.viewer, request_id=request_id):
        messages.success(request, _("La demande est déclinée. L’entreprise reçoit un courriel avec la raison."))
        return redirect("promoter:requests")
    return AnswerPage(request=line, form=form)


def _line(request: ViewerRequest, request_id: int) -> RequestLine:
    line = request_line(request.viewer, request_id=request_id)
    if line is None or line.promoter_id not in request.viewer.organisations(*ROLES):
        raise Http404
    return line
