"""The fictitious agreements: what each project was promised, on which authority, and what it hands in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from django.db.models import F

from virage.base.library import library
from virage.base.viewer import Role
from virage.core.approvals import Step, in_force
from virage.demo.cast import JOB, MINISTRY, ORGANISATIONS, PARTNER, PEOPLE, SECOND, Cast
from virage.demo.clock import at
from virage.demo.papers import paper
from virage.demo.portfolio import Announced
from virage.demo.trail import Trail
from virage.stages.agreements.models import (
    Agreement,
    AnalysisLine,
    Approval,
    Contribution,
    Deliverable,
    Deposit,
    Payable,
    Signature,
    Tranche,
)
from virage.stages.agreements.states import AgreementState, DeliverableKind, PayableKind, Route, Side
from virage.stages.documents.operations import attach_document

OFF_PROGRAMME = 9
"""The pilot, which no norm covered yet; projects in the order of their announcement."""
LATE = 3
"""The project whose last progress report never came: its next payment waits."""
DELEGATED = (6, 7)
ADVANCED = 1
"""The project that was given an advance."""
ADVANCE = Decimal(6_000)
STEP = Decimal(50_000)
BESIDE = ((Decimal("0.30"), "in_kind", "private"), (Decimal("0.25"), "cash", "private"))
"""What the promoter and the enterprises bring, as a share of the initiative's."""
PUBLIC_BESIDE = Decimal("0.15")
SCORES = (82, 76, 71, 88)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A tranche to come: ``amount`` dollars of a year, due on a day."""

    year: int
    amount: Decimal
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What the story promises a project: its parts, in order, and what was bound to it in all, in dollars."""

    project: Announced
    rank: int
    parts: Sequence[Part]
    bound: Decimal
    reports: Sequence[tuple[DeliverableKind, str, date]]
    missing: date | None
    """The day of the report that never came, if one did not."""
    second: Sequence[Part] = ()
    """What another ministry promises beside, from its own credits."""

    @property
    def signed_on(self) -> date:
        """A few days before the first money is bound."""
        return self.project.announced_on

    @property
    def share(self) -> Decimal:
        """What the initiative promises: rounded up."""
        return (self.bound / STEP).to_integral_value(ROUND_CEILING) * STEP

    @property
    def second_share(self) -> Decimal:
        """What the other ministry promises."""
        return sum((part.amount for part in self.second), Decimal(0))

    @property
    def reference(self) -> str:
        return f"Entente fictive no {self.rank + 1}"


