"""Post one entry of an envelope."""

from datetime import date
from decimal import Decimal
from typing import Any

from virage.base.operations import operation
from virage.base.viewer import Viewer
from virage.core.ledger import in_last_days
from virage.core.periods import fiscal_year
from virage.stages.ledger.models import Entry
from virage.stages.ledger.operations.refusals import FollowsAnother, NamesNothing, NotPostedAlone, StateTheNeed
from virage.stages.ledger.operations.writing import own_envelope, project_of, refuse_impossible, write_entry
from virage.stages.ledger.states import FOLLOWING, HALVES, PAYING, EntryKind

ACROSS_YEARS = (EntryKind.SETTLED, EntryKind.RECOVERED, EntryKind.REANNOUNCED)
BY_TWO = frozenset({*HALVES, *HALVES.values()})


@operation
def post_entry(
    viewer: Viewer,
    *,
    envelope_id: int,
    kind: EntryKind,
    amount: Decimal,
    on: date,
    evidence: str,
    idempotency_key: str,
    agreement_id: int | None = None,
    payable_id: int | None = None,
    counterparty: str = "",
    about_id: int | None = None,
    need: str = "",
    proven_need: Decimal | None = None,
    year: int | None = None,
) -> int:
    """Post one entry, in Canadian dollars, dated ``on``. The same key posts once. Returns the entry's number.

    A commitment names its ``agreement_id``, a payment or an advance its ``payable_id``. What follows an earlier entry
    (``about_id``) takes its project, agreement and counterparty, and its fiscal year unless it happens across years;
    other entries belong to ``year``, that of ``on`` unless said otherwise.
    """
    envelope = own_envelope(viewer, envelope_id)
    refuse_impossible(amount, on)
    if kind in BY_TWO:
        raise NotPostedAlone
    if (kind in FOLLOWING) != (about_id is not None):
        raise FollowsAnother
    if (kind == EntryKind.COMMITTED) != (agreement_id is not None) or (kind in PAYING) != (payable_id is not None):
        raise NamesNothing
    if not need and (kind == EntryKind.ADVANCED or (kind == EntryKind.PAID and in_last_days(on))):
        raise StateTheNeed
    place: dict[str, Any] = {"counterparty": counterparty}
    if agreement_id is not None:
        place |= {"agreement_id": agreement_id, "project_id": project_of(agreement_id)}
    of_year = fiscal_year(on) if year is None else year
    if about_id is not None:
        first = Entry.objects.for_operation().get(pk=about_id)
        place = {name: getattr(first, name) for name in ("project_id", "agreement_id", "counterparty")}
        of_year = of_year if kind in ACROSS_YEARS else first.fiscal_year
    return write_entry(
        viewer,
        envelope,
        idempotency_key=idempotency_key,
        kind=kind,
        amount=amount,
        fiscal_year=of_year,
        on=on,
        evidence=evidence,
        about_id=about_id,
        payable_id=payable_id,
        need=need,
        proven_need=proven_need,
        **place,
    )
