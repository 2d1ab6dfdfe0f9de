"""The ministry decides of each invoice: what is accepted becomes payable. Whoever verifies does not pay."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.core.claims import due, objections
from virage.stages.agreements.models import Agreement
from virage.stages.agreements.operations import release_claim
from virage.stages.agreements.operations.locking import lock as lock_agreement
from virage.stages.agreements.operations.refusals import NotSignedYet
from virage.stages.agreements.states import AgreementState
from virage.stages.claims.models import Claim, ClaimLine, ClaimTerms, SignalAnswer, Visit
from virage.stages.claims.operations.locking import lock, noted, terms_of
from virage.stages.claims.operations.refusals import (
    BeyondClaimed,
    LinesUndecided,
    NoHoldback,
    NotSubmitted,
    NotYourClaim,
    OutsideTerms,
    SayWhy,
    SayWhyLess,
    in_words,
)
from virage.stages.claims.policies import can_verify
from virage.stages.claims.queries.advances import unjustified
from virage.stages.claims.queries.terms import rules
from virage.stages.claims.states import ClaimState, SignalKind
from virage.stages.documents.operations import attach_document
from virage.stages.documents.receiving import Received

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decides of one invoice: dollars accepted, from nothing to all, and why not all."""

    accepted: Decimal
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsWords:
    """What an agreement pays: shares from 0 to 1, months, dollars; every category when none is named."""

    rate: Decimal
    holdback: Decimal = ZERO
    need_months: int
    categories: tuple[str, ...] = ()
    quotes_from: Decimal | None = None
    ties: tuple[str, ...] = ()


@operation
def write_claim_terms(viewer: Viewer, *, agreement_id: int, words: TermsWords) -> None:
    """Say what a signed agreement pays by claims. Once."""
    agreement = _own(viewer, agreement_id)
    with in_words(), transaction.atomic():
        ClaimTerms.objects.create(
            agreement=agreement,
            rate=words.rate,
            holdback=words.holdback,
            need_months=words.need_months,
            categories=list(words.categories),
            quotes_from=words.quotes_from,
            ties=list(words.ties),
            written_at=timezone.now(),
            written_by=viewer.by,
        )
    ministry = agreement.project.initiative.ministry_id
    record(viewer, "claim.terms_written", kind="agreement", id=agreement_id, organisation_id=ministry)


@operation
def verify_claim(viewer: Viewer, *, claim_id: int, decisions: Mapping[int, Decision]) -> int | None:
    """Decide of every invoice at once. Returns the number of what becomes payable; None when nothing does.

    What is accepted first justifies the advances that the promoter still holds; a part of the rest is held back.
    """
    row = _waiting(viewer, claim_id)
    lock_agreement(row.agreement_id)  # what two claims of one agreement justify is counted one after the other
    terms = rules(terms_of(row.agreement_id), row.agreement)
    lines = list(ClaimLine.objects.for_operation().filter(claim=row).order_by("pk"))
    if {line.pk for line in lines} != decisions.keys():
        raise LinesUndecided
    for line in lines:
        decided = decisions[line.pk]
        if decided.accepted > line.amount:
            raise BeyondClaimed
        if decided.accepted and objections(category=line.category, on=line.on, terms=terms):
            raise OutsideTerms
        if decided.accepted < line.amount and not decided.why:
            raise SayWhyLess
        line.accepted, line.why = decided.accepted, decided.why
        with in_words(), transaction.atomic():
            line.save()
    made = due([line.accepted or ZERO for line in lines], terms=terms, unjustified=unjustified(row.agreement_id))
    row.accepted, row.share, row.justifies, row.held = made.accepted, made.share, made.justifies, made.held
    row.state, row.answered_at, row.answered_by = ClaimState.VERIFIED, timezone.now(), viewer.by
    if made.payable:
        row.payable_id = _owe(viewer, row, row.reference, made.payable)
    with in_words(), transaction.atomic():
        row.save()
    noted(viewer, row, "claim.verified", accepted=str(made.accepted), payable=str(made.payable))
    return row.payable_id


@operation
def return_claim(viewer: Viewer, *, claim_id: int, why: str) -> None:
    """Send a claim back to its promoter and say what is missing."""
    row = _waiting(viewer, claim_id)
    if not why:
        raise SayWhy
    row.state, row.why, row.answered_at, row.answered_by = ClaimState.RETURNED, why, timezone.now(), viewer.by
    with in_words(), transaction.atomic():
        row.save()
    noted(viewer, row, "claim.returned", why=why)


@operation
def release_holdback(viewer: Viewer, *, claim_id: int) -> int:
    """Say that what was held back is owed. Returns the number of what is payable."""
    row = lock(claim_id)
    if not can_verify(viewer, row.agreement):
        raise NotYourClaim
    if not row.held or row.released_id:
        raise NoHoldback
    row.released_id = _owe(viewer, row, f"{row.reference}, retenue", row.held)
    row.save()
    noted(viewer, row, "claim.holdback_released", amount=str(row.held))
    return row.released_id


@operation
def answer_signal(viewer: Viewer, *, line_id: int, kind: SignalKind, founded: bool, why: str) -> None:
    """Say whether a signal was founded, and why. The claim is decided apart."""
    line = ClaimLine.objects.for_operation().filter(pk=line_id).first()
    row = lock(line.claim_id) if line else None
    if line is None or row is None or not can_verify(viewer, row.agreement):
        raise NotYourClaim
    if not why:
        raise SayWhy
    SignalAnswer.objects.create(line=line, kind=kind, founded=founded, why=why, at=timezone.now(), by=viewer.by)
    noted(viewer, row, "claim.signal_answered", kind_of_signal=kind.value, founded=founded)


@operation
def record_visit(viewer: Viewer, *, agreement_id: int, on: date, seen: str, file: Received | None = None) -> int:
    """Keep what a field visit saw, with its report. Returns its number."""
    agreement = _own(viewer, agreement_id)
    ministry = agreement.project.initiative.ministry_id
    visit = Visit.objects.create(
        agreement=agreement,
        on=on,
        seen=seen,
        document_id=attach_document(viewer, file=file, organisation_id=ministry) if file else None,
        at=timezone.now(),
        by=viewer.by,
    )
    record(viewer, "visit.recorded", kind="agreement", id=agreement_id, organisation_id=ministry, visit=visit.pk)
    return visit.pk


def _owe(viewer: Viewer, row: Claim, reference: str, amount: Decimal) -> int:
    return release_claim(
        viewer,
        agreement_id=row.agreement_id,
        reference=reference,
        amount=amount,
        released_on=timezone.localdate(),
        evidence=f"Réclamation {row.rank}, vérifiée",
    )


def _waiting(viewer: Viewer, claim_id: int) -> Claim:
    row = lock(claim_id)
    if not can_verify(viewer, row.agreement):
        raise NotYourClaim
    if row.state != ClaimState.SUBMITTED:
        raise NotSubmitted
    return row


def _own(viewer: Viewer, agreement_id: int) -> Agreement:
    agreement = lock_agreement(agreement_id)
    if not can_verify(viewer, agreement):
        raise NotYourClaim
    if agreement.state != AgreementState.SIGNED or agreement.number:
        raise NotSignedYet
    return agreement
