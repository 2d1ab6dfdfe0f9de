"""Fictitious claims of the year: paid, accepted in part, waiting with its signals, and written without evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from django.db import transaction

from virage.base.viewer import Role
from virage.core.invoices import number_key, supplier_key
from virage.demo.agreements import ADVANCE, Registry
from virage.demo.cast import MINISTRY, Cast
from virage.demo.clock import at
from virage.stages.agreements.models import Agreement, Payable
from virage.stages.agreements.states import PayableKind
from virage.stages.claims.models import Claim, ClaimLine, ClaimTerms, SignalAnswer, Visit
from virage.stages.claims.states import ClaimState, SignalKind
from virage.stages.ledger.models import Entry
from virage.stages.ledger.states import EntryKind

WAITED = timedelta(days=95)
"""The claims are told once the year is old enough for them."""
HALF = Decimal("0.5")
QUOTES_FROM = Decimal(2_500)
VISITED = "Deux ateliers fictifs vus sur place; les feuilles de présence correspondent aux factures."
NEED = "Salaires fictifs des prochains mois"


class Books(Protocol):
    """Where entries wait to be posted."""

    def follow(
        self, kind: EntryKind, amount: Decimal, on: date, evidence: str, first: Entry, **more: object
    ) -> Entry: ...

    def post(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """A fictitious invoice: dollars claimed, dollars accepted, and why less."""

    supplier: str
    number: str
    amount: int
    category: str
    day: int
    accepted: int | None = None
    why: str = ""


PAID = (
    Bill(supplier="Formations fictives inc.", number="F-101", amount=2400, category="training", day=20, accepted=2400),
    Bill(supplier="Conseil fictif ltée", number="2026-07", amount=1600, category="consultant", day=25, accepted=1600),
)
REDUCED = (
    Bill(supplier="Formations fictives inc.", number="F-118", amount=3000, category="training", day=15, accepted=3000),
    Bill(
        supplier="Salles fictives enr.",
        number="88",
        amount=900,
        category="consultant",
        day=18,
        accepted=600,
        why="Le repas n’est pas une dépense de l’entente : 300 $ retirés.",
    ),
)
WAITING = (
    Bill(supplier="Intégration fictive inc.", number="A-1", amount=2400, category="consultant", day=50),
    Bill(supplier="Intégration fictive inc.", number="A-2", amount=2450, category="consultant", day=58),
    Bill(supplier="Formations fictives inc.", number="F-140", amount=1200, category="training", day=60),
)
DRAFT = (Bill(supplier="Formations fictives inc.", number="F-150", amount=800, category="training", day=70),)


def tell(on: date, bound: Mapping[int, Entry], registry: Registry, cast: Cast, postings: Books) -> None:
    """Claims of the first project and of the one that holds an advance, if money was bound to both this year.

    Args:
        on: the day of the story.
        bound: the commitment of the year, by project.
        registry: the agreements.
        cast: who acts.
        postings: where the ledger is written.
    """
    part = registry.advance
    rows = [(entry, registry.agreements[project]) for project, entry in bound.items() if project in registry.agreements]
    holder = next(((entry, row) for entry, row in rows if part and row.pk == part.agreement_id), None)
    other = next(((entry, row) for entry, row in rows if holder and row.pk != holder[1].pk), None)
    if holder is None or other is None or max(holder[0].on, other[0].on) + WAITED > on:
        return
    with transaction.atomic():
        _Story(registry, cast, postings).run(holder, other)


class _Story:
    def __init__(self, registry: Registry, cast: Cast, postings: Books) -> None:
        self._registry, self._postings = registry, postings
        self._analyst = cast.by(MINISTRY, Role.ANALYST)
        self._promoters = {
            cast.organisations[short]: f"person:{person}"
            for (short, role), person in cast.people.items()
            if role == Role.PROMOTER
        }

    def run(self, holder: tuple[Entry, Agreement], other: tuple[Entry, Agreement]) -> None:
        for entry, row in (holder, other):
            ClaimTerms.objects.create(
                agreement=row, rate=HALF, holdback=Decimal("0.1"), need_months=3, quotes_from=QUOTES_FROM,
                written_at=at(entry.on, 15), written_by=self._analyst,
            )  # fmt: skip
        advance = self._advanced(*holder)
        reduced = self._claim(holder, 1, REDUCED, sent=48, need=Decimal(1500))
        self._verified(reduced, REDUCED, holder[0].on + timedelta(days=55), justifies=Decimal(1800))
        self._postings.follow(
            EntryKind.SETTLED, Decimal(1800), holder[0].on + timedelta(days=60), "Réclamation R-1 fictive", advance
        )
        waiting = self._claim(holder, 2, WAITING, sent=75)
        self._claim(other, 2, DRAFT)
        first = self._claim(other, 1, PAID, sent=50)
        due = self._verified(first, PAID, other[0].on + timedelta(days=58), held=Decimal(200))
        paid_on = other[0].on + timedelta(days=66)
        said = "Virement fictif no 12"
        self._postings.follow(EntryKind.HELD, Decimal(200), paid_on, said, other[0])
        self._postings.follow(EntryKind.PAID, Decimal(1800), paid_on, said, other[0], payable=due)
        self._postings.post()
        reduced_line = ClaimLine.objects.for_operation().filter(claim=waiting).latest("pk")
        SignalAnswer.objects.create(
            line=reduced_line, kind=SignalKind.NEAR_DUPLICATE, founded=False,
            why="Deux séances différentes, vérifiées (fictif)", at=at(paid_on, 10), by=self._analyst,
        )  # fmt: skip

        Visit.objects.create(
            agreement=holder[1], on=holder[0].on + timedelta(days=70), seen=VISITED,
            at=at(holder[0].on + timedelta(days=71), 9), by=self._analyst,
        )  # fmt: skip

    def _advanced(self, entry: Entry, row: Agreement) -> Entry:
        day = entry.on + timedelta(days=5)
        proof = {"need": NEED, "proven_need": ADVANCE}
        due = self._owe(row, ADVANCE, day, PayableKind.ADVANCE, tranche=self._registry.advance, **proof)
        said = "Avance fictive no 1"
        made = self._postings.follow(EntryKind.ADVANCED, ADVANCE, day, said, entry, payable=due, **proof)
        self._postings.post()
        return made

    def _owe(self, row: Agreement, amount: Decimal, day: date, kind: PayableKind, **more: object) -> Payable:
        return Payable.objects.create(
            agreement=row, amount=amount, kind=kind, evidence="Pièces fictives", released_on=day, made_at=at(day, 9),
            made_by=self._analyst, **more,
        )  # fmt: skip

    def _claim(
        self,
        place: tuple[Entry, Agreement],
        rank: int,
        bills: Sequence[Bill],
        *,
        sent: int = 0,
        need: Decimal | None = None,
    ) -> Claim:
        entry, row = place
        claim = Claim.objects.create(
            agreement=row, rank=rank, begins_on=entry.on, ends_on=entry.on + timedelta(days=45),
            begun_at=at(entry.on + timedelta(days=46), 9),
        )  # fmt: skip
        paper = self._registry.paper(row.promoter_id)
        ClaimLine.objects.bulk_create(
            ClaimLine(
                claim=claim, category=bill.category, supplier=bill.supplier, number=bill.number,
                supplier_key=supplier_key(bill.supplier), number_key=number_key(bill.number),
                on=entry.on + timedelta(days=bill.day), amount=Decimal(bill.amount),
                document_id=paper if sent else None,
            )
            for bill in bills
        )  # fmt: skip
        if sent:
            claim.state, claim.submitted_at = ClaimState.SUBMITTED, at(entry.on + timedelta(days=sent), 11)
            claim.submitted_by = self._promoters[row.promoter_id]
            claim.need, claim.need_words = need, NEED if need else ""
            claim.save()
        return claim

    def _verified(
        self,
        claim: Claim,
        bills: Sequence[Bill],
        day: date,
        *,
        justifies: Decimal = Decimal(0),
        held: Decimal = Decimal(0),
    ) -> Payable | None:
        lines = list(ClaimLine.objects.for_operation().filter(claim=claim).order_by("pk"))
        for line, bill in zip(lines, bills, strict=True):
            line.accepted, line.why = Decimal(bill.accepted or 0), bill.why
        ClaimLine.objects.bulk_update(lines, ["accepted", "why"])
        claim.accepted = sum((line.accepted or Decimal(0) for line in lines), Decimal(0))
        claim.share, claim.justifies, claim.held = claim.accepted * HALF, justifies, held
        owed = claim.share - justifies - held
        if owed:
            claim.payable = self._owe(claim.agreement, owed, day, PayableKind.CLAIM, reference=claim.reference)
        claim.state, claim.answered_at, claim.answered_by = ClaimState.VERIFIED, at(day, 14), self._analyst
        claim.save()
        return claim.payable
