"""The trial of « Vitrines partagées »: drafted from the chosen proposal, signed, amended once, its next phase begun."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from virage.base.library import library
from virage.base.viewer import Membership, Role, Viewer
from virage.core.approvals import in_force
from virage.core.periods import fiscal_year
from virage.demo.cast import JOB, MINISTRY, ORGANISATIONS, PEOPLE, Cast
from virage.demo.clock import at
from virage.demo.papers import paper
from virage.demo.postings import Postings
from virage.demo.trail import Trail
from virage.stages.agreements.models import (
    Agreement,
    AnalysisLine,
    Approval,
    Contribution,
    Deliverable,
    Signature,
    Tranche,
)
from virage.stages.agreements.operations import (
    AgreementWords,
    change_contribution,
    draft_agreement,
    draft_amendment,
    draft_from_proposal,
)
from virage.stages.agreements.states import AgreementState, DeliverableKind, Route, Side
from virage.stages.calls.models import Proposal
from virage.stages.documents.operations import attach_document
from virage.stages.ledger.models import Envelope
from virage.stages.ledger.states import EntryKind

PROMOTER, TITLE, REFERENCE = "comptoir", "Vitrines partagées", "Entente fictive no 11"
FIRST, LAST, LESS = Decimal(8_000), Decimal(12_000), Decimal(8_000)
"""The two tranches, and what the amendment leaves of the last."""
NEXT, SCORE = Decimal(60_000), 79
WHY = "Un des trois commerces se retire (fictif)."


def write(on: date, cast: Cast, trail: Trail) -> None:
    """Drafted through the operations; then rows, so that each act has the day of the story."""
    proposal = Proposal.objects.for_operation().select_related("call", "promoter").get(title=TITLE)
    document = attach_document(JOB, file=paper(), organisation_id=cast.organisations[MINISTRY])
    _Trial(on, cast, trail, document).tell(proposal)


@dataclass(frozen=True, slots=True)
class _Trial:
    on: date
    cast: Cast
    trail: Trail
    document: int
    """What every criterion of the analysis rests on."""

    def tell(self, proposal: Proposal) -> None:
        """Agreement, amendment, next phase."""
        analyst, begins = self._analyst(), max(self.on - timedelta(days=60), date(fiscal_year(self.on), 4, 1))
        ends = begins + timedelta(days=364)
        words = _words("Essai fictif d’une vitrine commune dans trois commerces", begins, ends)
        first = draft_from_proposal(analyst, proposal_id=proposal.pk, reference=REFERENCE, words=words)
        last = self._terms(first, begins)
        self._sign(first, begins, FIRST + LAST)
        self._commit(proposal, first, begins)

        later = ends + timedelta(days=31)
        words = _words("Avenant fictif : deux commerces", begins, later)
        amendment = draft_amendment(analyst, agreement_id=first, words=words)
        own = Contribution.objects.for_operation().select_related("agreement").get(agreement=first, own=True)
        change_contribution(analyst, agreement_id=amendment, changed_id=own.pk, amount=FIRST + LESS, why=WHY)
        self._change(amendment, last, Deliverable.objects.for_operation().get(agreement=first, due_on=ends), later)
        self._sign(amendment, self.on, FIRST + LESS)

        words = _words("Phase suivante fictive, si l’essai réussit", later, later + timedelta(days=365))
        told = {"project_id": own.agreement.project_id, "previous_id": first}
        phase = draft_agreement(analyst, reference=f"{REFERENCE}, phase 2", words=words, **told)
        giver = self.cast.organisations[MINISTRY]
        Contribution.objects.create(
            agreement_id=phase, amount=NEXT, own=True, funder_id=giver, kind="cash", nature="public"
        )
        Agreement.objects.for_operation().filter(pk=phase).update(drafted_at=at(self.on, 9))

    def _terms(self, number: int, begins: date) -> Tranche:
        """What is paid when, and a report that comes soon; returns the last tranche."""
        year = fiscal_year(self.on)
        last = Tranche(agreement_id=number, amount=LAST, fiscal_year=year + 1, condition="Rapport d’étape accepté")
        now = Tranche(agreement_id=number, amount=FIRST, fiscal_year=year, due_on=begins)
        Tranche.objects.bulk_create([now, last])
        told = {"kind": DeliverableKind.PROGRESS, "title": "Rapport d’étape fictif"}
        Deliverable.objects.create(agreement_id=number, due_on=self.on + timedelta(days=25), **told)
        return last

    def _change(self, number: int, last: Tranche, report: Deliverable, later: date) -> None:
        """Less in the last tranche, and another day for the final report."""
        kept = {"agreement_id": number, "why": WHY}
        Tranche.objects.create(
            changed=last, amount=LESS, fiscal_year=last.fiscal_year, condition=last.condition, **kept
        )
        Deliverable.objects.create(changed=report, kind=report.kind, title=report.title, due_on=later, **kept)

    def _sign(self, number: int, day: date, promised: Decimal) -> None:
        """Analysed, submitted, approved and signed, up to a day."""
        rows = Agreement.objects.for_operation().filter(pk=number)
        lines = AnalysisLine.objects.for_operation().filter(agreement=number)
        lines.update(score=SCORE, reason="Raison fictive : un essai court et mesuré.", document=self.document)
        drafted, asked, given = (day - timedelta(days=days) for days in (20, 15, 5))
        rows.update(state=AgreementState.SUBMITTED, turn=1, drafted_at=at(drafted, 10))
        table = in_force(library().approvals.tables, day)
        steps = table.chain(route=Route.NORM, amount=promised) if table else ()
        analyst = self.cast.by(MINISTRY, Role.ANALYST)
        asking = {"table": table.id if table else "", "asked_by": analyst, "asked_at": at(asked, 10)}
        approvals = Approval.objects.bulk_create(
            Approval(
                agreement_id=number,
                turn=1,
                rank=rank,
                step=step.id,
                given_on=given,
                given_by=self.cast.by(MINISTRY, Role(step.role)),
                given_at=at(given, 14, rank),
                **asking,
            )
            for rank, step in enumerate(steps, 1)
        )
        rows.update(state=AgreementState.APPROVED)
        finance = self.cast.by(MINISTRY, Role.FINANCE)
        Signature.objects.bulk_create(
            Signature(
                agreement_id=number,
                side=side,
                name=name,
                title=title,
                signed_on=day,
                recorded_at=at(day, 11),
                recorded_by=finance,
            )
            for side, (name, title) in _signs().items()
        )
        rows.update(state=AgreementState.SIGNED, signed_on=day)
        thing = ("agreement", number, self.cast.organisations[MINISTRY])
        self.trail.add(at(asked, 10), analyst, "agreement.submitted", *thing)
        for one in approvals:
            if one.given_at:
                self.trail.add(one.given_at, one.given_by, "agreement.approved", *thing, step=one.step)
        self.trail.add(at(day, 11), finance, "agreement.signed", *thing)

    def _commit(self, proposal: Proposal, number: int, day: date) -> None:
        """The money of this year."""
        house = self.cast.organisations[MINISTRY]
        envelope = Envelope.objects.for_operation().filter(initiative=proposal.call.initiative_id, funder=house)
        postings = Postings(envelope.earliest("pk").pk, self.cast, self.trail, prefix="demo-trial")
        row = Agreement.objects.for_operation().get(pk=number)
        entry = postings.add(
            EntryKind.COMMITTED,
            FIRST,
            day,
            REFERENCE,
            project_id=row.project_id,
            counterparty=ORGANISATIONS[PROMOTER][0],
        )
        entry.agreement = row
        postings.post()

    def _analyst(self) -> Viewer:
        house = self.cast.organisations[MINISTRY]
        held = Membership(role=Role.ANALYST, organisation_id=house, organisation=ORGANISATIONS[MINISTRY][0])
        return Viewer(person_id=self.cast.people[MINISTRY, Role.ANALYST], memberships=(held,), screen="demo")


def _signs() -> Mapping[Side, tuple[str, str]]:
    named = {(organisation, role): name for name, organisation, role in PEOPLE}
    return {
        Side.PROMOTER: (named[PROMOTER, Role.PROMOTER], "Direction de l’organisme"),
        Side.MINISTRY: (named[MINISTRY, Role.DIRECTOR], "Direction du programme"),
    }


def _words(purpose: str, begins: date, ends: date) -> AgreementWords:
    return AgreementWords(
        purpose=purpose, route=Route.NORM, authorisation="Norme fictive no 1", begins_on=begins, ends_on=ends
    )