class Registry:
    """The agreements of the story, in the database."""

    def __init__(self, cast: Cast, trail: Trail) -> None:
        self._cast, self._trail = cast, trail
        self._ministry = cast.organisations[MINISTRY]
        self._papers: dict[int, int] = {}
        self._parts: dict[tuple[int, date], Tranche] = {}
        self.agreements: Mapping[int, Agreement] = {}
        self.advance: Tranche | None = None

    def write(self, promises: Sequence[Promise], on: date) -> None:
        """Draft, submit, approve, sign; then what was handed in."""
        rows = Agreement.objects.bulk_create([self._draft(each) for each in promises])
        self.agreements = {row.project_id: row for row in rows}
        self._terms(promises)
        numbers = [row.pk for row in rows]
        moving = Agreement.objects.for_operation().filter(pk__in=numbers)
        moving.update(state=AgreementState.SUBMITTED, turn=F("turn") + 1)
        Approval.objects.bulk_create([given for each in promises for given in self._approvals(each)])
        moving.update(state=AgreementState.APPROVED)
        Signature.objects.bulk_create([one for each in promises for one in self._signatures(each)])
        moving.update(state=AgreementState.SIGNED, signed_on=F("begins_on"))
        self._handed_in(promises, on)
        for each in promises:
            self._told(each)

    def _told(self, each: Promise) -> None:
        """The lines of the trail of one agreement."""
        analyst, finance = self._cast.by(MINISTRY, Role.ANALYST), self._cast.by(MINISTRY, Role.FINANCE)
        row = self.agreements[each.project.id]
        thing = ("agreement", row.pk, self._ministry)
        self._trail.add(row.drafted_at, analyst, "agreement.drafted", *thing, number=0)
        self._trail.add(at(each.signed_on - timedelta(days=30), 10), analyst, "agreement.submitted", *thing)
        for given in self._approvals(each):
            if given.given_at:
                self._trail.add(given.given_at, given.given_by, "agreement.approved", *thing, step=given.step)
        self._trail.add(at(each.signed_on, 11), finance, "agreement.signed", *thing)

    def told_owed(self, payables: Sequence[Payable]) -> None:
        """The lines of the trail of what was found owed, once it has its numbers."""
        for due in payables:
            self._trail.add(due.made_at, due.made_by, "payable.released", "payable", due.pk, self._ministry)

    def begin_next(self, before: Promise, on: date) -> None:
        """Two agreements that are not signed: a next phase to approve, an amendment still written."""
        first, by = self.agreements[before.project.id], self._cast.by(MINISTRY, Role.ANALYST)
        told = {"drafted_by": by, "drafted_at": at(on - timedelta(days=8), 10), "route": Route.NORM}
        told |= {"project_id": first.project_id, "promoter_id": first.promoter_id}
        told |= {"authorisation": "Norme fictive no 1", "begins_on": on, "ends_on": on + timedelta(days=730)}
        phase, amendment = Agreement.objects.bulk_create(
            [
                Agreement(
                    reference=f"{first.reference}, phase 2", previous=first, purpose="Phase suivante fictive", **told
                ),
                Agreement(
                    reference=first.reference, number=1, amends=first, purpose="Avenant fictif : six régions", **told
                ),
            ]
        )
        own = {"funder_id": self._ministry, "kind": "cash", "nature": "public", "own": True}
        Contribution.objects.bulk_create(
            Contribution(agreement=row, amount=amount, **own) for row, amount in ((phase, STEP * 8), (amendment, STEP))
        )
        beside = {"funder_id": self._cast.organisations[PARTNER], "kind": "cash", "nature": "public"}
        Contribution.objects.create(agreement=phase, amount=STEP * 8 * PUBLIC_BESIDE, **beside)
        AnalysisLine.objects.bulk_create(
            AnalysisLine(agreement=row, criterion=name)
            for row in (phase, amendment)
            for name in library().approvals.criteria
        )
        kind, day = DeliverableKind.PROGRESS, on + timedelta(days=180)
        Deliverable.objects.create(agreement=phase, kind=kind, title="Rapport d’étape fictif", due_on=day)
        Agreement.objects.for_operation().filter(pk=phase.pk).update(state=AgreementState.SUBMITTED, turn=1)
        table = in_force(library().approvals.tables, on)
        steps = table.chain(route=Route.NORM, amount=STEP * 8) if table else ()
        asked = {
            "turn": 1,
            "table": table.id if table else "",
            "asked_by": by,
            "asked_at": at(on - timedelta(days=2), 9),
        }
        Approval.objects.bulk_create(
            Approval(agreement=phase, rank=rank, step=step.id, **asked) for rank, step in enumerate(steps, 1)
        )

    def release(self, project: int, day: date, amount: Decimal) -> Payable:
        """What the ledger may pay on that day: the tranche that is due."""
        row, by = self.agreements[project], self._cast.by(MINISTRY, Role.ANALYST)
        return Payable(
            agreement=row,
            kind=PayableKind.TRANCHE,
            tranche=self._parts[project, day],
            amount=amount,
            evidence="Échéance fictive atteinte",
            released_on=day,
            made_at=at(day, 9),
            made_by=by,
        )

    def _draft(self, each: Promise) -> Agreement:
        route = Route.OFF_PROGRAMME if each.rank == OFF_PROGRAMME else Route.NORM
        route = Route.DELEGATION if each.rank in DELEGATED else route
        named = {
            Route.NORM: "Norme fictive no 1",
            Route.DELEGATION: "Délégation fictive no 1",
            Route.OFF_PROGRAMME: "Décret fictif no 1",
        }
        return Agreement(
            project_id=each.project.id,
            promoter_id=self._cast.organisations[each.project.promoter],
            reference=each.reference,
            purpose=f"Réalisation du projet fictif « {each.project.name} »",
            route=route,
            authorisation=named[route],
            begins_on=each.signed_on,
            ends_on=date(max(part.year for part in each.parts) + 2, 3, 31),
            announced_on=each.project.announced_on,
            drafted_by=self._cast.by(MINISTRY, Role.ANALYST),
            drafted_at=at(each.signed_on - timedelta(days=40), 10),
        )

    def _terms(self, promises: Sequence[Promise]) -> None:
        analysed = self.paper(self._ministry)
        Contribution.objects.bulk_create([one for each in promises for one in self._contributions(each)])
        AnalysisLine.objects.bulk_create(
            AnalysisLine(
                agreement=self.agreements[each.project.id],
                criterion=name,
                score=score,
                reason="Raison fictive : le dossier de démonstration répond à la question.",
                document_id=analysed,
            )
            for each in promises
            for name, score in zip(library().approvals.criteria, SCORES, strict=False)
        )
        Deliverable.objects.bulk_create([one for each in promises for one in self._deliverables(each)])
        parts = [(each.project.id, part) for each in promises for part in (*each.parts, *each.second)]
        rows = Tranche.objects.bulk_create(
            Tranche(agreement=self.agreements[project], amount=part.amount, fiscal_year=part.year, due_on=part.due_on)
            for project, part in parts
        )
        self._parts = {(project, part.due_on): row for (project, part), row in zip(parts, rows, strict=True)}
        for each in promises:
            if each.rank == ADVANCED:
                self.advance = Tranche.objects.create(
                    agreement=self.agreements[each.project.id],
                    amount=ADVANCE,
                    fiscal_year=each.parts[-1].year,
                    condition="Besoin de liquidités démontré (fictif)",
                    advance=True,
                    proven_need=ADVANCE,
                )

    def _contributions(self, each: Promise) -> list[Contribution]:
        row, share = self.agreements[each.project.id], each.share
        own = Contribution(
            agreement=row, funder_id=self._ministry, kind="cash", nature="public", amount=share, own=True
        )
        names = (ORGANISATIONS[each.project.promoter][0], "Entreprises participantes (fictives)")
        others = [
            Contribution(agreement=row, funder_name=name, kind=kind, nature=nature, amount=share * part)
            for name, (part, kind, nature) in zip(names, BESIDE, strict=True)
        ]
        partner = self._cast.organisations[PARTNER]
        public = Contribution(
            agreement=row, funder_id=partner, kind="cash", nature="public", amount=share * PUBLIC_BESIDE
        )
        second = Contribution(
            agreement=row,
            funder_id=self._cast.organisations[SECOND],
            kind="cash",
            nature="public",
            amount=each.second_share,
            own=True,
        )
        beside = [second] if each.second else []
        return [own, *beside, *others, public] if each.rank % 2 else [own, *beside, *others]

    def _approvals(self, each: Promise) -> list[Approval]:
        row = self.agreements[each.project.id]
        table = in_force(library().approvals.tables, each.signed_on)
        asked, given = each.signed_on - timedelta(days=30), each.signed_on - timedelta(days=10)

        def approval(rank: int, step: Step) -> Approval:
            return Approval(
                agreement=row,
                turn=1,
                rank=rank,
                table=table.id if table else "",
                step=step.id,
                asked_by=self._cast.by(MINISTRY, Role.ANALYST),
                asked_at=at(asked, 10),
                given_on=given,
                given_by=self._cast.by(MINISTRY, Role(step.role)),
                given_at=at(given, 14, rank),
                act="Décret fictif no 1" if step.act else "",
            )

        steps = table.chain(route=row.route, amount=each.share + each.second_share) if table else ()
        return [approval(rank, step) for rank, step in enumerate(steps, 1)]

    def _signatures(self, each: Promise) -> list[Signature]:
        named = {(organisation, role): name for name, organisation, role in PEOPLE}
        signs = {
            Side.PROMOTER: (named[each.project.promoter, Role.PROMOTER], "Direction de l’organisme"),
            Side.MINISTRY: (named[MINISTRY, Role.DIRECTOR], "Direction du programme"),
        }
        return [
            Signature(
                agreement=self.agreements[each.project.id],
                side=side,
                name=name,
                title=title,
                signed_on=each.signed_on,
                recorded_at=at(each.signed_on, 11),
                recorded_by=self._cast.by(MINISTRY, Role.FINANCE),
            )
            for side, (name, title) in signs.items()
        ]

    def _deliverables(self, each: Promise) -> list[Deliverable]:
        row = self.agreements[each.project.id]
        return [Deliverable(agreement=row, kind=kind, title=title, due_on=day) for kind, title, day in each.reports]

    def _handed_in(self, promises: Sequence[Promise], on: date) -> None:
        told = {self.agreements[each.project.id].pk: each for each in promises}
        owed = Deliverable.objects.for_operation().filter(agreement_id__in=told)
        handed = Deposit.objects.bulk_create(
            self._deposit(one, told[one.agreement_id])
            for one in owed.order_by("pk")
            if one.due_on <= on and one.due_on != told[one.agreement_id].missing
        )
        for each in handed:
            number = each.deliverable.agreement_id
            thing = ("agreement", number, self._cast.organisations[told[number].project.promoter])
            self._trail.add(each.at, each.by, "deliverable.handed_in", *thing, deposit=each.pk)
            answered, thing = at(each.deliverable.due_on, 10), ("agreement", number, self._ministry)
            self._trail.add(answered, each.answered_by, "deliverable.accepted", *thing, deposit=each.pk)

    def _deposit(self, one: Deliverable, each: Promise) -> Deposit:
        promoter, came = self._cast.organisations[each.project.promoter], one.due_on - timedelta(days=3)
        return Deposit(
            deliverable=one,
            document_id=self.paper(promoter),
            received_on=came,
            at=at(came, 15),
            by=self._cast.by(each.project.promoter, Role.PROMOTER),
            accepted=True,
            answered_on=one.due_on,
            answered_by=self._cast.by(MINISTRY, Role.ANALYST),
        )

    def paper(self, organisation: int) -> int:
        """One document of an organisation, shown as often as the story needs."""
        if organisation not in self._papers:
            self._papers[organisation] = attach_document(JOB, file=paper(), organisation_id=organisation)
        return self._papers[organisation]
