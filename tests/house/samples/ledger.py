"""An envelope of the ministry, and its last posting."""

from decimal import Decimal
from functools import partial

from django.utils import timezone

from tests.cast import JOB, Cast
from tests.house.samples.programme import project
from tests.house.samples.registry import Arguments, sample
from tests.promise import payable, signed
from virage.stages.agreements.models import Agreement
from virage.stages.ledger.models import Entry, Envelope
from virage.stages.ledger.operations import open_envelope, post_entry
from virage.stages.ledger.states import EntryKind


@sample
def ledger_envelope(cast: Cast) -> Arguments:
    """An envelope with credits."""
    if found := Envelope.objects.for_operation().order_by("pk").first():
        return {"envelope_id": found.pk}
    number = open_envelope(JOB, initiative_id=project(cast).initiative_id, name="Enveloppe fictive")
    post_entry(
        JOB,
        envelope_id=number,
        kind=EntryKind.VOTED,
        amount=Decimal(1000),
        on=timezone.localdate(),
        evidence="Crédits fictifs",
        idempotency_key="sample",
    )
    return {"envelope_id": number}


@sample
def opening(cast: Cast) -> Arguments:
    """What a ministry may open: a word of the address."""
    return {"what": "promesse"}


@sample
def ledger_entry(cast: Cast) -> Arguments:
    """A posting that may be corrected: not one, and of a year still open."""
    found = Entry.objects.for_operation().filter(corrects=None, **ledger_envelope(cast)).order_by("pk").last()
    assert found is not None
    return {"entry_id": found.pk}


@sample
def followed_agreement(cast: Cast) -> Arguments:
    """A signed agreement."""
    found = Agreement.objects.for_operation().filter(state="signed", number=0).order_by("pk").first()
    return {"agreement_id": (found or signed(project(cast).pk)).pk}


@sample
def paid_entry(cast: Cast) -> Arguments:
    """A payment."""
    if found := Entry.objects.for_operation().filter(kind=EntryKind.PAID, corrects=None).order_by("pk").first():
        return {"entry_id": found.pk}
    number, due = ledger_envelope(cast)["envelope_id"], payable(signed(project(cast).pk, reference="Entente fictive P"))
    told = {"on": timezone.localdate(), "evidence": "Pièce fictive", "amount": Decimal(100)}
    post = partial(post_entry, JOB, envelope_id=number, **told)
    post(kind=EntryKind.VOTED, idempotency_key="paid-voted")
    post(kind=EntryKind.AUTHORISED, idempotency_key="paid-authorised")
    first = post(kind=EntryKind.COMMITTED, idempotency_key="paid-bound", agreement_id=due.agreement_id)
    rest = {"about_id": first, "payable_id": due.pk, "need": "Besoin fictif", "idempotency_key": "paid"}
    return {"entry_id": post(kind=EntryKind.PAID, **rest)}
