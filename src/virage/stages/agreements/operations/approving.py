"""Submit, approve, return; and the state that the ledger writes when it signs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone

from virage.base.library import library
from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.core.approvals import Step, in_force
from virage.stages.agreements.models import Agreement, Approval, Contribution, Signature
from virage.stages.agreements.operations.drafting import own_draft
from virage.stages.agreements.operations.locking import lock
from virage.stages.agreements.operations.refusals import (
    NotADraft,
    NoTerms,
    NotSignedYet,
    NotYourAgreement,
    NotYourTurn,
    StateAuthorisation,
    StateTheAct,
    in_words,
)
from virage.stages.agreements.operations.reminding import stop_recalling
from virage.stages.agreements.policies import can_approve, can_draft
from virage.stages.agreements.states import AgreementState, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who signed for one side: name, title, day."""

    name: str
    title: str
    on: date


@operation
def submit_agreement(viewer: Viewer, *, agreement_id: int) -> None:
    """Ask for its approvals: those of the table in force today, by route and by all that its reference promises."""
    row = own_draft(viewer, agreement_id)
    if not row.authorisation:
        raise StateAuthorisation
    if not row.number and not (row.contributions.for_operation().filter(own=True).exists() and _owes(row)):
        raise NoTerms
    table = in_force(library().approvals.tables, timezone.localdate())
    steps = table.chain(route=row.route, amount=promised(row)) if table else ()
    row.state, row.turn = AgreementState.SUBMITTED, row.turn + 1
    with in_words(), transaction.atomic():
        row.save()
    Approval.objects.bulk_create(
        Approval(
            agreement=row,
            turn=row.turn,
            rank=rank,
            table=table.id if table else "",
            step=step.id,
            asked_by=viewer.by,
            asked_at=timezone.now(),
        )
        for rank, step in enumerate(steps, 1)
    )
    _moved(viewer, row, "agreement.submitted")


@operation
def approve_agreement(viewer: Viewer, *, agreement_id: int, on: date, act: str = "") -> None:
    """Give the next approval of the chain; the last one makes the agreement ready to be signed."""
    row = lock(agreement_id)
    waiting = list(
        Approval.objects.for_operation().filter(agreement=row, turn=row.turn, given_on=None).order_by("rank")
    )
    if row.state != AgreementState.SUBMITTED or not waiting:
        raise NotYourTurn
    step = step_of(waiting[0])
    if step is None or not can_approve(viewer, row, step.role):
        raise NotYourAgreement
    if step.act and not act:
        raise StateTheAct
    given = waiting[0]
    given.given_on, given.given_by, given.given_at, given.act = on, viewer.by, timezone.now(), act
    with in_words(), transaction.atomic():
        given.save()
    if len(waiting) == 1:
        row.state = AgreementState.APPROVED
        row.save()
    _moved(viewer, row, "agreement.approved", step=step.id)


@operation
def return_agreement(viewer: Viewer, *, agreement_id: int, why: str) -> None:
    """Send it back to its authors; its approvals are to be asked again. The reason stands in the trail."""
    row = lock(agreement_id)
    if not (can_draft(viewer, row) or can_approve(viewer, row, "approver")):
        raise NotYourAgreement
    if row.state not in {AgreementState.SUBMITTED, AgreementState.APPROVED}:
        raise NotADraft
    row.state = AgreementState.DRAFT
    row.save()
    _moved(viewer, row, "agreement.returned", why=why)


@operation
def announce_agreement(viewer: Viewer, *, agreement_id: int, on: date) -> None:
    """Say from which day the public may know of a signed agreement. Said once."""
    row = lock(agreement_id)
    if not can_draft(viewer, row):
        raise NotYourAgreement
    if row.state != AgreementState.SIGNED:
        raise NotSignedYet
    row.announced_on = on
    with in_words(), transaction.atomic():
        row.save()
    _moved(viewer, row, "agreement.announced", on=on.isoformat())


@operation
def record_signing(viewer: Viewer, *, agreement_id: int, promoter: Signed, ministry: Signed) -> Agreement:
    """Both signatures and the state, for the ledger: it checked its policy, and posts the commitment with it."""
    row = lock(agreement_id)
    for side, one in ((Side.PROMOTER, promoter), (Side.MINISTRY, ministry)):
        with in_words(), transaction.atomic():
            Signature.objects.create(
                agreement=row,
                side=side,
                name=one.name,
                title=one.title,
                signed_on=one.on,
                recorded_at=timezone.now(),
                recorded_by=viewer.by,
            )
    row.state, row.signed_on = AgreementState.SIGNED, max(promoter.on, ministry.on)
    with in_words(), transaction.atomic():
        row.save()
    changed = row.deliverables.for_operation().exclude(changed=None)
    stop_recalling(changed.values_list("changed_id", flat=True))
    _moved(viewer, row, "agreement.signed")
    return row


def promised(row: Agreement) -> Decimal:
    """All that its reference would promise once this row is signed, in dollars."""
    of_reference = Q(agreement=row.root_id) | Q(agreement__amends=row.root_id)
    before = Contribution.objects.for_operation().standing().filter(of_reference, own=True)
    kept = before.exclude(agreement=row).exclude(changes__agreement=row)
    own = row.contributions.for_operation().filter(own=True)
    return sum((rows.aggregate(total=Sum("amount"))["total"] or Decimal(0) for rows in (kept, own)), Decimal(0))


def step_of(approval: Approval) -> Step | None:
    """The step of the pack that an approval gives."""
    tables = {table.id: table for table in library().approvals.tables}
    table = tables.get(approval.table)
    return next((step for step in table.steps if step.id == approval.step), None) if table else None


def _owes(row: Agreement) -> bool:
    return bool(row.deliverables.for_operation().exists())


def _moved(viewer: Viewer, row: Agreement, verb: str, *, why: str = "", **details: str) -> None:
    ministry = row.project.initiative.ministry_id
    record(viewer, verb, kind="agreement", id=row.pk, organisation_id=ministry, reason=why, **details)
