"""Say what a signed agreement gives for enterprises, and by which rule of cumulation."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.stages.agreements.models import Agreement
from virage.stages.agreements.operations.refusals import in_words
from virage.stages.agreements.policies import can_draft
from virage.stages.regrants.models import RegrantLine
from virage.stages.regrants.operations.refusals import HELD, NotYourMoney


@operation
def open_regrant_line(
    viewer: Viewer,
    *,
    agreement_id: int,
    amount: Decimal,
    clause: str,
    ceiling: Decimal | None = None,
    repayable: Decimal | None = None,
    tax_credit: Decimal | None = None,
) -> int:
    """Set dollars of a signed agreement aside for enterprises; shares from 0 to 1. Returns the line's number."""
    rows = Agreement.objects.for_operation().select_related("project__initiative")
    agreement = rows.get(pk=agreement_id)
    if not can_draft(viewer, agreement):
        raise NotYourMoney
    with in_words(HELD), transaction.atomic():
        row = RegrantLine.objects.create(
            agreement=agreement,
            amount=amount,
            ceiling=ceiling,
            repayable=repayable,
            tax_credit=tax_credit,
            clause=clause,
            opened_at=timezone.now(),
            opened_by=viewer.by,
        )
    ministry = agreement.project.initiative.ministry_id
    record(viewer, "regrant_line.opened", kind="regrant_line", id=row.pk, organisation_id=ministry, amount=str(amount))
    return row.pk
