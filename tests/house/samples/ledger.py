"""An envelope of the ministry, and its last posting."""

from decimal import Decimal

from django.utils import timezone

from tests.cast import JOB, Cast
from tests.house.samples.programme import project
from tests.house.samples.registry import Arguments, sample
from tests.promise import signed
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
