"""An envelope with 1 000 $ voted and 900 $ authorised, and a signed agreement to spend them."""

from datetime import date
from decimal import Decimal
from itertools import count

from tests.cast import JOB
from tests.promise import MUCH, payable, with_advance
from tests.thread import project
from virage.stages.ledger.models import Entry
from virage.stages.ledger.operations import open_envelope, post_entry
from virage.stages.ledger.states import EntryKind
from virage.stages.programme.models import Initiative

ON = date(2026, 6, 1)


class Purse:
    """Call it to post; every amount is in dollars, every key is new unless given."""

    def __init__(self, cast):
        self.project = project(cast)
        self.envelope = open_envelope(JOB, initiative_id=Initiative.objects.get().pk, name="Enveloppe fictive")
        self.agreement, advance = with_advance(self.project)
        claim = payable(self.agreement, amount=MUCH - advance.amount)
        self.payables = {EntryKind.PAID: claim.pk, EntryKind.ADVANCED: advance.pk}
        self._keys = count(1)
        self.first = self(EntryKind.VOTED, 1000)
        self(EntryKind.AUTHORISED, 900)

    def __call__(self, kind, amount, *, key=None, viewer=JOB, on=ON, **more):
        new = {"agreement_id": self.agreement.pk, "counterparty": "Réseau fictif du Bâtiment"}
        return post_entry(
            viewer,
            envelope_id=self.envelope,
            kind=kind,
            amount=Decimal(amount),
            on=on,
            idempotency_key=key or f"k{next(self._keys)}",
            **{
                "evidence": "pièce fictive",
                "payable_id": self.payables.get(kind),
                **(new if kind == EntryKind.COMMITTED else {}),
                **more,
            },
        )


def entries(envelope):
    """The postings of an envelope, in order."""
    return list(Entry.objects.for_operation().filter(envelope_id=envelope).order_by("on", "pk"))
