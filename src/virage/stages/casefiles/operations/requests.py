"""Ask to be called back; take it back; accept or decline."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _, gettext_noop

from virage.base.operations import operation, record
from virage.base.refusals import Refusal
from virage.base.viewer import Viewer
from virage.stages.casefiles.models import CaseFile, Request, RequestQuerySet
from virage.stages.casefiles.operations.closing import close_files_of
from virage.stages.casefiles.operations.files import NotYours, check_colleague, note
from virage.stages.casefiles.operations.handing import Passing, hand_on
from virage.stages.casefiles.operations.letters import (
    announce_request,
    ask_of_call,
    language_of,
    stop_reminders,
    tell_accepted,
    tell_declined,
    tell_settled,
)
from virage.stages.casefiles.policies import can_answer, can_know_answer
from virage.stages.casefiles.states import CLOCK_DAYS, DeclineReason, RequestState
from virage.stages.directory.access import is_open_to
from virage.stages.directory.operations import (
    close_grant,
    grant_access,
    locked_enterprise,
    revoke_access,
    withdraw_consent,
)
from virage.stages.directory.states import Purpose
from virage.stages.programme.models import Project


class DoesNotAccept(Refusal):
    """The project takes no request here."""

    sentence = _("Ce projet ne reçoit pas de demandes ici : son accueil est à vérifier auprès de l’organisme.")


class AlreadyAsked(Refusal):
    """A request to this project is waiting."""

    sentence = _("Vous avez déjà demandé un rappel à ce projet; il attend une réponse.")


class AlreadyAnswered(Refusal):
    """Someone answered first."""

    sentence = _("Cette demande a déjà reçu une réponse; rechargez la page pour la voir.")


@operation
def request_call_back(
    viewer: Viewer,
    *,
    key: UUID,
    project_id: int,
    need: str = "",
    best_time: str = "",
    purpose: Purpose = Purpose.CALL_BACK,
    passing: Passing | None = None,
) -> int:
    """Ask a project to call; its promoter may see the enterprise from now on. Returns the request's number.

    ``purpose`` is the consent it rests on: one's own call, a referral agreed to, or ``passing``, a file to take over.
    """
    enterprise = locked_enterprise(viewer, key=key)
    project = Project.objects.for_operation().get(pk=project_id)
    if not project.accepts_requests:
        raise DoesNotAccept
    if (
        Request.objects.for_operation()
        .filter(enterprise=enterprise, project=project, state=RequestState.WAITING)
        .exists()
    ):
        raise AlreadyAsked
    request = Request.objects.create(
        enterprise=enterprise,
        project=project,
        need=need,
        best_time=best_time,
        asked_at=timezone.now(),
        continues_id=passing.request_id if passing else None,
        former_until=passing.until if passing else None,
    )
    grant_access(
        viewer,
        enterprise_id=enterprise.pk,
        organisation_id=project.promoter_id,
        matter=request.matter,
        purpose=purpose,
        reason=gettext_noop("demande de rappel no %(number)s") % {"number": request.pk},
    )
    record(viewer, "request.made", kind="request", id=request.pk, organisation_id=project.promoter_id)
    announce_request(request)
    return request.pk


@operation
def withdraw_request(viewer: Viewer, *, key: UUID, request_id: int) -> None:
    """The enterprise takes its request back; the promoter no longer sees it."""
    enterprise = locked_enterprise(viewer, key=key)
    request = _locked_request(request_id)
    if request.enterprise_id != enterprise.pk:
        raise NotYours
    _answer(viewer, request, RequestState.WITHDRAWN)
    _close_access(viewer, request, str(_("demande retirée")))


@operation
def withdraw_agreement(viewer: Viewer, *, key: UUID, consent_id: int) -> None:
    """Withdraw a consent; what no grant opens any longer is taken back if it waits, closed if it is open."""
    withdraw_consent(viewer, key=key, consent_id=consent_id)
    _leave_what_is_shut(viewer, key)


@operation
def close_access(viewer: Viewer, *, key: UUID, grant_id: int) -> None:
    """The owner shuts one organisation out: its waiting request is taken back, the file it holds closes."""
    close_grant(viewer, key=key, grant_id=grant_id)
    _leave_what_is_shut(viewer, key)


def _leave_what_is_shut(viewer: Viewer, key: UUID) -> None:
    """Nobody follows an enterprise that it may no longer see."""
    for request in _waiting(key):
        if not is_open_to(request.matter, request.project.promoter_id):
            _answer(viewer, request, RequestState.WITHDRAWN)
    close_files_of(viewer, key=key)


@operation
def accept_request(viewer: Viewer, *, request_id: int, owner_id: int, next_move: str, next_move_on: date) -> int:
    """Accept: the request becomes a case file with an owner, a next move and its date. Returns the file's number."""
    request = _request_to_answer(viewer, request_id)
    check_colleague(request.project.promoter_id, owner_id)
    _answer(viewer, request, RequestState.ACCEPTED)
    case_file = CaseFile.objects.create(
        request=request,
        enterprise_id=request.enterprise_id,
        project=request.project,
        opened_at=timezone.now(),
        owner_id=owner_id,
        next_move=next_move,
        next_move_on=next_move_on,
        **(hand_on(viewer, request) if request.continues_id else {"story": request.matter}),
    )
    note(viewer, case_file, "case_file.opened", owner=owner_id)
    tell_accepted(case_file)
    ask_of_call(case_file)
    return case_file.pk


