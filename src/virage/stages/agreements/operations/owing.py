"""Find that an amount is owed. Whoever does so does not pay it: the ledger holds that."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.stages.agreements.models import Agreement, Payable, Tranche
from virage.stages.agreements.operations.locking import lock
from virage.stages.agreements.operations.refusals import NotYourAgreement, in_words
from virage.stages.agreements.policies import can_draft
from virage.stages.agreements.states import PayableKind


@operation
def release_tranche(
    viewer: Viewer,
    *,
    tranche_id: int,
    released_on: date,
    evidence: str,
    need: str = "",
    proven_need: Decimal | None = None,
) -> int:
    """Say that a tranche is due, on which evidence. An advance states its need, in words and in dollars.

    Returns the number of what is payable.
    """
    tranche = Tranche.objects.for_operation().select_related("agreement").get(pk=tranche_id)
    row = lock(tranche.agreement.root_id)
    kind = PayableKind.ADVANCE if tranche.advance else PayableKind.TRANCHE
    proof = {"need": need, "proven_need": proven_need} if tranche.advance else {}
    origin = {"kind": kind, "tranche": tranche, "amount": tranche.amount}
    return _owe(viewer, row, **origin, **proof, released_on=released_on, evidence=evidence)


@operation
def release_claim(
    viewer: Viewer, *, agreement_id: int, reference: str, amount: Decimal, released_on: date, evidence: str
) -> int:
    """Say that a claim was verified, for this amount in dollars. Returns the number of what is payable."""
    terms = {"reference": reference, "amount": amount, "released_on": released_on, "evidence": evidence}
    return _owe(viewer, lock(agreement_id), kind=PayableKind.CLAIM, **terms)


def _owe(viewer: Viewer, row: Agreement, **terms: Any) -> int:
    if not can_draft(viewer, row):
        raise NotYourAgreement
    with in_words(), transaction.atomic():
        payable = Payable.objects.create(agreement=row, made_at=timezone.now(), made_by=viewer.by, **terms)
    ministry = row.project.initiative.ministry_id
    record(viewer, "payable.released", kind="payable", id=payable.pk, organisation_id=ministry)
    return payable.pk
