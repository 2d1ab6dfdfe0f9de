"""A claim from the draft to the payment, each step by whom it belongs to."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from tests.cast import JOB
from tests.papers import paper
from tests.promise import signed, with_advance
from tests.thread import project
from virage.base.viewer import Role
from virage.stages.claims.operations import (
    Decision,
    InvoiceWords,
    TermsWords,
    add_invoice,
    begin_claim,
    pay_claim,
    submit_claim,
    verify_claim,
    write_claim_terms,
)
from virage.stages.ledger.operations import open_envelope, post_entry
from virage.stages.ledger.states import EntryKind
from virage.stages.programme.models import Initiative


def invoice(number="F-1", amount=1000, **changes):
    told = {"category": "training", "supplier": "Formations fictives inc.", "on": timezone.localdate()}
    return InvoiceWords(number=number, amount=Decimal(amount), **{**told, **changes})


class Claiming:
    """One signed agreement that pays half of training, keeps a tenth back, and 50 000 $ committed to it."""

    def __init__(self, cast, *, advance=0, **terms):
        self.today = timezone.localdate()
        self.promoter, self.analyst = cast.viewer(Role.PROMOTER), cast.viewer(Role.ANALYST)
        self.finance, self.project = cast.viewer(Role.FINANCE), project(cast)
        if advance:
            self.agreement, self.due = with_advance(self.project, amount=Decimal(advance), ends_on=date(2060, 3, 31))
        else:
            self.agreement = signed(self.project, ends_on=date(2060, 3, 31))
        self.envelope = open_envelope(JOB, initiative_id=Initiative.objects.get().pk, name="Enveloppe fictive")
        told = {"amount": Decimal(50_000), "on": self.today, "evidence": "fictif"}
        for kind in (EntryKind.VOTED, EntryKind.AUTHORISED):
            post_entry(JOB, envelope_id=self.envelope, kind=kind, idempotency_key=f"c-{kind}", **told)
        first = {"kind": EntryKind.COMMITTED, "agreement_id": self.agreement.pk, "idempotency_key": "c", **told}
        self.bound = post_entry(JOB, envelope_id=self.envelope, **first)
        words = {"rate": Decimal("0.5"), "holdback": Decimal("0.1"), "need_months": 3, "categories": ("training",)}
        write_claim_terms(self.analyst, agreement_id=self.agreement.pk, words=TermsWords(**{**words, **terms}))
        if advance:
            self.advanced = post_entry(
                JOB, envelope_id=self.envelope, kind=EntryKind.ADVANCED, amount=Decimal(advance), on=self.today,
                evidence="fictif", idempotency_key="a", about_id=self.bound, payable_id=self.due.pk,
                need="salaires fictifs", proven_need=Decimal(advance),
            )  # fmt: skip

    def begun(self, *invoices, evidence=True):
        period = {"begins_on": date(2026, 4, 1), "ends_on": self.today}
        number = begin_claim(self.promoter, agreement_id=self.agreement.pk, **period)
        file = {"file": paper()} if evidence else {}
        self.lines = [add_invoice(self.promoter, claim_id=number, invoice=one, **file) for one in invoices]
        return number

    def submitted(self, *invoices, **need):
        number = self.begun(*(invoices or (invoice(),)))
        submit_claim(self.promoter, claim_id=number, **need)
        return number

    def verified(self, *accepted, claim=None, **need):
        number = claim or self.submitted(**need)
        said = accepted or ("1000",) * len(self.lines)
        told = {
            line: Decision(accepted=Decimal(amount), why="" if Decimal(amount) == 1000 else "Taxes non admissibles")
            for line, amount in zip(self.lines, said, strict=True)
        }
        verify_claim(self.analyst, claim_id=number, decisions=told)
        return number

    def pay(self, claim, viewer=None, **more):
        told = {"on": self.today, "evidence": "virement fictif", "need": "dépenses faites", **more}
        pay_claim(viewer or self.finance, claim_id=claim, **told)
