"""Requests to be called back, and the files that follow."""

from decimal import Decimal

from django.utils import timezone

from tests.cast import JOB, KEY, Cast
from tests.house.samples.enterprises import owned, thread
from tests.house.samples.programme import project
from tests.house.samples.registry import Arguments, sample
from tests.papers import paper
from virage.base.viewer import Role
from virage.core.services import Deliverable
from virage.stages.casefiles.models import CaseFile, Request, Service
from virage.stages.casefiles.operations import Obtained, accept_request, log_service, note_result, request_call_back
from virage.stages.casefiles.states import Outcome, RequestState, ResultKind
from virage.stages.directory.models import AccessGrant
from virage.stages.directory.operations import grant_access
from virage.stages.directory.states import Purpose


@sample
def waiting_request(cast: Cast) -> Arguments:
    """The owner's, whatever else the demonstration tells."""
    waiting = Request.objects.for_operation().filter(
        enterprise=owned(cast), project=project(cast), state=RequestState.WAITING
    )
    found = waiting.first()
    return {"request_id": found.pk if found else request_call_back(cast.sme, key=KEY, project_id=project(cast).pk)}


@sample
def thread_request(cast: Cast) -> Arguments:
    return {**thread(cast), **waiting_request(cast)}


@sample
def thread_grant(cast: Cast) -> Arguments:
    found = thread_request(cast)
    held = AccessGrant.objects.for_operation().filter(enterprise__key=KEY, revoked_at=None)
    return {"enterprise_id": found["enterprise_id"], "grant_id": held.latest("pk").pk}


@sample
def case_file(cast: Cast) -> Arguments:
    if found := CaseFile.objects.for_operation().filter(project=project(cast), closed_at=None).first():
        return {"case_file_id": found.pk}
    number = accept_request(
        JOB,
        **waiting_request(cast),
        owner_id=cast.people[Role.ADVISER],
        next_move="Appeler l’entreprise",
        next_move_on=timezone.localdate(),
    )
    return {"case_file_id": number}


@sample
def given_service(cast: Cast) -> Arguments:
    """A line of the log, that nothing corrects."""
    found = case_file(cast)
    number = log_service(
        JOB, case_file_id=found["case_file_id"], given_on=timezone.localdate(), hours=Decimal(1), what="Visite"
    )
    return {**found, "service_id": number}


@sample
def deliverable(cast: Cast) -> Arguments:
    """A file left to the enterprise."""
    number = log_service(
        JOB,
        **case_file(cast),
        given_on=timezone.localdate(),
        hours=Decimal(1),
        what="Visite",
        deliverable=Deliverable(name="Rapport fictif"),
        file=paper(),
    )
    return {"document_id": Service.objects.for_operation().get(pk=number).document_id}


@sample
def case_file_and_kind(cast: Cast) -> Arguments:
    return {**case_file(cast), "kind": "decision"}


@sample
def noted_result(cast: Cast) -> Arguments:
    """A plan handed over, that nothing corrects."""
    found = case_file(cast)
    said = Obtained(kind=ResultKind.PLAN, happened_on=timezone.localdate())
    return {**found, "result_id": note_result(JOB, case_file_id=found["case_file_id"], obtained=said)}


@sample
def thread_service(cast: Cast) -> Arguments:
    """What was noted for the owner, whose page says it."""
    return {**thread(cast), "service_id": given_service(cast)["service_id"]}


@sample
def thread_result(cast: Cast) -> Arguments:
    return {**thread(cast), "result_id": noted_result(cast)["result_id"]}


@sample
def closed_file(cast: Cast) -> Arguments:
    """Another file of the same enterprise, closed."""
    held = CaseFile.objects.for_operation().select_related("request").get(pk=case_file(cast)["case_file_id"])
    asked = Request.objects.create(
        enterprise=held.enterprise, project=held.project, asked_at=held.opened_at, state=RequestState.ACCEPTED
    )
    grant_access(
        JOB,
        enterprise_id=held.enterprise_id,
        organisation_id=held.project.promoter_id,
        matter=asked.matter,
        purpose=Purpose.CALL_BACK,
        reason="",
    )
    closed = CaseFile.objects.create(
        request=asked,
        enterprise=held.enterprise,
        project=held.project,
        opened_at=held.opened_at,
        closed_at=held.opened_at,
        outcome=Outcome.DONE,
        owner_id=cast.people[Role.ADVISER],
        next_move="Rien",
        next_move_on=held.next_move_on,
    )
    return {"case_file_id": closed.pk}
