"""Claims as a page shows them: the list, one of them, what may still be claimed, what waits to be paid."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, When

from virage.base.library import library
from virage.base.paging import EVERY
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.core.claims import Due, due, objections
from virage.core.words import Words
from virage.stages.agreements.models import Agreement, Payable
from virage.stages.agreements.states import AgreementState
from virage.stages.claims.models import Claim, ClaimLine, Visit
from virage.stages.claims.policies import can_claim, can_verify
from virage.stages.claims.queries.advances import unjustified
from virage.stages.claims.queries.signals import Seen, signals_of
from virage.stages.claims.queries.terms import rules
from virage.stages.claims.states import OPEN, ClaimState
from virage.stages.documents.queries import FileLine, file_lines
from virage.stages.ledger.models import Entry

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """One claim in a list; amounts in dollars. ``paid`` is what the ledger says has left, holdback included."""

    id: int
    reference: str
    agreement: str
    project: str
    promoter: str
    state: ClaimState
    state_words: str
    begins_on: date
    ends_on: date
    submitted_at: datetime | None
    lines: int
    amount: Decimal
    accepted: Decimal | None
    share: Decimal | None
    justifies: Decimal
    held: Decimal
    payable: Decimal
    paid: Decimal
    signals: int
    why: str

    @property
    def to_pay(self) -> Decimal:
        """What is owed and not paid."""
        return self.payable - self.paid


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One invoice: as claimed, what the terms object, what was decided; signals for the ministry alone."""

    id: int
    category: str
    category_words: str
    supplier: str
    number: str
    on: date
    what: str
    amount: Decimal
    file: FileLine | None
    accepted: Decimal | None
    why: str
    objections: tuple[str, ...]
    signals: tuple[Seen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """A field visit."""

    on: date
    seen: str
    file: FileLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSheet:
    """One claim, whole. ``preview`` is what it becomes if every eligible line is accepted."""

    card: ClaimCard
    agreement_id: int
    rate: Decimal
    holdback: Decimal
    need: Decimal | None
    need_words: str
    need_months: int
    lines: tuple[LineRow, ...]
    visits: tuple[VisitLine, ...]
    preview: Due
    categories: tuple[str, ...]
    may_write: bool
    may_verify: bool
    may_pay: bool
    releasable: bool

    @property
    def lacking(self) -> int:
        """Invoices without their evidence: the claim is not sent while there is one."""
        return sum(line.file is None for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimable:
    """An agreement of the viewer's body, under which something may be claimed."""

    id: int
    reference: str
    project: str
    promoter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What waits to be verified, the oldest first, and what was answered, the latest first."""

    waiting: tuple[ClaimCard, ...]
    answered: tuple[ClaimCard, ...]


def claims(viewer: Viewer, *, rows: slice = EVERY) -> tuple[ClaimCard, ...]:
    """Claims, the oldest waiting first, then the latest. Seven queries at most, however many."""
    waits = Q(state=ClaimState.SUBMITTED)
    turn, oldest = Case(When(waits, then=0), default=1), Case(When(waits, then="submitted_at"))
    wanted = _seen(viewer).order_by(turn, oldest, F("submitted_at").desc(nulls_last=True), "pk").values("pk")[rows]
    return _cards(viewer, Q(pk__in=wanted))


def queue(viewer: Viewer, *, rows: slice) -> Queue:
    """One page of both lists. Seven queries at most, however many."""
    seen = _seen(viewer)
    waiting = seen.filter(state=ClaimState.SUBMITTED).order_by("submitted_at", "pk").values("pk")[rows]
    others = seen.exclude(state=ClaimState.SUBMITTED).order_by(F("submitted_at").desc(nulls_last=True), "pk")
    cards = _cards(viewer, Q(pk__in=waiting) | Q(pk__in=others.values("pk")[rows]))
    return Queue(
        waiting=tuple(one for one in cards if one.state == ClaimState.SUBMITTED),
        answered=tuple(one for one in cards if one.state != ClaimState.SUBMITTED),
    )


def claim_counts(viewer: Viewer) -> Mapping[str, int]:
    """How many there are, state by state. One query."""
    return dict(_seen(viewer).order_by().values_list("state").annotate(Count("pk")))


def _cards(viewer: Viewer, wanted: Q) -> tuple[ClaimCard, ...]:
    shown = list(_rows(viewer).filter(wanted))
    waiting = [row.pk for row in shown if row.state == ClaimState.SUBMITTED]
    lines = list(_lines(viewer).filter(claim__in=waiting)) if waiting and _reads_signals(viewer) else []
    seen = signals_of(lines, language=viewer.language)
    count: dict[int, int] = {}
    for line in lines:
        count[line.claim_id] = count.get(line.claim_id, 0) + len(seen.get(line.pk, ()))
    paid = _paid(shown)
    cards = [_card(row, paid, count.get(row.pk, 0)) for row in shown]
    return tuple(sorted(cards, key=lambda one: (one.state != ClaimState.SUBMITTED, _rank(one), one.id)))


def claim(viewer: Viewer, *, claim_id: int) -> ClaimSheet | None:
    """One claim; None for whoever may not see it."""
    row = _rows(viewer).filter(pk=claim_id).first()
    if row is None:
        return None
    terms = row.agreement.claim_terms
    told = rules(terms, row.agreement)
    lines = list(_lines(viewer).filter(claim=row).order_by("on", "pk"))
    seen = signals_of(lines, language=viewer.language) if _reads_signals(viewer) else {}
    files = file_lines([line.document_id for line in lines])
    shown = tuple(_line(line, files, objections(category=line.category, on=line.on, terms=told), seen, viewer)
                  for line in lines)  # fmt: skip
    eligible = [one.amount for one in shown if not one.objections]
    funds = row.agreement.project.initiative.ministry_id in viewer.organisations(Role.FINANCE)
    card = _card(row, _paid([row]), sum(len(one) for one in seen.values()))
    booked = Entry.objects.for_operation().filter(idempotency_key__startswith=f"claim-{row.pk}:").exists()
    owed = card.to_pay > 0 or (row.state == ClaimState.VERIFIED and bool(card.share) and not booked)
    return ClaimSheet(
        card=card,
        agreement_id=row.agreement_id,
        rate=terms.rate,
        holdback=terms.holdback,
        need=row.need,
        need_words=row.need_words,
        need_months=terms.need_months,
        lines=shown,
        visits=visits(viewer, agreement_id=row.agreement_id),
        preview=due(eligible, terms=told, unjustified=unjustified(row.agreement_id)),
        categories=tuple(terms.categories),
        may_write=row.state in OPEN and can_claim(viewer, row.agreement),
        may_verify=row.state == ClaimState.SUBMITTED and can_verify(viewer, row.agreement),
        may_pay=owed and funds,
        releasable=bool(row.held) and row.released_id is None and can_verify(viewer, row.agreement),
    )


def claimable(viewer: Viewer, *, terms: bool) -> tuple[Claimable, ...]:
    """Signed agreements of the viewer's body, or of its ministry, that say what they pay, or do not yet. One query."""
    rows = _signed(viewer).filter(claim_terms__isnull=not terms)
    found = rows.select_related("project", "promoter").order_by("pk")
    return tuple(
        Claimable(
            id=row.pk,
            reference=row.reference,
            project=row.project.name,
            promoter=row.promoter.name,
        )
        for row in found
    )


def may_claim_under(viewer: Viewer, *, agreement_id: int) -> bool:
    """Whether the viewer's body, or its ministry, may claim or be claimed under an agreement. One query."""
    return _signed(viewer).filter(pk=agreement_id).exists()


def visits(viewer: Viewer, *, agreement_id: int) -> tuple[VisitLine, ...]:
    """The field visits of an agreement, latest first. Two queries at most."""
    rows = list(Visit.objects.visible_to(viewer).filter(agreement=agreement_id).order_by("-on", "-pk"))
    files = file_lines([row.document_id for row in rows]) if rows else {}
    return tuple(VisitLine(on=row.on, seen=row.seen, file=files.get(row.document_id or 0)) for row in rows)


def visit_paper(viewer: Viewer, *, agreement_id: int, document_id: int) -> FileLine | None:
    """The report of a visit; None for whoever may not see the agreement's visits."""
    rows = Visit.objects.visible_to(viewer).filter(agreement=agreement_id, document_id=document_id)
    return file_lines([document_id]).get(document_id) if rows.exists() else None


def claim_paper(viewer: Viewer, *, claim_id: int, document_id: int) -> FileLine | None:
    """The evidence of a line, or the report of a visit of its agreement; None for whoever may not see the claim."""
    row = Claim.objects.visible_to(viewer).filter(pk=claim_id).first()
    if row is None:
        return None
    shown = ClaimLine.objects.visible_to(viewer).filter(claim=row, document_id=document_id)
    if shown.exists():
        return file_lines([document_id]).get(document_id)
    return visit_paper(viewer, agreement_id=row.agreement_id, document_id=document_id)


def _signed(viewer: Viewer) -> QuerySet[Agreement, Agreement]:
    mine = Q(promoter_id__in=viewer.organisations(Role.PROMOTER))
    ours = Q(project__initiative__ministry_id__in=viewer.organisations(Role.ANALYST, Role.DIRECTOR))
    return Agreement.objects.visible_to(viewer).filter(mine | ours, state=AgreementState.SIGNED, number=0)


def _seen(viewer: Viewer) -> QuerySet[Claim, Claim]:
    rows = Claim.objects.visible_to(viewer)
    return rows if viewer.job or viewer.has(Role.PROMOTER) else rows.exclude(state=ClaimState.DRAFT)


def _rows(viewer: Viewer) -> QuerySet[Claim, Claim]:
    lines = ClaimLine.objects.for_operation().filter(claim=OuterRef("pk")).order_by().values("claim")
    told = {"n": Count("pk"), "amount": Sum("amount")}
    sums = {name: Subquery(lines.annotate(said=said).values("said")) for name, said in told.items()}
    around = ("agreement__project__initiative", "agreement__promoter", "agreement__claim_terms", "payable", "released")
    return _seen(viewer).select_related(*around).annotate(**sums)


def _lines(viewer: Viewer) -> QuerySet[ClaimLine, ClaimLine]:
    return ClaimLine.objects.visible_to(viewer).select_related(
        "claim__agreement__promoter", "claim__agreement__claim_terms"
    )


def _reads_signals(viewer: Viewer) -> bool:
    return bool(viewer.job) or viewer.has(*MINISTRY, Role.AUDITOR)


def _paid(rows: Collection[Claim]) -> Mapping[int, Decimal]:
    """What left for each payable: its promoter may know, who does not read the ledger."""
    numbers = {number for row in rows for number in (row.payable_id, row.released_id) if number}
    if not numbers:
        return {}
    entries = Entry.objects.for_operation().filter(payable_id__in=numbers).order_by()
    return dict(entries.values_list("payable_id").annotate(Sum("amount")))


def _rank(one: ClaimCard) -> float:
    at = one.submitted_at.timestamp() if one.submitted_at else 0
    return at if one.state == ClaimState.SUBMITTED else -at


def _card(row: Claim, paid: Mapping[int, Decimal], signals: int) -> ClaimCard:
    owed: list[Payable] = [one for one in (row.payable, row.released) if one]
    return ClaimCard(
        id=row.pk,
        reference=row.reference,
        agreement=row.agreement.reference,
        project=row.agreement.project.name,
        promoter=row.agreement.promoter.name,
        state=ClaimState(row.state),
        state_words=row.get_state_display(),
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        submitted_at=row.submitted_at,
        lines=row.n,  # type: ignore[attr-defined] # annotated
        amount=row.amount or ZERO,  # type: ignore[attr-defined] # annotated
        accepted=row.accepted,
        share=row.share,
        justifies=row.justifies or ZERO,
        held=row.held or ZERO,
        payable=sum((one.amount for one in owed), ZERO),
        paid=sum((paid.get(one.pk, ZERO) for one in owed), ZERO),
        signals=signals,
        why=row.why,
    )


def _line(
    line: ClaimLine,
    files: Mapping[int, FileLine],
    against: Collection[Words],
    seen: Mapping[int, tuple[Seen, ...]],
    viewer: Viewer,
) -> LineRow:
    category = library().expense_categories.get(line.category)
    return LineRow(
        id=line.pk,
        category=line.category,
        category_words=category.label.words.say(viewer.language) if category else line.category,
        supplier=line.supplier,
        number=line.number,
        on=line.on,
        what=line.what,
        amount=line.amount,
        file=files.get(line.document_id or 0),
        accepted=line.accepted,
        why=line.why,
        objections=tuple(one.say(viewer.language) for one in against),
        signals=seen.get(line.pk, ()),
    )
