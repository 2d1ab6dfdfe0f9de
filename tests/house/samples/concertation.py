"""Files shared and sent on, tables where bodies meet."""

from datetime import timedelta

from django.utils import timezone

from tests.cast import JOB, KEY, Cast
from tests.house.samples.enterprises import owned
from tests.house.samples.files import case_file, closed_file, deliverable
from tests.house.samples.programme import elsewhere
from tests.house.samples.registry import Arguments, sample
from virage.base.viewer import Role
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.casefiles.states import Outcome, RequestState
from virage.stages.concertation.models import Decision, Meeting, Referral, RoundTable
from virage.stages.concertation.operations import (
    agree_to_referral,
    call_meeting,
    found_table,
    note_decision,
    propose_handover,
    propose_referral,
    share_files,
)
from virage.stages.concertation.states import ReferralState


@sample
def shared_file(cast: Cast) -> Arguments:
    """A file whose owner lets the partner follow it."""
    if shared := CaseFile.objects.visible_to(cast.viewer(Role.PARTNER)).filter(closed_at=None).first():
        return {"case_file_id": shared.pk}
    found = case_file(cast)
    share_files(cast.sme, key=KEY, organisation_id=cast.organisations["partner"], months=3)
    return found


@sample
def shared_deliverable(cast: Cast) -> Arguments:
    """A file left to the enterprise, in what it lets the partner follow."""
    shared_file(cast)
    return deliverable(cast)


@sample
def thread_referral(cast: Cast) -> Arguments:
    """A referral to the partner, which waits for the owner's word."""
    receiver = cast.organisations["partner"]
    found = Referral.objects.for_operation().filter(receiver_id=receiver, state=ReferralState.PROPOSED).first()
    number = (
        found.pk
        if found
        else propose_referral(cast.viewer(Role.PROMOTER), **case_file(cast), receiver_id=receiver, why="Financement")
    )
    return {"enterprise_id": owned(cast).pk, "referral_id": number}


@sample
def proposed_handover(cast: Cast) -> Arguments:
    """An open file that its enterprise is asked to let pass to another promoter's project."""
    waiting = Referral.objects.for_operation().filter(state=ReferralState.PROPOSED, case_file__isnull=False)
    if found := waiting.first():
        return {"referral_id": found.pk}
    number = propose_handover(
        JOB,
        project_id=elsewhere(cast),
        why="Leur projet sert mieux ce besoin",
        former_until=timezone.localdate(),
        **case_file(cast),
    )
    return {"referral_id": number}


@sample
def handed_file(cast: Cast) -> Arguments:
    """A file of ours that continues in another promoter's project."""
    found = closed_file(cast)
    CaseFile.objects.for_operation().filter(pk=found["case_file_id"]).update(outcome=Outcome.HANDED)
    former = CaseFile.objects.for_operation().get(pk=found["case_file_id"])
    Request.objects.create(
        enterprise_id=former.enterprise_id,
        project_id=elsewhere(cast),
        continues_id=former.request_id,
        former_until=timezone.localdate(),
        asked_at=former.opened_at,
        answered_at=timezone.now(),
        state=RequestState.ACCEPTED,
    )
    return found


@sample
def received_referral(cast: Cast) -> Arguments:
    """A referral that the enterprise agreed to."""
    receiver = cast.organisations["partner"]
    if found := Referral.objects.for_operation().filter(receiver_id=receiver, state=ReferralState.WAITING).first():
        return {"referral_id": found.pk}
    number = thread_referral(cast)["referral_id"]
    agree_to_referral(cast.sme, key=KEY, referral_id=number)
    return {"referral_id": number}


@sample
def round_table(cast: Cast) -> Arguments:
    """The ministry, the promoter and the partner sit at it."""
    everyone = {cast.organisations[kind] for kind in ("ministry", "promoter", "partner")}
    for found in RoundTable.objects.for_operation():
        if everyone <= set(found.seats.all().for_operation().values_list("organisation_id", flat=True)):
            return {"table_id": found.pk}
    director = cast.viewer(Role.DIRECTOR)
    return {"table_id": found_table(director, name="Table fictive", organisations=everyone, region="01")}


@sample
def table_meeting(cast: Cast) -> Arguments:
    number = round_table(cast)["table_id"]
    if found := Meeting.objects.for_operation().filter(table=number, starts_at__lt=timezone.now()).first():
        return {"meeting_id": found.pk}
    held = timezone.now() - timedelta(days=1)
    return {"meeting_id": call_meeting(JOB, table_id=number, starts_at=held, place="Salle fictive", agenda="Arrimage")}


def _owes(cast: Cast, desk: str) -> Arguments:
    house = cast.organisations[desk]
    if found := Decision.objects.for_operation().filter(organisation=house, settled_at=None).first():
        return {"decision_id": found.pk}
    day = timezone.localdate()
    return {
        "decision_id": note_decision(JOB, **table_meeting(cast), what="Convenir", organisation_id=house, due_on=day)
    }


@sample
def ministry_owes(cast: Cast) -> Arguments:
    return _owes(cast, "ministry")


@sample
def promoter_owes(cast: Cast) -> Arguments:
    return _owes(cast, "promoter")


@sample
def partner_owes(cast: Cast) -> Arguments:
    return _owes(cast, "partner")
