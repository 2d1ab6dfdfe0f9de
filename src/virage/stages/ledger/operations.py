"""Post to the ledger. The database refuses what would break an invariant, whoever asks and however many at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Role, Viewer
from virage.core.periods import fiscal_year
from virage.stages.ledger.models import Entry, Envelope
from virage.stages.ledger.states import EntryKind
from virage.stages.programme.models import Initiative


class NotFinance(Forbidden):
    """Only the finance role of the ministry posts."""

    sentence = _("Seule la personne des finances du ministère peut inscrire au grand livre.")


class BeyondVoted(Refusal):
    """More committed than the year's voted credits."""

    sentence = _("Cet engagement dépasserait les crédits votés de l’année.")


class BeyondCommitted(Refusal):
    """More paid than committed, in the envelope or in the project."""

    sentence = _("Ce versement dépasserait ce qui est engagé.")


class PostedBefore(Refusal):
    """The same idempotency key with other terms."""

    sentence = _("Cette écriture a déjà été inscrite avec d’autres montants.")


@operation
def open_envelope(viewer: Viewer, *, initiative_id: int, name: str) -> int:
    """Open the envelope of an initiative. Returns its number."""
    initiative = Initiative.objects.get(pk=initiative_id)
    _check(viewer, initiative.ministry_id)
    envelope = Envelope.objects.create(initiative=initiative, name=name)
    record(viewer, "envelope.opened", kind="envelope", id=envelope.pk, organisation_id=initiative.ministry_id)
    return envelope.pk


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
    project_id: int | None = None,
    counterparty: str = "",
    corrects_id: int | None = None,
) -> int:
    """Post one entry, in Canadian dollars, dated ``on``. The same key posts once. Returns the entry's number."""
    envelope = Envelope.objects.for_operation().select_related("initiative").get(pk=envelope_id)
    _check(viewer, envelope.initiative.ministry_id)
    with _refusals(), transaction.atomic():
        entry, new = Entry.objects.for_operation().get_or_create(
            idempotency_key=idempotency_key,
            defaults={
                "envelope": envelope,
                "kind": kind,
                "amount": amount,
                "fiscal_year": fiscal_year(on),
                "project_id": project_id,
                "counterparty": counterparty,
                "on": on,
                "evidence": evidence,
                "posted_at": timezone.now(),
                "posted_by": viewer.by,
                "corrects_id": corrects_id,
            },
        )
    if not new and (entry.envelope_id, entry.kind, entry.amount, entry.project_id) != (
        envelope_id,
        kind,
        amount,
        project_id,
    ):
        raise PostedBefore
    record(
        viewer,
        "entry.posted" if new else "entry.repeated",
        kind="entry",
        id=entry.pk,
        organisation_id=envelope.initiative.ministry_id,
        amount=str(amount),
    )
    return entry.pk


@contextmanager
def _refusals() -> Iterator[None]:
    """The constraint that the database held, in words."""
    try:
        yield
    except IntegrityError as error:
        held = str(error)
        if "committed_within_voted" in held:
            raise BeyondVoted from error
        if "paid_within" in held:
            raise BeyondCommitted from error
        raise


def _check(viewer: Viewer, ministry_id: int) -> None:
    if not viewer.job and ministry_id not in viewer.organisations(Role.FINANCE):
        raise NotFinance
