"""Correct an entry by another of opposite sign; a movement is corrected in its two halves."""

from datetime import date
from decimal import Decimal

from virage.base.operations import operation
from virage.base.viewer import Viewer
from virage.stages.ledger.models import Entry
from virage.stages.ledger.operations.writing import lock_envelopes, refuse_impossible, write_entry
from virage.stages.ledger.states import HALVES


@operation
def reverse_entry(
    viewer: Viewer, *, entry_id: int, amount: Decimal, on: date, evidence: str, idempotency_key: str
) -> int:
    """Take ``amount`` dollars away from an entry, in its own fiscal year, saying why. Returns the correction's number.

    Of a transfer or a carry-over, either half may be named: both are corrected.
    """
    refuse_impossible(amount, on)
    first = Entry.objects.for_operation().get(pk=entry_id)
    halves = _halves(first)
    envelopes = lock_envelopes(viewer, (half.envelope_id for half in halves))
    numbers = {}
    for rank, half in enumerate(halves):
        numbers[half.pk] = write_entry(
            viewer,
            envelopes[half.envelope_id],
            idempotency_key=f"{idempotency_key}/{rank + 1}" if rank else idempotency_key,
            kind=half.kind,
            amount=-amount,
            fiscal_year=half.fiscal_year,
            project_id=half.project_id,
            agreement_id=half.agreement_id,
            payable_id=half.payable_id,
            counterparty=half.counterparty,
            on=on,
            evidence=evidence,
            about_id=half.about_id,
            corrects_id=half.pk,
        )
    return numbers[first.pk]


def _halves(entry: Entry) -> tuple[Entry, ...]:
    """The entry alone; of a movement, what arrived first, then what left."""
    rows = Entry.objects.for_operation()
    if entry.kind in HALVES:
        return (*rows.filter(about=entry, corrects=None), entry)
    if entry.about_id is not None and entry.kind in HALVES.values():
        return (entry, rows.get(pk=entry.about_id))
    return (entry,)
