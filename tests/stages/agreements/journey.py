"""An agreement from the draft to the payment, each step by whom it belongs to."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from tests.cast import JOB
from tests.papers import paper
from tests.thread import project
from virage.base.library import library
from virage.base.viewer import Role
from virage.core.periods import fiscal_year
from virage.stages.agreements.operations import (
    AgreementWords,
    Signed,
    add_contribution,
    add_deliverable,
    add_tranche,
    analyse_criterion,
    approve_agreement,
    draft_agreement,
    submit_agreement,
)
from virage.stages.agreements.states import DeliverableKind, Nature, Route
from virage.stages.ledger.operations import open_envelope, post_entry, sign_agreement
from virage.stages.ledger.states import EntryKind
from virage.stages.programme.models import Project


def words(**changes):
    today = timezone.localdate()
    return AgreementWords(
        **{
            "purpose": "Essai fictif",
            "route": Route.NORM,
            "authorisation": "Norme fictive no 1",
            "begins_on": today,
            "ends_on": today + timedelta(days=700),
            **changes,
        }
    )


class Journey:
    """One project, its envelope with money of this year, and an agreement of 40 000 $ in two tranches."""

    def __init__(self, cast, share=40_000, **changes):
        self.cast, self.today = cast, timezone.localdate()
        self.analyst, self.finance = cast.viewer(Role.ANALYST), cast.viewer(Role.FINANCE)
        self.approver, self.director = cast.viewer(Role.APPROVER), cast.viewer(Role.DIRECTOR)
        self.promoter = cast.viewer(Role.PROMOTER)
        self.project = project(cast)
        initiative = Project.objects.for_operation().get(pk=self.project).initiative_id
        self.envelope = open_envelope(JOB, initiative_id=initiative, name="Enveloppe fictive")
        for kind in (EntryKind.VOTED, EntryKind.AUTHORISED):
            terms = {"amount": Decimal(3_000_000), "on": self.today, "evidence": "Crédits fictifs"}
            post_entry(JOB, envelope_id=self.envelope, kind=kind, idempotency_key=kind.value, **terms)
        self.id = draft_agreement(self.analyst, project_id=self.project, reference="E-1", words=words(**changes))
        self.ministry = cast.organisations["ministry"]
        add_contribution(self.analyst, agreement_id=self.id, funder_id=self.ministry, amount=Decimal(share), own=True)
        other = {"funder_name": "Entreprises fictives", "nature": Nature.PRIVATE}
        add_contribution(self.analyst, agreement_id=self.id, amount=Decimal(share), **other)
        year = fiscal_year(self.today)
        self.now, self.later = (
            add_tranche(self.analyst, agreement_id=self.id, amount=Decimal(share) / 2, fiscal_year=year, due_on=day)
            for day in (self.today, self.today + timedelta(days=60))
        )
        self.report = self.owed(self.today + timedelta(days=30))

    def owed(self, day: date):
        kind = DeliverableKind.PROGRESS
        return add_deliverable(self.analyst, agreement_id=self.id, kind=kind, title="Rapport fictif", due_on=day)

    def analyse(self, *left_out):
        for name in library().approvals.criteria:
            if name not in left_out:
                told = {"criterion": name, "score": 80, "reason": "Raison fictive", "file": paper()}
                analyse_criterion(self.analyst, agreement_id=self.id, **told)

    def submit(self):
        submit_agreement(self.analyst, agreement_id=self.id)

    def approve(self, *viewers, act=""):
        for viewer in viewers or (self.approver,):
            approve_agreement(viewer, agreement_id=self.id, on=self.today, act=act)

    def sign(self, amount=None, viewer=None, key="s"):
        who = Signed(name="Ève Fictive", title="Direction", on=self.today)
        return sign_agreement(
            viewer or self.finance,
            agreement_id=self.id,
            envelope_id=self.envelope,
            promoter=who,
            ministry=who,
            amount=Decimal(40_000) if amount is None else Decimal(amount),
            idempotency_key=key,
        )

    def signed(self):
        self.analyse()
        self.submit()
        self.approve()
        self.sign()
        return self
