"""The finances pay what was verified, tell the advances it justifies, hold back, and take back what sleeps."""

from datetime import date
from decimal import Decimal

from virage.base.operations import operation, record
from virage.base.viewer import Role, Viewer
from virage.core.sleeping import justify
from virage.stages.claims.models import Claim
from virage.stages.claims.operations.locking import lock, noted
from virage.stages.claims.operations.refusals import BeyondAdvance, NothingToPay, NotVerified
from virage.stages.claims.queries.advances import advances
from virage.stages.claims.states import ClaimState
from virage.stages.ledger.models import Entry, Envelope
from virage.stages.ledger.operations import NotFinance, VerifierPays, pay_payable, post_entry
from virage.stages.ledger.operations.agreements import shares
from virage.stages.ledger.operations.writing import lock_envelopes
from virage.stages.ledger.states import EntryKind

ZERO = Decimal(0)


@operation
def pay_claim(viewer: Viewer, *, claim_id: int, on: date, evidence: str, need: str = "") -> None:
    """Post what a verified claim is worth: advances justified, holdback, payment; later, the holdback once released.

    ``need`` is what a payment of the last thirty days of the year answers to. All of it, or nothing.
    """
    row = lock(claim_id)
    envelopes = _envelopes(viewer, row.agreement_id)
    if row.state != ClaimState.VERIFIED:
        raise NotVerified
    if row.answered_by == viewer.by:
        raise VerifierPays
    told = {"on": on, "evidence": evidence}
    if not _posted(row, "settled", "held", "paid"):
        _settle(viewer, row, told)
        _hold(viewer, row, envelopes, told)
        _pay(viewer, row, "paid", row.payable_id, told, need)
    elif row.released_id and not _posted(row, "rest"):
        _free(viewer, row, told)
        _pay(viewer, row, "rest", row.released_id, told, need)
    else:
        raise NothingToPay
    if not _posted(row, "settled", "held", "paid"):
        raise NothingToPay
    noted(viewer, row, "claim.paid")


@operation
def recover_advance(
    viewer: Viewer, *, advance_id: int, amount: Decimal, on: date, evidence: str, idempotency_key: str
) -> int:
    """Post money of an advance that came back. Returns the entry’s number."""
    first = Entry.objects.for_operation().get(pk=advance_id, kind=EntryKind.ADVANCED)  # the ledger locks it to post
    agreement = first.agreement_id or 0
    left = {one.id: one.left for one in advances([agreement]).get(agreement, ())}
    if amount > left.get(first.pk, ZERO):
        raise BeyondAdvance
    number = post_entry(
        viewer,
        envelope_id=first.envelope_id,
        kind=EntryKind.RECOVERED,
        amount=amount,
        on=on,
        evidence=evidence,
        about_id=first.pk,
        idempotency_key=idempotency_key,
    )
    record(viewer, "advance.recovered", kind="agreement", id=agreement, amount=str(amount))
    return number


def _envelopes(viewer: Viewer, agreement_id: int) -> list[int]:
    funders = viewer.organisations(Role.FINANCE)
    found = Envelope.objects.for_operation().filter(entries__agreement_id=agreement_id).distinct()
    mine = [one.pk for one in found if viewer.job or one.funder_id in funders]
    if not mine:
        raise NotFinance
    lock_envelopes(viewer, mine)
    return mine


def _posted(row: Claim, *acts: str) -> bool:
    rows = Entry.objects.for_operation()
    return any(rows.filter(idempotency_key__startswith=f"claim-{row.pk}:{act}").exists() for act in acts)


def _settle(viewer: Viewer, row: Claim, told: dict[str, object]) -> None:
    held = advances([row.agreement_id]).get(row.agreement_id, ())
    for number, part in justify(held, row.justifies or ZERO):
        envelope = Entry.objects.for_operation().values_list("envelope_id", flat=True).get(pk=number)
        _post(viewer, envelope, EntryKind.SETTLED, number, part, f"claim-{row.pk}:settled:{number}", told)


def _hold(viewer: Viewer, row: Claim, envelopes: list[int], told: dict[str, object]) -> None:
    for share in shares(row.agreement_id, envelopes, row.held or ZERO):
        key = f"claim-{row.pk}:held:{share.commitment_id}"
        _post(viewer, share.envelope_id, EntryKind.HELD, share.commitment_id, share.part, key, told)


def _free(viewer: Viewer, row: Claim, told: dict[str, object]) -> None:
    for one in Entry.objects.for_operation().filter(idempotency_key__startswith=f"claim-{row.pk}:held:"):
        key = f"claim-{row.pk}:freed:{one.about_id}"
        _post(viewer, one.envelope_id, EntryKind.FREED, one.about_id or 0, one.amount, key, told)


def _post(  # noqa: PLR0917
    viewer: Viewer,
    envelope: int,
    kind: EntryKind,
    about: int,
    amount: Decimal,
    key: str,
    told: dict[str, object],
) -> None:
    terms: dict[str, object] = {"kind": kind, "about_id": about, "amount": amount, "idempotency_key": key, **told}
    post_entry(viewer, envelope_id=envelope, **terms)  # type: ignore[arg-type]


def _pay(  # noqa: PLR0917
    viewer: Viewer, row: Claim, act: str, payable: int | None, told: dict[str, object], need: str
) -> None:
    if payable is None:
        return
    owed = row.payable if payable == row.payable_id else row.released
    amount = owed.amount if owed else ZERO
    terms: dict[str, object] = {"idempotency_key": f"claim-{row.pk}:{act}", "need": need, **told}
    pay_payable(viewer, payable_id=payable, amount=amount, **terms)  # type: ignore[arg-type]