@operation
def decline_request(viewer: Viewer, *, request_id: int, reason: DeclineReason, words: str = "") -> None:
    """Decline with a reason; the promoter no longer sees the enterprise."""
    request = _request_to_answer(viewer, request_id)
    request.decline_reason = reason
    request.words = words
    _answer(viewer, request, RequestState.DECLINED)
    _close_access(viewer, request, str(_("demande déclinée")))
    tell_declined(request)
    if request.continues_id:
        tell_settled(request)


@operation
def lapse_passings(viewer: Viewer, *, at: datetime) -> int:
    """A file that nobody took up after the last reminder stays where it is; both sides are told. Returns how many."""
    rows = late_passings(at)
    for request in rows:
        with translation.override(language_of(request)):
            words = str(
                _("Sans réponse après %(days)d jours, votre dossier reste où il est.") % {"days": CLOCK_DAYS[-1]}
            )
        decline_request(viewer, request_id=request.pk, reason=DeclineReason.OTHER, words=words)
    record(viewer, "requests.lapsed", kind="requests", id="-", requests=len(rows))
    return len(rows)


def late_passings(at: datetime) -> list[Request]:
    """Files proposed to a project that said neither yes nor no within the clock."""
    rows = Request.objects.for_operation().exclude(continues=None).filter(state=RequestState.WAITING)
    return list(rows.filter(asked_at__lte=at - timedelta(days=CLOCK_DAYS[-1])).order_by("pk"))


def call_back_before(asked_on: date) -> date:
    """The day the first reminder falls: the promise shown to the enterprise."""
    return asked_on + timedelta(days=CLOCK_DAYS[0])


def _waiting(key: UUID) -> RequestQuerySet:
    rows = Request.objects.for_operation().select_for_update(of=("self",)).select_related("project__promoter")
    return rows.filter(enterprise__key=key, state=RequestState.WAITING).order_by("pk")


def _request_to_answer(viewer: Viewer, request_id: int) -> Request:
    request = _locked_request(request_id)
    if request.state != RequestState.WAITING and can_know_answer(viewer, request):
        raise AlreadyAnswered
    if not can_answer(viewer, request):
        raise NotYours
    return request


def _locked_request(request_id: int) -> Request:
    rows = Request.objects.for_operation().select_for_update(of=("self",)).select_related("project__promoter")
    request = rows.filter(pk=request_id).first()
    if request is None:
        raise NotYours
    return request


def _close_access(viewer: Viewer, request: Request, reason: str) -> None:
    revoke_access(
        viewer,
        enterprise_id=request.enterprise_id,
        organisation_id=request.project.promoter_id,
        matter=request.matter,
        reason=reason,
    )


def _answer(viewer: Viewer, request: Request, state: RequestState) -> None:
    if request.state != RequestState.WAITING:
        raise AlreadyAnswered
    request.state = state
    request.answered_at = timezone.now()
    request.answered_by = viewer.by
    request.save()
    record(
        viewer,
        f"request.{state.value}",
        kind="request",
        id=request.pk,
        organisation_id=request.project.promoter_id,
        reason=request.decline_reason,
    )
    stop_reminders(request)
