"""Hand in a deliverable; accept it or return it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.stages.agreements.models import Deliverable, Deposit
from virage.stages.agreements.operations.locking import lock
from virage.stages.agreements.operations.refusals import (
    DepositAnswered,
    NotSignedYet,
    NotYourAgreement,
    StateWhy,
    in_words,
)
from virage.stages.agreements.operations.reminding import stop_recalling
from virage.stages.agreements.policies import can_draft, can_hand_in
from virage.stages.agreements.states import AgreementState
from virage.stages.documents.operations import attach_document
from virage.stages.documents.receiving import Received


@operation
def hand_in_deliverable(viewer: Viewer, *, deliverable_id: int, file: Received, received_on: date | None = None) -> int:
    """Deposit a document; ``received_on`` is when the ministry had it on paper. Returns the deposit’s number."""
    wanted = Deliverable.objects.for_operation().get(pk=deliverable_id)
    row = lock(wanted.agreement_id)
    if not can_hand_in(viewer, row):
        raise NotYourAgreement
    if row.state != AgreementState.SIGNED:
        raise NotSignedYet
    if wanted.deposits.for_operation().exclude(accepted=False).exists():
        raise DepositAnswered
    ours = can_draft(viewer, row)
    holder = row.project.initiative.ministry_id if ours else row.promoter_id
    today = timezone.localdate()
    deposit = Deposit.objects.create(
        deliverable=wanted,
        document_id=attach_document(viewer, file=file, organisation_id=holder),
        received_on=min(received_on or today, today) if ours else today,
        at=timezone.now(),
        by=viewer.by,
    )
    stop_recalling([wanted.pk])
    record(viewer, "deliverable.handed_in", kind="agreement", id=row.pk, organisation_id=holder, deposit=deposit.pk)
    return deposit.pk


@operation
def answer_deposit(viewer: Viewer, *, deposit_id: int, accepted: bool, why: str = "") -> None:
    """Accept a deliverable, or return it and say what is missing: it is owed again."""
    deposit = Deposit.objects.for_operation().select_related("deliverable").get(pk=deposit_id)
    row = lock(deposit.deliverable.agreement_id)
    if not can_draft(viewer, row):
        raise NotYourAgreement
    if not accepted and not why:
        raise StateWhy
    deposit.accepted, deposit.why = accepted, why
    deposit.answered_on, deposit.answered_by = timezone.localdate(), viewer.by
    with in_words(), transaction.atomic():
        deposit.save()
    stop_recalling([deposit.deliverable_id])
    record(
        viewer,
        "deliverable.accepted" if accepted else "deliverable.returned",
        kind="agreement",
        id=row.pk,
        organisation_id=row.project.initiative.ministry_id,
        deposit=deposit.pk,
    )
