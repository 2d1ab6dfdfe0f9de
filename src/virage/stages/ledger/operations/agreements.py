"""Sign an agreement and bind its money in the same act; bind more in a later year; pay what is owed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, Func

from virage.base.operations import operation
from virage.base.viewer import Role, Viewer
from virage.core.periods import fiscal_year
from virage.stages.agreements.models import Agreement, Payable
from virage.stages.agreements.operations import Signed, record_signing
from virage.stages.agreements.states import PayableKind
from virage.stages.ledger.models import Entry, Envelope
from virage.stages.ledger.operations.postings import post_entry
from virage.stages.ledger.operations.refusals import NothingCommitted, PostedBefore
from virage.stages.ledger.operations.writing import check, lock_envelopes, refuse_impossible
from virage.stages.ledger.states import EntryKind

ZERO = Decimal(0)
LEFT = Func(F("pk"), function="ledger_left", output_field=DecimalField(max_digits=14, decimal_places=2))
"""What may still follow an entry, as the triggers count it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a payment, in dollars, and the commitment that it draws on."""

    envelope_id: int
    commitment_id: int
    part: Decimal


@operation
def sign_agreement(
    viewer: Viewer,
    *,
    agreement_id: int,
    envelope_id: int,
    promoter: Signed,
    ministry: Signed,
    amount: Decimal,
    idempotency_key: str,
) -> int | None:
    """Sign an agreement, or an amendment, and commit ``amount`` dollars of the year of the last signature.

    Approvals complete, signed, committed: all of it or nothing. Returns the commitment's number; None when the
    amount is zero, for an amendment that binds no money this year.
    """
    envelope = lock_envelopes(viewer, (envelope_id,))[envelope_id]
    on = max(promoter.on, ministry.on)
    if amount:
        refuse_impossible(amount, on)
    row = record_signing(viewer, agreement_id=agreement_id, promoter=promoter, ministry=ministry)
    if not amount:
        return None
    return _commit(viewer, envelope, row, amount=amount, on=on, idempotency_key=idempotency_key)


@operation
def commit_agreement(
    viewer: Viewer, *, agreement_id: int, envelope_id: int, amount: Decimal, on: date, idempotency_key: str
) -> int:
    """Commit more dollars to a signed agreement, in the fiscal year of ``on``. Returns the commitment's number."""
    envelope = lock_envelopes(viewer, (envelope_id,))[envelope_id]
    row = Agreement.objects.for_operation().select_for_update(no_key=True).get(pk=agreement_id)
    return _commit(viewer, envelope, row, amount=amount, on=on, idempotency_key=idempotency_key)


@operation
def pay_payable(
    viewer: Viewer,
    *,
    payable_id: int,
    amount: Decimal,
    on: date,
    evidence: str,
    idempotency_key: str,
    need: str = "",
) -> tuple[int, ...]:
    """Pay what is owed, or part of it, out of what is committed, oldest year first. Returns the entries' numbers.

    ``need`` is what a payment of the last thirty days of the year answers to; an advance has its own.
    """
    refuse_impossible(amount, on)
    payable = Payable.objects.for_operation().get(pk=payable_id)
    funders = viewer.organisations(Role.FINANCE)
    envelopes = Envelope.objects.for_operation().filter(entries__agreement_id=payable.agreement_id)
    mine = [each.pk for each in envelopes.distinct() if viewer.job or each.funder_id in funders]
    if not mine:
        check(viewer, 0)
    lock_envelopes(viewer, mine)
    Agreement.objects.for_operation().select_for_update(no_key=True).get(pk=payable.agreement_id)
    terms: dict[str, Any] = {"on": on, "evidence": evidence, "need": need, "payable_id": payable.pk}
    if payable.kind == PayableKind.ADVANCE:
        terms |= {"need": payable.need, "proven_need": payable.proven_need, "kind": EntryKind.ADVANCED}
    before = _paid_with(idempotency_key)
    if before and sum(share.part for share in before) != amount:
        raise PostedBefore
    drawn = before or shares(payable.agreement_id, mine, amount)
    return tuple(
        post_entry(
            viewer,
            envelope_id=share.envelope_id,
            amount=share.part,
            about_id=share.commitment_id,
            idempotency_key=f"{idempotency_key}/{rank + 1}" if rank else idempotency_key,
            **{"kind": EntryKind.PAID, **terms},
        )
        for rank, share in enumerate(drawn)
    )


def _commit(
    viewer: Viewer, envelope: Envelope, row: Agreement, *, amount: Decimal, on: date, idempotency_key: str
) -> int:
    said = f"{row.reference}, {row.number}" if row.number else row.reference
    return post_entry(
        viewer,
        envelope_id=envelope.pk,
        kind=EntryKind.COMMITTED,
        amount=amount,
        on=on,
        evidence=said,
        idempotency_key=idempotency_key,
        agreement_id=row.root_id,
        counterparty=row.promoter.name,
        year=fiscal_year(on),
    )


def _paid_with(key: str) -> list[Share]:
    """What this key paid before, so that it pays once."""
    rows = Entry.objects.for_operation().filter(idempotency_key__startswith=key).order_by("pk")
    return [
        Share(envelope_id=row.envelope_id, commitment_id=row.about_id, part=row.amount)
        for row in rows
        if row.about_id is not None and (row.idempotency_key == key or _is_part(row.idempotency_key, key))
    ]


def _is_part(said: str, key: str) -> bool:
    return said.startswith(f"{key}/") and said.removeprefix(f"{key}/").isdecimal()


def shares(agreement_id: int, envelopes: list[int], amount: Decimal) -> list[Share]:
    """From which commitments an amount is drawn; a closed year has nothing left."""
    bound = Entry.objects.for_operation().filter(
        kind=EntryKind.COMMITTED, corrects=None, agreement_id=agreement_id, envelope_id__in=envelopes
    )
    oldest = bound.annotate(left=LEFT).order_by("fiscal_year", "envelope_id", "pk")
    drawn: list[Share] = []
    rest = amount
    for number, envelope, left in oldest.values_list("pk", "envelope_id", "left"):
        part = min(rest, left)
        if part > ZERO:
            drawn.append(Share(envelope_id=envelope, commitment_id=number, part=part))
            rest -= part
    if rest:
        raise NothingCommitted
    return drawn
