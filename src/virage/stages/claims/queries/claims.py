"""Claims as a page shows them: the list, one of them, what may still be claimed, what waits to be paid."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from virage.base.library import library
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.core.claims import Due, due, objections
from virage.core.words import Words
from virage.stages.agreements.models import Agreement, Payable
from virage.stages.agreements.states import AgreementState
from virage.stages.claims.models import Claim, ClaimLine, ClaimTerms, Visit
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimable:
    """An agreement of the viewer's body, under which something may be claimed; ``terms``: what it pays is written."""

    id: int
    reference: str
    project: str
    promoter: str
    terms: bool


def claims(viewer: Viewer, *, states: Collection[str] = tuple(ClaimState)) -> tuple[ClaimCard, ...]:
    """Claims, the oldest waiting first, then the latest. At most eight queries, however many."""
    rows = list(_rows(viewer).filter(state__in=states))
    looks = _reads_signals(viewer)
    waiting = [row.pk for row in rows if row.state == ClaimState.SUBMITTED]
    seen = signals_of(list(_lines(viewer).filter(claim__in=waiting)), language=viewer.language) if looks else {}
    count: dict[int, int] = {}
    if seen:
        for number, claim_id in _lines(viewer).filter(pk__in=seen).values_list("pk", "claim_id"):
            count[claim_id] = count.get(claim_id, 0) + len(seen[number])
    paid = _paid(rows)
    cards = [_card(row, paid, count.get(row.pk, 0)) for row in rows]
    return tuple(sorted(cards, key=lambda one: (one.state != ClaimState.SUBMITTED, _rank(one))))


def claim(viewer: Viewer, *, claim_id: int) -> ClaimSheet | None:
    """One claim; None for whoever may not see it."""
    row = _rows(viewer).filter(pk=claim_id).first()
    if row is None:
        return None
    terms = ClaimTerms.objects.for_operation().get(agreement=row.agreement_id)
    told = rules(terms, row.agreement)
    lines = list(_lines(viewer).filter(claim=row).order_by("on", "pk"))
    seen = signals_of(lines, language=viewer.language) if _reads_signals(viewer) else {}
    visits = list(Visit.objects.visible_to(viewer).filter(agreement=row.agreement_id).order_by("-on", "-pk"))
    files = file_lines([*(line.document_id for line in lines), *(visit.document_id for visit in visits)])
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
        visits=tuple(VisitLine(on=v.on, seen=v.seen, file=files.get(v.document_id or 0)) for v in visits),
        preview=due(eligible, terms=told, unjustified=unjustified(row.agreement_id)),
        categories=tuple(terms.categories),
        may_write=row.state in OPEN and can_claim(viewer, row.agreement),
        may_verify=row.state == ClaimState.SUBMITTED and can_verify(viewer, row.agreement),
        may_pay=owed and funds,
        releasable=bool(row.held) and row.released_id is None and can_verify(viewer, row.agreement),
    )


def claimable(viewer: Viewer) -> tuple[Claimable, ...]:
    """Signed agreements of the viewer's body, or of its ministry. One query."""
    mine = Q(promoter_id__in=viewer.organisations(Role.PROMOTER))
    ours = Q(project__initiative__ministry_id__in=viewer.organisations(Role.ANALYST, Role.DIRECTOR))
    rows = Agreement.objects.visible_to(viewer).filter(mine | ours, state=AgreementState.SIGNED, number=0)
    found = rows.select_related("project", "promoter", "claim_terms").order_by("pk")
    return tuple(
        Claimable(
            id=row.pk,
            reference=row.reference,
            project=row.project.name,
            promoter=row.promoter.name,
            terms=hasattr(row, "claim_terms"),
        )
        for row in found
    )


def claim_paper(viewer: Viewer, *, claim_id: int, document_id: int) -> FileLine | None:
    """The evidence of a line, or the report of a visit of its agreement; None for whoever may not see the claim."""
    row = Claim.objects.visible_to(viewer).filter(pk=claim_id).first()
    if row is None:
        return None
    shown = ClaimLine.objects.visible_to(viewer).filter(claim=row, document_id=document_id)
    visits = Visit.objects.visible_to(viewer).filter(agreement=row.agreement_id, document_id=document_id)
    return file_lines([document_id]).get(document_id) if shown.exists() or visits.exists() else None


def _rows(viewer: Viewer) -> QuerySet[Claim, Claim]:
    rows = Claim.objects.visible_to(viewer)
    if not (viewer.job or viewer.has(Role.PROMOTER)):
        rows = rows.exclude(state=ClaimState.DRAFT)
    around = ("agreement__project__initiative", "agreement__promoter", "payable", "released")
    return rows.select_related(*around).annotate(n=Count("lines"), amount=Sum("lines__amount"))


def _lines(viewer: Viewer) -> QuerySet[ClaimLine, ClaimLine]:
    return ClaimLine.objects.visible_to(viewer).select_related("claim__agreement__promoter")


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
