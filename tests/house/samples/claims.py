"""Claims of the promoter of the cast, in each state that a page needs."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from tests.cast import Cast
from tests.house.samples.programme import project
from tests.house.samples.registry import Arguments, sample
from tests.papers import paper
from tests.promise import signed
from virage.base.viewer import Role
from virage.stages.agreements.models import Agreement
from virage.stages.claims.models import ClaimLine
from virage.stages.claims.operations import (
    InvoiceWords,
    TermsWords,
    add_invoice,
    begin_claim,
    submit_claim,
    write_claim_terms,
)


def _agreement(cast: Cast, reference: str, *, terms: bool) -> int:
    found = Agreement.objects.for_operation().filter(reference=reference).first()
    if found is None:
        found = signed(project(cast).pk, reference=reference)
        if terms:
            words = TermsWords(rate=Decimal("0.5"), need_months=3)
            write_claim_terms(cast.viewer(Role.ANALYST), agreement_id=found.pk, words=words)
    return found.pk


def _claim(cast: Cast, number: str, *, sent: bool) -> int:
    promoter = cast.viewer(Role.PROMOTER)
    line = ClaimLine.objects.for_operation().filter(number=number).first()
    if line is not None:
        return line.claim_id
    agreement = _agreement(cast, "Entente fictive R", terms=True)
    period = {"begins_on": date(2026, 4, 1), "ends_on": timezone.localdate()}
    made = begin_claim(promoter, agreement_id=agreement, **period)
    told = {"category": "training", "supplier": "Formations fictives", "on": timezone.localdate()}
    invoice = InvoiceWords(number=number, amount=Decimal(1000), **told)
    add_invoice(promoter, claim_id=made, invoice=invoice, file=paper())
    if sent:
        submit_claim(promoter, claim_id=made)
    return made


@sample
def silent_agreement(cast: Cast) -> Arguments:
    """A signed agreement that does not say yet what it pays."""
    return {"agreement_id": _agreement(cast, "Entente fictive S", terms=False)}


@sample
def draft_claim(cast: Cast) -> Arguments:
    """A claim that its promoter writes."""
    return {"claim_id": _claim(cast, "B-1", sent=False)}


@sample
def sent_claim(cast: Cast) -> Arguments:
    """A claim to verify."""
    return {"claim_id": _claim(cast, "S-1", sent=True)}


@sample
def claim_and_paper(cast: Cast) -> Arguments:
    """A claim and its evidence."""
    line = ClaimLine.objects.for_operation().get(claim_id=_claim(cast, "S-1", sent=True))
    return {"claim_id": line.claim_id, "document_id": line.document_id}
