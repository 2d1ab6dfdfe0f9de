"""Agreements that follow one another: each names the phase before it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q

from virage.base.viewer import Viewer
from virage.stages.agreements.models import Agreement, Contribution
from virage.stages.agreements.states import AgreementState
from virage.stages.ledger.models import Entry
from virage.stages.ledger.showing.parts import PhaseLine
from virage.stages.ledger.showing.sums import total_of
from virage.stages.ledger.states import PAYING

ZERO = Decimal(0)


def phases_of(viewer: Viewer, *, root_id: int, promoter_id: int) -> tuple[PhaseLine, ...]:
    """Every phase linked to an agreement, oldest first; none for one that stands alone. One query."""
    own = Contribution.objects.for_operation().filter(own=True)
    signed = own.standing().filter(Q(agreement=OuterRef("pk")) | Q(agreement__amends=OuterRef("pk")))
    written = own.filter(agreement=OuterRef("pk"))
    paid = Entry.objects.for_operation().filter(agreement=OuterRef("pk"), kind__in=PAYING)
    rows: Any = Agreement.objects.visible_to(viewer).filter(promoter_id=promoter_id, number=0)
    told = {
        row.pk: row
        for row in rows.annotate(signed=total_of(signed), written=total_of(written), paid=total_of(paid)).order_by(
            "begins_on", "pk"
        )
    }
    linked = _linked(told, root_id)
    if len(linked) < 2:  # noqa: PLR2004 — one agreement is no chain
        return ()
    return tuple(
        PhaseLine(
            id=row.pk,
            reference=row.reference,
            state=AgreementState(row.state),
            begins_on=row.begins_on,
            promised=row.signed if row.state == AgreementState.SIGNED else row.written,
            paid=row.paid,
        )
        for number, row in told.items()
        if number in linked
    )


def _linked(rows: Mapping[int, Agreement], start: int) -> set[int]:
    """Everything that keys lead to, both ways."""
    found: set[int] = set()
    more = {start} & rows.keys()
    while more:
        found |= more
        before = {number for one in found if (number := rows[one].previous_id) is not None and number in rows}
        after = {one for one, row in rows.items() if row.previous_id in found}
        more = (before | after) - found
    return found
