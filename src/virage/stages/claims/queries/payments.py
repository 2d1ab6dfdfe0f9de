"""What waits to be paid, as a finance system takes it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, F, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.agreements.models import Payable

MONEY: "DecimalField[str, str]" = DecimalField(max_digits=14, decimal_places=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """One line of the payment file; ``key`` is the same each time the file is made, so that none is paid twice."""

    key: str
    payee: str
    agreement: str
    reference: str
    amount: Decimal
    since: date
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueInAll:
    """How many sums are found owed and not wholly paid, and what is left of them, in dollars."""

    n: int
    amount: Decimal


def due_in_all(viewer: Viewer) -> DueInAll:
    """What ``payments_due`` would list. One query."""
    if not (viewer.job or viewer.has(*MINISTRY, Role.AUDITOR)):
        return DueInAll(n=0, amount=Decimal(0))
    sums = _unpaid(Payable.objects.visible_to(viewer)).aggregate(
        n=Count("pk"), amount=Coalesce(Sum(F("amount") - F("paid"), output_field=MONEY), Value(Decimal(0)))
    )
    return DueInAll(n=sums["n"], amount=sums["amount"])


def payments_due(viewer: Viewer) -> tuple[PaymentRow, ...]:
    """Every amount found owed and not wholly paid, oldest first. Two queries; empty for whoever may not see money."""
    if not (viewer.job or viewer.has(*MINISTRY, Role.AUDITOR)):
        return ()
    left = dict(_unpaid(Payable.objects.visible_to(viewer)).values_list("pk", F("amount") - F("paid")))
    rows = Payable.objects.visible_to(viewer).filter(pk__in=left)
    return tuple(
        PaymentRow(
            key=f"S-{row.pk}",
            payee=row.agreement.promoter.name,
            agreement=row.agreement.reference,
            reference=row.reference or str(row.get_kind_display()),
            amount=left[row.pk],
            since=row.released_on,
            evidence=row.evidence,
        )
        for row in rows.select_related("agreement__promoter").order_by("released_on", "pk")
    )


def _unpaid(rows: QuerySet[Payable]) -> QuerySet[Any, Any]:
    """Number, amount and what was paid, of each: grouped on nothing wider, so that thousands cost little."""
    paid = Coalesce(Sum("entries__amount"), Value(Decimal(0)), output_field=MONEY)
    return rows.order_by().values("pk", "amount").annotate(paid=paid).filter(amount__gt=F("paid"))
