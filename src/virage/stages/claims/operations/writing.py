"""The promoter writes: a claim, its invoices with their evidence, what cash is needed next. Every step is kept."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from virage.base.operations import operation
from virage.base.viewer import Viewer
from virage.core.invoices import number_key, supplier_key
from virage.stages.agreements.operations.locking import lock as lock_agreement
from virage.stages.agreements.operations.refusals import NotSignedYet
from virage.stages.agreements.states import AgreementState
from virage.stages.claims.models import Claim, ClaimLine
from virage.stages.claims.operations.locking import noted, own_open, terms_of
from virage.stages.claims.operations.refusals import EmptyClaim, EvidenceMissing, NotYourClaim, in_words
from virage.stages.claims.policies import can_claim
from virage.stages.claims.states import ClaimState
from virage.stages.documents.operations import attach_document, remove_document
from virage.stages.documents.receiving import Received


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceWords:
    """An invoice as it is typed; ``amount`` in dollars, as claimed."""

    category: str
    supplier: str
    number: str
    on: date
    amount: Decimal
    what: str = ""


@operation
def begin_claim(viewer: Viewer, *, agreement_id: int, begins_on: date, ends_on: date) -> int:
    """Begin a claim for a period of a signed agreement. Returns its number."""
    agreement = lock_agreement(agreement_id)
    if not can_claim(viewer, agreement):
        raise NotYourClaim
    if agreement.state != AgreementState.SIGNED or agreement.number:
        raise NotSignedYet
    terms_of(agreement_id)
    before = Claim.objects.for_operation().filter(agreement=agreement).order_by("-rank").first()
    with in_words(), transaction.atomic():
        row = Claim.objects.create(
            agreement=agreement,
            rank=before.rank + 1 if before else 1,
            begins_on=begins_on,
            ends_on=ends_on,
            begun_at=timezone.now(),
        )
    noted(viewer, row, "claim.begun")
    return row.pk


@operation
def add_invoice(viewer: Viewer, *, claim_id: int, invoice: InvoiceWords, file: Received | None = None) -> int:
    """Add an invoice with its evidence. Returns the line’s number.

    Raises:
        InvoiceClaimedBefore: the same supplier and number stand in a claim, of this project or of another.
    """
    row = own_open(viewer, claim_id)
    promoter = row.agreement.promoter_id
    with in_words(), transaction.atomic():
        line = ClaimLine.objects.create(
            claim=row,
            category=invoice.category,
            supplier=invoice.supplier,
            number=invoice.number,
            supplier_key=supplier_key(invoice.supplier),
            number_key=number_key(invoice.number),
            on=invoice.on,
            amount=invoice.amount,
            what=invoice.what,
            document_id=attach_document(viewer, file=file, organisation_id=promoter) if file else None,
        )
    noted(viewer, row, "claim.invoice_added", line=line.pk, amount=str(invoice.amount))
    return line.pk


@operation
def join_evidence(viewer: Viewer, *, claim_id: int, line_id: int, file: Received) -> None:
    """Join the evidence of an invoice already written, or another in its place."""
    row = own_open(viewer, claim_id)
    line = ClaimLine.objects.for_operation().filter(pk=line_id, claim=row).first()
    if line is None:
        raise NotYourClaim
    before = line.document_id
    line.document_id = attach_document(viewer, file=file, organisation_id=row.agreement.promoter_id)
    line.save()
    if before:
        remove_document(viewer, document_id=before)
    noted(viewer, row, "claim.evidence_joined", line=line.pk)


@operation
def drop_invoice(viewer: Viewer, *, claim_id: int, line_id: int) -> None:
    """Take an invoice out of a claim that is being written, with its evidence."""
    row = own_open(viewer, claim_id)
    line = ClaimLine.objects.for_operation().filter(pk=line_id, claim=row).first()
    if line is None:
        raise NotYourClaim
    document = line.document_id
    line.delete()
    if document:
        remove_document(viewer, document_id=document)
    noted(viewer, row, "claim.invoice_dropped", line=line_id)


@operation
def submit_claim(viewer: Viewer, *, claim_id: int, need: Decimal | None = None, need_words: str = "") -> None:
    """Send a claim to be verified; ``need``: the cash needed for the months to come, in dollars, and for what."""
    row = own_open(viewer, claim_id)
    lines = ClaimLine.objects.for_operation().filter(claim=row)
    if not lines.exists():
        raise EmptyClaim
    if lines.filter(document=None).exists():
        raise EvidenceMissing
    row.state, row.need, row.need_words = ClaimState.SUBMITTED, need, need_words
    row.submitted_at, row.submitted_by, row.why = timezone.now(), viewer.by, ""
    with in_words(), transaction.atomic():
        row.save()
    noted(viewer, row, "claim.submitted")
