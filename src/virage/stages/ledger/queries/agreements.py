"""Agreements as they are followed: what is promised, what is owed and by whom, what was bound and paid."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, JSONObject

from virage.base.library import library
from virage.base.paging import BY_PAGE, EVERY
from virage.base.viewer import Role, Viewer
from virage.core.approvals import Step
from virage.core.leverage import Funding, Leverage, leverage
from virage.core.money import Money
from virage.core.portfolio import Contribution as Share, FunderKind
from virage.core.words import Words
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
from virage.stages.agreements.states import (
    AgreementState,
    ContributionKind,
    DeliverableKind,
    Nature,
    PayableKind,
    Route,
    Side,
)
from virage.stages.ledger.models import Entry
from virage.stages.ledger.queries.entries import EntryLine, line_of
from virage.stages.programme.models import TargetSet

ZERO, LATEST = Decimal(0), 12
FILTERS = ("retards", "approuver", "signer", "verser", "brouillons")
Stands = Literal["owed", "late", "read", "accepted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementLine:
    """One row of the list, an agreement or an amendment; amounts in dollars. ``late``: deliverables past their day."""

    id: int
    reference: str
    number: int
    purpose: str
    project: str
    promoter: str
    route: str
    state: AgreementState
    share: Decimal
    owed: Decimal
    late: bool
    step: str

    @property
    def state_words(self) -> str:
        """The state, in words."""
        return str(self.state.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class OffProgramme:
    """Of the money of signed agreements, what was promised off-programme, in dollars; ``share`` from 0 to 1."""

    amount: Decimal
    of: Decimal

    @property
    def share(self) -> Decimal | None:
        """Nothing is promised yet: None."""
        return self.amount / self.of if self.of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionLine:
    """Who brings what, in dollars."""

    id: int
    funder: str
    kind: ContributionKind
    nature: Nature
    amount: Decimal
    own: bool

    @property
    def kind_words(self) -> str:
        """In cash or in kind, in words."""
        return str(self.kind.label)

    @property
    def nature_words(self) -> str:
        """Public or private, in words."""
        return str(self.nature.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayableLine:
    """A sum found owed, what of it was paid, and from when it may be."""

    id: int
    kind: str
    said: str
    amount: Decimal
    paid: Decimal
    released_on: date
    evidence: str
    tranche_id: int | None
    advance: bool

    @property
    def left(self) -> Decimal:
        """What remains to be paid."""
        return self.amount - self.paid


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheLine:
    """A part of the share, when it is due, and the sum owed that came of it."""

    id: int
    amount: Decimal
    fiscal_year: int
    due_on: date | None
    condition: str
    advance: bool
    proven_need: Decimal | None
    payable: PayableLine | None
    due_now: bool
    """Nobody found it owed, though its day has come or hangs on a condition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositLine:
    """A deliverable as it was handed in."""

    id: int
    document_id: int
    received_on: date
    accepted: bool | None
    answered_on: date | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverableLine:
    """What the promoter hands in. ``stands``: owed, late, handed in and to be read, or accepted."""

    id: int
    kind_words: str
    title: str
    due_on: date
    stands: Stands
    holds: bool
    deposits: tuple[DepositLine, ...]

    @property
    def waiting(self) -> DepositLine | None:
        """What the ministry has to read."""
        return next((one for one in self.deposits if one.accepted is None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalLine:
    """One step of the chain: given, or by whom it is to be."""

    name: str
    role: Role | None
    given_on: date | None
    act: str
    act_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionLine:
    """One criterion, scored or not."""

    id: str
    name: str
    score: int | None
    reason: str
    document_id: int | None

    @property
    def complete(self) -> bool:
        """Score, reason and document."""
        return self.score is not None and bool(self.reason) and self.document_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureLine:
    """Who signed for a side."""

    side: str
    name: str
    title: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """A target of the project as it stood, version by version."""

    words: str
    version: int
    value: int
    set_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """An agreement or an amendment of the same reference."""

    id: int
    number: int
    purpose: str
    state: AgreementState
    signed_on: date | None
    route: str
    authorisation: str
    share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSheet:
    """One agreement or amendment, with the sums, payments and rows of its whole reference."""

    id: int
    root_id: int
    reference: str
    number: int
    purpose: str
    project_id: int
    project: str
    promoter: str
    promoter_id: int
    initiative: str
    initiative_id: int
    ministry_id: int
    fictitious: bool
    route: Route
    authorisation: str
    begins_on: date
    ends_on: date
    announced_on: date | None
    state: AgreementState
    previous_id: int | None
    previous: str
    caveat: str
    contributions: tuple[ContributionLine, ...]
    leverage: Leverage
    tranches: tuple[TrancheLine, ...]
    deliverables: tuple[DeliverableLine, ...]
    analysis: tuple[CriterionLine, ...]
    approvals: tuple[ApprovalLine, ...]
    signatures: tuple[SignatureLine, ...]
    payables: tuple[PayableLine, ...]
    entries: tuple[EntryLine, ...]
    targets: tuple[TargetLine, ...]
    rows: tuple[RowLine, ...]

    @property
    def latest(self) -> tuple[EntryLine, ...]:
        """The postings shown, oldest first."""
        return self.entries[-BY_PAGE:]

    @property
    def earlier(self) -> bool:
        """There are others before those shown."""
        return len(self.entries) > BY_PAGE

    @property
    def draft(self) -> bool:
        """Its terms may be written."""
        return self.state == AgreementState.DRAFT

    @property
    def signed(self) -> bool:
        """It no longer changes."""
        return self.state == AgreementState.SIGNED

    @property
    def state_words(self) -> str:
        """The state, in words."""
        return str(self.state.label)

    @property
    def route_words(self) -> str:
        """The route, in words."""
        return str(self.route.label)

    @property
    def share(self) -> Decimal:
        """What the initiative promises in this row, in dollars."""
        return sum((one.amount for one in self.contributions if one.own), ZERO)

    @property
    def total(self) -> Decimal:
        """What everyone brings in this row, in dollars."""
        return sum((one.amount for one in self.contributions), ZERO)

    @property
    def next_approval(self) -> ApprovalLine | None:
        """The step that is waited for."""
        return next((one for one in self.approvals if one.given_on is None), None)

    @property
    def claims(self) -> tuple[PayableLine, ...]:
        """Sums owed that came of no tranche: those not wholly paid, and the latest."""
        claimed = [one for one in self.payables if one.tranche_id is None]
        return tuple(one for one in claimed if one.left or one in claimed[-LATEST:])

    @property
    def held(self) -> bool:
        """A deliverable past its day holds every payment."""
        return any(one.holds for one in self.deliverables)


def agreements(
    viewer: Viewer,
    *,
    on: date,
    wanted: str = "",
    promoters: Collection[int] | None = None,
    rows: slice = EVERY,
) -> tuple[AgreementLine, ...]:
    """Agreements and amendments, the newest first; of one filter, of some promoters. One query."""
    steps = _steps()
    values = _wanted(viewer, on, wanted, promoters).order_by("-begins_on", "reference", "number").values(
        "id", "reference", "number", "purpose", "route", "state", named=F("project__name"), carried=F("promoter__name"),
        late=Exists(_late(on)), step=_next_step(), share=_own(), owed=_owed(),
    )  # fmt: skip
    return tuple(
        AgreementLine(
            **{name: row[name] for name in ("id", "reference", "number", "purpose", "share", "owed", "late")},
            project=row["named"],
            promoter=row["carried"],
            route=str(Route(row["route"]).label),
            state=AgreementState(row["state"]),
            step=steps[row["step"]].name.say(viewer.language) if row["step"] in steps else "",
        )
        for row in values[rows]
    )


def agreement_count(viewer: Viewer, *, on: date, wanted: str = "", promoters: Collection[int] | None = None) -> int:
    """How many there are. One query."""
    return _wanted(viewer, on, wanted, promoters).count()


def signed_agreements(viewer: Viewer) -> tuple[tuple[int, str], ...]:
    """Number and reference of each agreement signed, amendments apart. One query."""
    rows = Agreement.objects.visible_to(viewer).filter(state=AgreementState.SIGNED, number=0)
    return tuple(rows.order_by("-begins_on", "reference").values_list("pk", "reference"))


def _wanted(viewer: Viewer, on: date, wanted: str, promoters: Collection[int] | None) -> QuerySet[Any]:
    rows: QuerySet[Any] = Agreement.objects.visible_to(viewer)
    if promoters is not None:
        rows = rows.filter(promoter_id__in=promoters)
    match wanted:
        case "retards":
            return rows.filter(Exists(_late(on)))
        case "approuver":
            return rows.filter(state=AgreementState.SUBMITTED)
        case "signer":
            return rows.filter(state=AgreementState.APPROVED)
        case "verser":
            rows = rows.alias(left=_owed()).filter(left__gt=0)
        case "brouillons":
            return rows.filter(state=AgreementState.DRAFT)
    return rows


def off_programme(viewer: Viewer) -> OffProgramme:
    """What of the money promised by signed agreements was so off-programme. One query."""
    signed = Agreement.objects.visible_to(viewer).filter(state=AgreementState.SIGNED)
    own = Contribution.objects.for_operation().filter(agreement__in=signed, own=True)
    off = Q(agreement__route=Route.OFF_PROGRAMME)
    sums = own.aggregate(of=Sum("amount"), amount=Sum("amount", filter=off))
    return OffProgramme(amount=sums["amount"] or ZERO, of=sums["of"] or ZERO)


def agreement(
    viewer: Viewer, *, agreement_id: int, on: date, promoters: Collection[int] | None = None
) -> AgreementSheet | None:
    """One agreement whole; None for whoever may not follow it. Seven queries."""
    seen = Agreement.objects.visible_to(viewer)
    if promoters is not None:
        seen = seen.filter(promoter_id__in=promoters)
    root = seen.filter(pk=agreement_id).values(root=Coalesce("amends_id", "pk"))
    rows = list(_whole(viewer, seen.filter(Q(pk__in=root) | Q(amends_id__in=root))))
    row = next((one for one in rows if one.pk == agreement_id), None)
    if row is None:
        return None
    language, numbers = viewer.language, [one.pk for one in rows]
    shares: dict[int, list[ContributionLine]] = {}
    for each in Contribution.objects.visible_to(viewer).filter(agreement_id__in=numbers).select_related("funder"):
        shares.setdefault(each.agreement_id, []).append(_contribution(each))
    own = tuple(shares.get(row.pk, ()))
    payables = {one.id: one for one in _payables(viewer, row.root_id)}
    tables = {table.id: table for table in library().approvals.tables}
    used = next((tables[one["table"]] for one in row.approvals_said if one["table"] in tables), None)
    return AgreementSheet(
        id=row.pk,
        root_id=row.root_id,
        reference=row.reference,
        number=row.number,
        purpose=row.purpose,
        project_id=row.project_id,
        project=row.project.name,
        promoter=row.promoter.name,
        promoter_id=row.promoter_id,
        initiative=row.project.initiative.name,
        initiative_id=row.project.initiative_id,
        ministry_id=row.project.initiative.ministry_id,
        fictitious=row.project.initiative.fictitious,
        route=Route(row.route),
        authorisation=row.authorisation,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        announced_on=row.announced_on,
        state=AgreementState(row.state),
        previous_id=row.previous_id,
        previous=row.previous.reference if row.previous else "",
        caveat=f"{used.law.say(language)}. {used.caveat.say(language)}" if used else "",
        contributions=own,
        leverage=leverage([_funding(row.reference, own)]),
        tranches=_tranches(viewer, numbers, payables, on),
        deliverables=_deliverables(viewer, numbers, on),
        analysis=_analysis(row.analysis_said or (), language),
        approvals=tuple(_approval(one, language) for one in row.approvals_said if one["turn"] == row.turn),
        signatures=tuple(_signature(one) for one in row.signatures_said),
        payables=tuple(payables.values()),
        entries=_entries(viewer, row.root_id),
        targets=_targets(viewer, row.project_id),
        rows=tuple(_row(one, shares.get(one.pk, ())) for one in rows),
    )


def _late(on: date) -> QuerySet[Any]:
    done = Deposit.objects.for_operation().filter(deliverable=OuterRef("pk"), accepted=True)
    owed = Deliverable.objects.for_operation().filter(agreement=OuterRef("pk"), due_on__lt=on)
    return owed.filter(~Exists(done), agreement__state=AgreementState.SIGNED)


def _next_step() -> Subquery:
    waiting = Approval.objects.for_operation().filter(agreement=OuterRef("pk"), turn=OuterRef("turn"), given_on=None)
    return Subquery(waiting.order_by("rank").values("step")[:1])


def _own() -> Coalesce:
    own = Contribution.objects.for_operation().filter(agreement=OuterRef("pk"), own=True).order_by()
    return Coalesce(Subquery(own.values("agreement").annotate(n=Sum("amount")).values("n")), Value(ZERO))


def _owed() -> Any:
    """What is found owed less what was paid: a payment names the agreement of what it pays."""
    due = Payable.objects.for_operation().filter(agreement=OuterRef("pk")).order_by()
    paid = Entry.objects.for_operation().filter(agreement=OuterRef("pk"), payable__isnull=False).order_by()
    total = Coalesce(Subquery(due.values("agreement").annotate(n=Sum("amount")).values("n")), Value(ZERO))
    left = Coalesce(Subquery(paid.values("agreement").annotate(n=Sum("amount")).values("n")), Value(ZERO))
    return total - left


def _whole(viewer: Viewer, rows: QuerySet[Agreement]) -> QuerySet[Any]:
    """With what may travel as words: amounts never do."""
    approvals = Approval.objects.visible_to(viewer).filter(agreement=OuterRef("pk")).order_by("rank")
    signatures = Signature.objects.visible_to(viewer).filter(agreement=OuterRef("pk")).order_by("side")
    analysis = AnalysisLine.objects.visible_to(viewer).filter(agreement=OuterRef("pk")).order_by("pk")
    told = JSONObject(turn="turn", table="table", step="step", given_on="given_on", act="act")
    signed = JSONObject(side="side", name="name", title="title", on="signed_on")
    scored = JSONObject(id="criterion", score="score", reason="reason", document="document_id")
    around = rows.select_related("project__initiative", "promoter", "previous").order_by("number")
    return around.annotate(
        approvals_said=ArraySubquery(approvals.values(json=told)),
        signatures_said=ArraySubquery(signatures.values(json=signed)),
        analysis_said=ArraySubquery(analysis.values(json=scored)),
    )


def _contribution(row: Contribution) -> ContributionLine:
    return ContributionLine(
        id=row.pk,
        funder=row.funder.name if row.funder else row.funder_name,
        kind=ContributionKind(row.kind),
        nature=Nature(row.nature),
        amount=row.amount,
        own=row.own,
    )


def _funding(reference: str, lines: Iterable[ContributionLine]) -> Funding:
    own = sum((one.amount for one in lines if one.own), ZERO)
    cost = sum((one.amount for one in lines), ZERO)
    return Funding(
        id=reference,
        initiative=Money(own) if own else None,
        total_cost=Money(cost) if cost else None,
        others=tuple(
            Share(id=str(one.id), name=Words(fr="", en=""), kind=_funder_kind(one), amount=Money(one.amount))
            for one in lines
            if not one.own
        ),
    )


def _funder_kind(one: ContributionLine) -> FunderKind:
    return FunderKind.IN_KIND if one.kind == ContributionKind.IN_KIND else FunderKind(one.nature)


def _payables(viewer: Viewer, root: int) -> Iterable[PayableLine]:
    rows = Payable.objects.visible_to(viewer).filter(agreement_id=root)
    for row in rows.annotate(paid=Coalesce(Sum("entries__amount"), Value(ZERO))).order_by("released_on", "pk"):
        yield PayableLine(
            id=row.pk,
            kind=str(PayableKind(row.kind).label),
            said=row.reference,
            amount=row.amount,
            paid=row.paid,
            released_on=row.released_on,
            evidence=row.evidence,
            tranche_id=row.tranche_id,
            advance=row.kind == PayableKind.ADVANCE,
        )


def _tranches(
    viewer: Viewer, numbers: Collection[int], payables: Mapping[int, PayableLine], on: date
) -> tuple[TrancheLine, ...]:
    found = {one.tranche_id: one for one in payables.values() if one.tranche_id}
    rows = Tranche.objects.visible_to(viewer).filter(agreement_id__in=numbers)
    return tuple(
        TrancheLine(
            id=row.pk,
            amount=row.amount,
            fiscal_year=row.fiscal_year,
            due_on=row.due_on,
            condition=row.condition,
            advance=row.advance,
            proven_need=row.proven_need,
            payable=found.get(row.pk),
            due_now=row.pk not in found and (row.due_on is None or row.due_on <= on),
        )
        for row in rows.order_by("fiscal_year", F("due_on").asc(nulls_last=True), "pk")
    )


def _deliverables(viewer: Viewer, numbers: Collection[int], on: date) -> tuple[DeliverableLine, ...]:
    rows = Deliverable.objects.visible_to(viewer).filter(agreement_id__in=numbers).order_by("due_on", "pk", "deposits")
    deposits = ("id", "document_id", "received_on", "accepted", "answered_on", "why")
    values = rows.values("id", "kind", "title", "due_on", "agreement__state", *(f"deposits__{d}" for d in deposits))
    handed: dict[int, list[DepositLine]] = {}
    kept: dict[int, dict[str, Any]] = {}
    for row in values:
        kept[row["id"]] = row
        if row["deposits__id"]:
            handed.setdefault(row["id"], []).append(DepositLine(**{d: row[f"deposits__{d}"] for d in deposits}))
    return tuple(_deliverable(row, tuple(handed.get(number, ())), on) for number, row in kept.items())


def _deliverable(row: Mapping[str, Any], deposits: tuple[DepositLine, ...], on: date) -> DeliverableLine:
    past = row["due_on"] < on and row["agreement__state"] == AgreementState.SIGNED
    answers = {one.accepted for one in deposits}
    stands: Stands = "accepted" if True in answers else "read" if None in answers else "late" if past else "owed"
    return DeliverableLine(
        id=row["id"],
        kind_words=str(DeliverableKind(row["kind"]).label),
        title=row["title"],
        due_on=row["due_on"],
        stands=stands,
        holds=past and stands != "accepted",
        deposits=deposits,
    )


def _steps() -> Mapping[str, Step]:
    return {step.id: step for table in library().approvals.tables for step in table.steps}


def _approval(said: Mapping[str, Any], language: str) -> ApprovalLine:
    step = _steps().get(said["step"])
    return ApprovalLine(
        name=step.name.say(language) if step else said["step"],
        role=Role(step.role) if step else None,
        given_on=_day(said["given_on"]),
        act=said["act"],
        act_name=step.act.say(language) if step and step.act else "",
    )


def _analysis(said: Iterable[Mapping[str, Any]], language: str) -> tuple[CriterionLine, ...]:
    names = library().approvals.criteria
    return tuple(
        CriterionLine(
            id=one["id"],
            name=names[one["id"]].say(language) if one["id"] in names else one["id"],
            score=one["score"],
            reason=one["reason"],
            document_id=one["document"],
        )
        for one in said
    )


def _signature(said: Mapping[str, Any]) -> SignatureLine:
    side, on = str(Side(said["side"]).label), date.fromisoformat(said["on"])
    return SignatureLine(side=side, name=said["name"], title=said["title"], on=on)


def _entries(viewer: Viewer, root: int) -> tuple[EntryLine, ...]:
    """The latest postings of an agreement, oldest first, for those who read the ledger."""
    rows = Entry.objects.visible_to(viewer).filter(agreement_id=root).select_related("project", "agreement")
    return tuple(line_of(row) for row in reversed(rows.order_by("-on", "-pk")[: BY_PAGE + 1]))


def _targets(viewer: Viewer, project: int) -> tuple[TargetLine, ...]:
    rows = TargetSet.objects.visible_to(viewer).filter(project_id=project).order_by("indicator", "version")
    names = library().indicators
    return tuple(
        TargetLine(
            words=names[row.indicator].name.words.say(viewer.language) if row.indicator in names else row.indicator,
            version=row.version,
            value=row.value,
            set_on=row.set_on,
        )
        for row in rows
    )


def _row(row: Agreement, shares: Iterable[ContributionLine]) -> RowLine:
    return RowLine(
        id=row.pk,
        number=row.number,
        purpose=row.purpose,
        state=AgreementState(row.state),
        signed_on=row.signed_on,
        route=str(Route(row.route).label),
        authorisation=row.authorisation,
        share=sum((one.amount for one in shares if one.own), ZERO),
    )


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
