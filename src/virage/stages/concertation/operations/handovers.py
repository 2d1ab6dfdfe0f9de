"""« Passer le dossier à un autre projet » : proposed with a reason, agreed to by the enterprise, then answered."""

from datetime import date

from django.utils import timezone

from virage.base.operations import operation
from virage.base.viewer import Role, Viewer
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.casefiles.operations import Closed, DoesNotAccept, Passes
from virage.stages.casefiles.policies import can_move
from virage.stages.casefiles.states import RequestState
from virage.stages.concertation.letters import tell_proposed
from virage.stages.concertation.models import Referral
from virage.stages.concertation.operations.referrals import (
    check_not_proposed,
    check_not_there,
    locked,
    note,
    receiver_of,
)
from virage.stages.concertation.refusals import AlreadyPast, NotYourReferral, ReferralMoved
from virage.stages.concertation.states import ReferralState
from virage.stages.programme.models import Project


@operation
def propose_handover(viewer: Viewer, *, case_file_id: int, project_id: int, why: str, former_until: date) -> int:
    """Propose that an open file pass to another project; nothing moves before its enterprise says yes.

    ``former_until`` is the last day the viewer's organisation sees it. Returns the referral's number.

    Raises:
        AlreadyReferred: this file, or this enterprise, is already proposed to someone.
        AlreadyThere: that project follows this enterprise already.
    """
    rows = CaseFile.objects.for_operation().select_for_update(of=("self",)).select_related("enterprise", "project")
    case_file = rows.filter(pk=case_file_id).first()
    if case_file is None or not can_move(viewer, case_file) or not _manages(viewer, case_file):
        raise NotYourReferral
    if case_file.closed_at:
        raise Closed
    if former_until < timezone.localdate():
        raise AlreadyPast
    project = Project.objects.for_operation().filter(pk=project_id).first()
    if project is None or not project.accepts_requests:
        raise DoesNotAccept
    receiver = receiver_of(project.promoter_id, case_file.project.promoter_id, partner=False)
    check_not_proposed(case_file.enterprise, receiver=receiver, project=project)
    check_not_proposed(case_file.enterprise, case_file=case_file)
    check_not_there(case_file.enterprise, project)
    waiting = Request.objects.for_operation().filter(continues=case_file.request_id, state=RequestState.WAITING)
    if waiting.exists():
        raise Passes
    referral = Referral.objects.create(
        enterprise=case_file.enterprise,
        case_file=case_file,
        former_until=former_until,
        sender_id=case_file.project.promoter_id,
        receiver=receiver,
        project=project,
        why=why,
        proposed_at=timezone.now(),
        proposed_by=viewer.by,
    )
    note(viewer, referral, "handover.proposed", receiver=receiver.pk, case_file=case_file.pk)
    tell_proposed(referral)
    return referral.pk


@operation
def drop_referral(viewer: Viewer, *, referral_id: int) -> None:
    """Whoever proposed takes it back before the enterprise answers; nothing was sent."""
    referral = locked(referral_id)
    if not viewer.job and referral.sender_id not in viewer.organisations(Role.PROMOTER):
        raise NotYourReferral
    if referral.state != ReferralState.PROPOSED:
        raise ReferralMoved
    referral.state = ReferralState.DROPPED
    referral.save()
    note(viewer, referral, "referral.dropped")


def _manages(viewer: Viewer, case_file: CaseFile) -> bool:
    return bool(viewer.job) or case_file.project.promoter_id in viewer.organisations(Role.PROMOTER)
