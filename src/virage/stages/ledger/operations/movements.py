"""Move credits that nobody committed: to another envelope, to the next year, or back to the Treasury."""

from datetime import date
from decimal import Decimal
from typing import TypedDict

from virage.base.operations import operation
from virage.base.viewer import Viewer
from virage.stages.ledger.models import Envelope
from virage.stages.ledger.operations.refusals import FollowsAnother
from virage.stages.ledger.operations.writing import lock_envelopes, refuse_impossible, write_entry
from virage.stages.ledger.states import HALVES, EntryKind


class _Terms(TypedDict):
    amount: Decimal
    on: date
    evidence: str
    idempotency_key: str


@operation
def transfer_credits(
    viewer: Viewer,
    *,
    envelope_id: int,
    to_id: int,
    year: int,
    amount: Decimal,
    on: date,
    evidence: str,
    idempotency_key: str,
) -> int:
    """Give credits of a fiscal year to another envelope of the same initiative. Returns the number of what leaves."""
    found = lock_envelopes(viewer, (envelope_id, to_id))
    giving, receiving = found[envelope_id], found[to_id]
    if giving == receiving or giving.initiative_id != receiving.initiative_id:
        raise FollowsAnother
    terms = _Terms(amount=amount, on=on, evidence=evidence, idempotency_key=idempotency_key)
    return _by_two(viewer, EntryKind.SENT, (giving, year), (receiving, year), terms)


@operation
def carry_over_credits(
    viewer: Viewer,
    *,
    envelope_id: int,
    year: int,
    amount: Decimal,
    on: date,
    evidence: str,
    idempotency_key: str,
) -> int:
    """Carry credits of a fiscal year over to the next. Returns the number of what leaves."""
    envelope = lock_envelopes(viewer, (envelope_id,))[envelope_id]
    terms = _Terms(amount=amount, on=on, evidence=evidence, idempotency_key=idempotency_key)
    return _by_two(viewer, EntryKind.CARRIED_OUT, (envelope, year), (envelope, year + 1), terms)


@operation
def lapse_credits(
    viewer: Viewer,
    *,
    envelope_id: int,
    year: int,
    amount: Decimal,
    on: date,
    evidence: str,
    idempotency_key: str,
) -> int:
    """Say that credits of a fiscal year lapsed. Returns the entry's number."""
    envelope = lock_envelopes(viewer, (envelope_id,))[envelope_id]
    refuse_impossible(amount, on)
    return write_entry(
        viewer,
        envelope,
        idempotency_key=idempotency_key,
        kind=EntryKind.LAPSED,
        amount=amount,
        fiscal_year=year,
        on=on,
        evidence=evidence,
    )


def _by_two(
    viewer: Viewer, kind: EntryKind, giving: tuple[Envelope, int], receiving: tuple[Envelope, int], terms: _Terms
) -> int:
    refuse_impossible(terms["amount"], terms["on"])
    key = terms["idempotency_key"]
    envelope, year = giving
    first = write_entry(viewer, envelope, **terms, kind=kind, fiscal_year=year)
    envelope, year = receiving
    arriving: _Terms = {**terms, "idempotency_key": f"{key}/2"}
    write_entry(viewer, envelope, **arriving, kind=HALVES[kind], fiscal_year=year, about_id=first)
    return first
