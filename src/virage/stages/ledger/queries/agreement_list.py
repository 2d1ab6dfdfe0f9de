"""The list of agreements and amendments, by what is waited for, and what was promised off-programme."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from virage.base.paging import EVERY
from virage.base.viewer import Viewer
from virage.stages.agreements.models import Agreement, Approval, Contribution, Deliverable, Deposit, Payable
from virage.stages.agreements.states import AgreementState, Route
from virage.stages.ledger.models import Entry
from virage.stages.ledger.showing.reasons import steps_by_name

ZERO = Decimal(0)
FILTERS = ("retards", "approuver", "signer", "verser", "brouillons")


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


def agreements(
    viewer: Viewer,
    *,
    on: date,
    wanted: str = "",
    promoters: Collection[int] | None = None,
    rows: slice = EVERY,
) -> tuple[AgreementLine, ...]:
    """Agreements and amendments, the newest first; of one filter, of some promoters. One query."""
    steps = steps_by_name()
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
    signed = Agreement.objects.visible_to(viewer)
    own = Contribution.objects.for_operation().standing().filter(agreement__in=signed, own=True)
    off = Q(agreement__route=Route.OFF_PROGRAMME)
    sums = own.aggregate(of=Sum("amount"), amount=Sum("amount", filter=off))
    return OffProgramme(amount=sums["amount"] or ZERO, of=sums["of"] or ZERO)


def _late(on: date) -> QuerySet[Any]:
    done = Deposit.objects.for_operation().filter(deliverable=OuterRef("pk"), accepted=True)
    owed = Deliverable.objects.for_operation().standing().filter(agreement=OuterRef("pk"), due_on__lt=on)
    return owed.filter(~Exists(done))


def _next_step() -> Subquery:
    waiting = Approval.objects.for_operation().filter(agreement=OuterRef("pk"), turn=OuterRef("turn"), given_on=None)
    return Subquery(waiting.order_by("rank").values("step")[:1])


def _own() -> Coalesce:
    """What a row adds to the share of the initiative, or takes away from it."""
    own = Contribution.objects.for_operation().filter(agreement=OuterRef("pk"), own=True).order_by()
    added = Sum("amount") - Coalesce(Sum("changed__amount"), Value(ZERO))
    return Coalesce(Subquery(own.values("agreement").annotate(n=added).values("n")), Value(ZERO))


def _owed() -> Any:
    """What is found owed less what was paid: a payment names the agreement of what it pays."""
    due = Payable.objects.for_operation().filter(agreement=OuterRef("pk")).order_by()
    paid = Entry.objects.for_operation().filter(agreement=OuterRef("pk"), payable__isnull=False).order_by()
    total = Coalesce(Subquery(due.values("agreement").annotate(n=Sum("amount")).values("n")), Value(ZERO))
    left = Coalesce(Subquery(paid.values("agreement").annotate(n=Sum("amount")).values("n")), Value(ZERO))
    return total - left
