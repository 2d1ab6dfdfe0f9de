"""What waits to be paid, as a finance system takes it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import DecimalField, F, Sum, Value
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


def payments_due(viewer: Viewer) -> tuple[PaymentRow, ...]:
    """Every amount found owed and not wholly paid, oldest first. One query; empty for whoever may not see money."""
    if not (viewer.job or viewer.has(*MINISTRY, Role.AUDITOR)):
        return ()
    paid = Coalesce(Sum("entries__amount"), Value(Decimal(0)), output_field=MONEY)
    rows = Payable.objects.visible_to(viewer).annotate(paid=paid).filter(amount__gt=F("paid"))
    return tuple(
        PaymentRow(
            key=f"S-{row.pk}",
            payee=row.agreement.promoter.name,
            agreement=row.agreement.reference,
            reference=row.reference or str(row.get_kind_display()),
            amount=row.amount - row.paid,
            since=row.released_on,
            evidence=row.evidence,
        )
        for row in rows.select_related("agreement__promoter").order_by("released_on", "pk")
    )
