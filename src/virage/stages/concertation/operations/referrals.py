"""Refer an enterprise elsewhere, with its consent; answer, and say what came of it."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, gettext_noop

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.stages.accounts.models import Organisation, OrganisationKind
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.casefiles.operations import DoesNotAccept, Passing, request_call_back
from virage.stages.casefiles.states import DeclineReason, RequestState
from virage.stages.concertation.letters import tell_proposed, tell_received
from virage.stages.concertation.models import Referral
from virage.stages.concertation.policies import LASTS, can_answer_referral, has_lapsed, sender_of
from virage.stages.concertation.refusals import (
    AlreadyReferred,
    AlreadyThere,
    NotYourReferral,
    NowhereElse,
    ReferralMoved,
)
from virage.stages.concertation.states import ReferralState
from virage.stages.concertation.wording import consent_to, need_told
from virage.stages.directory.canonical import same_enterprise
from virage.stages.directory.models import Enterprise
from virage.stages.directory.operations import give_consent, grant_access, locked_enterprise, revoke_access
from virage.stages.directory.states import Purpose
from virage.stages.programme.models import Project

JOINED = ("receiver", "sender", "enterprise", "project", "case_file")


@operation
def propose_referral(
    viewer: Viewer, *, case_file_id: int, why: str, receiver_id: int | None = None, project_id: int | None = None
) -> int:
    """Propose to send an enterprise on, to a project or to a partner; nothing is sent before it says yes.

    Returns the referral's number.
    """
    rows = CaseFile.objects.visible_to(viewer).select_related("request", "enterprise")
    case_file = rows.filter(pk=case_file_id).first()
    sender = sender_of(viewer, case_file) if case_file else None
    if case_file is None or sender is None:
        raise NotYourReferral
    project = Project.objects.for_operation().filter(pk=project_id).first() if project_id else None
    if project and not project.accepts_requests:
        raise DoesNotAccept
    receiver = receiver_of(project.promoter_id if project else receiver_id, sender, partner=project is None)
    check_not_proposed(case_file.enterprise, receiver=receiver, project=project)
    referral = Referral.objects.create(
        enterprise=case_file.enterprise,
        sender_id=sender,
        receiver=receiver,
        project=project,
        why=why,
        proposed_at=timezone.now(),
        proposed_by=viewer.by,
    )
    note(viewer, referral, "referral.proposed", receiver=receiver.pk)
    tell_proposed(referral)
    return referral.pk


def check_not_proposed(enterprise: Enterprise, **target: Any) -> None:
    """Raise AlreadyReferred when the same waits for this enterprise, whichever of its records it came through.

    What the enterprise left without an answer too long is closed first, and may be proposed again.
    """
    waiting = Referral.objects.for_operation().filter(
        same_enterprise(enterprise), state=ReferralState.PROPOSED, **target
    )
    waiting.filter(proposed_at__lte=timezone.now() - LASTS).update(state=ReferralState.LAPSED)
    if waiting.exists():
        raise AlreadyReferred


def check_not_there(enterprise: Enterprise, project: Project) -> None:
    """Raise AlreadyThere when the project follows this enterprise, or was asked to call it."""
    asked = Request.objects.for_operation().filter(same_enterprise(enterprise), project=project)
    live = Q(state=RequestState.WAITING) | Q(case_file__isnull=False, case_file__closed_at=None)
    if asked.filter(live).exists():
        raise AlreadyThere


def receiver_of(organisation_id: int | None, sender: int, *, partner: bool) -> Organisation:
    found = Organisation.objects.exclude(pk=sender).filter(pk=organisation_id or 0).first()
    if found is None or (partner and found.kind != OrganisationKind.PARTNER):
        raise NowhereElse
    return found


@operation
def agree_to_referral(viewer: Viewer, *, key: UUID, referral_id: int) -> None:
    """The enterprise says yes, in words that name the receiver: it may read the answers, and owes the next move."""
    enterprise, referral = locked_enterprise(viewer, key=key), _own(key, referral_id)
    purpose, passing = Purpose.REFERRAL, None
    if referral.case_file and referral.former_until and referral.project:
        if referral.case_file.closed_at:
            raise ReferralMoved
        check_not_there(enterprise, referral.project)
        purpose = Purpose.HANDOVER
        passing = Passing(request_id=referral.case_file.request_id, until=referral.former_until)
    text = consent_to(referral)
    give_consent(viewer, key=key, purpose=purpose, text=text, organisation_id=referral.receiver_id)
    if referral.project_id:
        referral.request_id = request_call_back(
            viewer, key=key, project_id=referral.project_id, need=need_told(referral), purpose=purpose, passing=passing
        )
    else:
        grant_access(
            viewer,
            enterprise_id=enterprise.pk,
            organisation_id=referral.receiver_id,
            matter=referral.matter,
            purpose=Purpose.REFERRAL,
            reason=gettext_noop("aiguillage no %(number)s") % {"number": referral.pk},
        )
        tell_received(referral)
    referral.state, referral.agreed_at = ReferralState.WAITING, timezone.now()
    referral.save()
    note(viewer, referral, "referral.agreed")


@operation
def refuse_referral(viewer: Viewer, *, key: UUID, referral_id: int) -> None:
    """The enterprise says no: nothing was sent, nothing is."""
    locked_enterprise(viewer, key=key)
    referral = _own(key, referral_id)
    referral.state = ReferralState.REFUSED
    referral.save()
    note(viewer, referral, "referral.refused")


@operation
def accept_referral(viewer: Viewer, *, referral_id: int, words: str) -> None:
    """The partner takes it; ``words`` say to the enterprise what comes next."""
    referral = _to_answer(viewer, referral_id)
    _answer(viewer, referral, ReferralState.ACCEPTED, words)


@operation
def decline_referral(viewer: Viewer, *, referral_id: int, reason: DeclineReason, words: str = "") -> None:
    """The partner declines with a reason, and no longer sees the enterprise."""
    referral = _to_answer(viewer, referral_id)
    referral.decline_reason = reason
    _answer(viewer, referral, ReferralState.DECLINED, words)
    revoke_access(
        viewer,
        enterprise_id=referral.enterprise_id,
        organisation_id=referral.receiver_id,
        matter=referral.matter,
        reason=str(_("aiguillage décliné")),
    )


@operation
def report_outcome(viewer: Viewer, *, referral_id: int, words: str) -> None:
    """The partner says what came of a referral it accepted; said again, the last words stand."""
    referral = locked(referral_id)
    if not can_answer_referral(viewer, referral) or referral.state != ReferralState.ACCEPTED:
        raise NotYourReferral
    referral.outcome = words
    referral.save()
    note(viewer, referral, "referral.concluded")


def _answer(viewer: Viewer, referral: Referral, state: ReferralState, words: str) -> None:
    referral.state, referral.words = state, words
    referral.answered_at, referral.answered_by = timezone.now(), viewer.by
    referral.save()
    note(viewer, referral, f"referral.{state.value}")


def locked(referral_id: int) -> Referral:
    rows = Referral.objects.for_operation().select_for_update(of=("self",)).select_related(*JOINED)
    referral = rows.filter(pk=referral_id).first()
    if referral is None:
        raise NotYourReferral
    return referral


def _own(key: UUID, referral_id: int) -> Referral:
    """A referral proposed to this enterprise, not answered yet."""
    referral = locked(referral_id)
    if referral.enterprise.key != key:
        raise NotYourReferral
    if referral.state != ReferralState.PROPOSED or has_lapsed(referral):
        raise ReferralMoved
    return referral


def _to_answer(viewer: Viewer, referral_id: int) -> Referral:
    referral = locked(referral_id)
    if referral.project_id or not can_answer_referral(viewer, referral):
        raise NotYourReferral
    if referral.state != ReferralState.WAITING:
        raise ReferralMoved
    return referral


def note(viewer: Viewer, referral: Referral, verb: str, **details: Any) -> None:
    record(viewer, verb, kind="referral", id=referral.pk, organisation_id=referral.sender_id, **details)
