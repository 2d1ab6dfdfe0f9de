"""How one entry is written: whoever may, once for each key, with its line in the trail."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from virage.base.operations import record
from virage.base.viewer import Role, Viewer
from virage.core.money import CENT
from virage.stages.agreements.models import Agreement
from virage.stages.ledger.models import Entry, Envelope
from virage.stages.ledger.operations.refusals import NotCents, NotFinance, NotInTheFuture, PostedBefore, in_words


def check(viewer: Viewer, funder_id: int) -> None:
    """Refuse whoever does not hold the finances of this funder."""
    if not viewer.job and funder_id not in viewer.organisations(Role.FINANCE):
        raise NotFinance


def own_envelope(viewer: Viewer, envelope_id: int) -> Envelope:
    """The envelope, for whoever may post to it."""
    envelope = Envelope.objects.for_operation().get(pk=envelope_id)
    check(viewer, envelope.funder_id)
    return envelope


def lock_envelopes(viewer: Viewer, numbers: Iterable[int]) -> dict[int, Envelope]:
    """Lock envelopes in order of number: two movements between the same two never wait for each other for ever.

    Without their keys, which every posting holds for an instant when it commits.
    """
    rows = Envelope.objects.for_operation().select_for_update(no_key=True).filter(pk__in=set(numbers)).order_by("pk")
    found = {row.pk: row for row in rows}
    for row in found.values():
        check(viewer, row.funder_id)
    return found


def project_of(agreement_id: int) -> int:
    """The project of an agreement."""
    return Agreement.objects.for_operation().values_list("project_id", flat=True).get(pk=agreement_id)


def refuse_impossible(amount: Decimal, on: date) -> None:
    """Refuse what is not an amount of money, and what did not happen yet."""
    if not amount.is_finite() or amount <= 0 or amount != amount.quantize(CENT):
        raise NotCents
    if on > timezone.localdate():
        raise NotInTheFuture


def write_entry(viewer: Viewer, envelope: Envelope, *, idempotency_key: str, **terms: Any) -> int:
    """Write one entry and its line in the trail; the same key with the same terms is the same entry."""
    wanted = {"envelope_id": envelope.pk, **terms}
    with in_words(), transaction.atomic():
        entry, new = Entry.objects.for_operation().get_or_create(
            idempotency_key=idempotency_key,
            defaults={**wanted, "posted_at": timezone.now(), "posted_by": viewer.by},
        )
    if not new and any(getattr(entry, name) != value for name, value in wanted.items()):
        raise PostedBefore
    record(
        viewer,
        "entry.posted" if new else "entry.repeated",
        kind="entry",
        id=entry.pk,
        organisation_id=envelope.funder_id,
        amount=str(terms["amount"]),
    )
    return entry.pk
