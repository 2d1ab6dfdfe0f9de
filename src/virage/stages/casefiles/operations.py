"""Ask to be called back; accept or decline; hold the file: owner, next move, date, services."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Membership
from virage.stages.casefiles.models import CaseFile, Request, Service
from virage.stages.casefiles.policies import can_answer, can_move
from virage.stages.casefiles.states import CLOCK_DAYS, DeclineReason, NextMove, RequestState
from virage.stages.directory.operations import grant_access, locked_enterprise, revoke_access
from virage.stages.programme.models import Project
from virage.stages.programme.states import Stage


class NotYours(Forbidden):
    """Not a request or a file of the viewer's organisation."""

    sentence = _("Ce dossier n’est pas suivi par votre organisme.")


class DoesNotAccept(Refusal):
    """The project takes no request here."""

    sentence = _("Ce projet ne reçoit pas de demandes ici : son accueil est à vérifier auprès de l’organisme.")


class AlreadyAsked(Refusal):
    """A request to this project is waiting."""

    sentence = _("Vous avez déjà demandé un rappel à ce projet; il attend une réponse.")


class AlreadyAnswered(Refusal):
    """Someone answered first."""

    sentence = _("Cette demande a déjà reçu une réponse; rechargez la page pour la voir.")


class NotAColleague(Refusal):
    """The file's owner must work for the promoter."""

    sentence = _("La personne choisie ne travaille pas pour cet organisme.")
    field = "owner"


class Changed(Refusal):
    """Somebody else changed the file meanwhile."""

    sentence = _("Une autre personne a modifié ce dossier entre-temps; relisez-le, puis enregistrez de nouveau.")


@operation
def request_call_back(viewer: Viewer, *, key: UUID, project_id: int, need: str = "", best_time: str = "") -> int:
    """Ask a project to call; its promoter may see the enterprise from now on. Returns the request's number."""
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
        enterprise=enterprise, project=project, need=need, best_time=best_time, asked_at=timezone.now()
    )
    grant_access(
        viewer,
        enterprise_id=enterprise.pk,
        organisation_id=project.promoter_id,
        reason=str(_("demande de rappel no %(number)s") % {"number": request.pk}),
    )
    record(viewer, "request.made", kind="request", id=request.pk, organisation_id=project.promoter_id)
    return request.pk


@operation
def withdraw_request(viewer: Viewer, *, key: UUID, request_id: int) -> None:
    """The enterprise takes its request back; the promoter no longer sees it."""
    enterprise = locked_enterprise(viewer, key=key)
    request = _locked_request(request_id)
    if request.enterprise_id != enterprise.pk:
        raise NotYours
    _answer(viewer, request, RequestState.WITHDRAWN)
    revoke_access(
        viewer,
        enterprise_id=enterprise.pk,
        organisation_id=request.project.promoter_id,
        reason=str(_("demande retirée")),
    )


@operation
def accept_request(viewer: Viewer, *, request_id: int, owner_id: int, next_move: str, next_move_on: date) -> int:
    """Accept: the request becomes a case file with an owner, a next move and its date. Returns the file's number."""
    request = _locked_request(request_id)
    if not can_answer(viewer, request):
        raise NotYours
    _check_colleague(request.project.promoter_id, owner_id)
    _answer(viewer, request, RequestState.ACCEPTED)
    case_file = CaseFile.objects.create(
        request=request,
        enterprise_id=request.enterprise_id,
        project=request.project,
        opened_at=timezone.now(),
        owner_id=owner_id,
        next_move=next_move,
        next_move_on=next_move_on,
    )
    record(
        viewer,
        "case_file.opened",
        kind="case_file",
        id=case_file.pk,
        organisation_id=request.project.promoter_id,
        owner=owner_id,
    )
    return case_file.pk


@operation
def decline_request(viewer: Viewer, *, request_id: int, reason: DeclineReason, words: str = "") -> None:
    """Decline with a reason; the promoter no longer sees the enterprise."""
    request = _locked_request(request_id)
    if not can_answer(viewer, request):
        raise NotYours
    request.decline_reason = reason
    request.words = words
    _answer(viewer, request, RequestState.DECLINED)
    revoke_access(
        viewer,
        enterprise_id=request.enterprise_id,
        organisation_id=request.project.promoter_id,
        reason=str(_("demande déclinée")),
    )


@operation
def plan_next_move(
    viewer: Viewer,
    *,
    case_file_id: int,
    version: int,
    owner_id: int,
    next_move: str,
    next_move_by: NextMove,
    next_move_on: date,
    stage: Stage,
) -> None:
    """Say who owes what by when. ``version`` is the one that was on screen: nobody's change is lost."""
    case_file = _locked_file(viewer, case_file_id)
    if case_file.version != version:
        raise Changed
    _check_colleague(case_file.project.promoter_id, owner_id)
    case_file.owner_id = owner_id
    case_file.next_move = next_move
    case_file.next_move_by = next_move_by
    case_file.next_move_on = next_move_on
    case_file.stage = stage
    case_file.version += 1
    case_file.save()
    record(
        viewer,
        "next_move.planned",
        kind="case_file",
        id=case_file.pk,
        organisation_id=case_file.project.promoter_id,
        owner=owner_id,
        by=next_move_by.value,
        on=next_move_on.isoformat(),
        stage=stage.value,
    )


@operation
def log_service(viewer: Viewer, *, case_file_id: int, given_on: date, hours: Decimal, what: str) -> None:
    """Log hours given to the enterprise: from the first, it counts as accompanied."""
    case_file = _locked_file(viewer, case_file_id)
    Service.objects.create(case_file=case_file, given_on=given_on, hours=hours, what=what, by=viewer.by)
    record(
        viewer,
        "service.logged",
        kind="case_file",
        id=case_file.pk,
        organisation_id=case_file.project.promoter_id,
        hours=str(hours),
    )


def call_back_before(asked_on: date) -> date:
    """The day the first reminder falls: the promise shown to the enterprise."""
    return asked_on + timedelta(days=CLOCK_DAYS[0])


def _locked_request(request_id: int) -> Request:
    rows = Request.objects.for_operation().select_for_update(of=("self",)).select_related("project")
    request = rows.filter(pk=request_id).first()
    if request is None:
        raise NotYours
    return request


def _locked_file(viewer: Viewer, case_file_id: int) -> CaseFile:
    rows = CaseFile.objects.for_operation().select_for_update(of=("self",)).select_related("project")
    case_file = rows.filter(pk=case_file_id).first()
    if case_file is None or not can_move(viewer, case_file):
        raise NotYours
    return case_file


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


def _check_colleague(organisation_id: int, person_id: int) -> None:
    if not Membership.objects.filter(
        organisation_id=organisation_id, person_id=person_id, role__in=[Role.PROMOTER, Role.ADVISER]
    ).exists():
        raise NotAColleague
