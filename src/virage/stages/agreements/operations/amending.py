"""Change a signed term by an amendment: a new row in its place, which says why. The former stays, uncounted."""

from datetime import date
from decimal import Decimal
from typing import Any

from virage.base.operations import operation
from virage.base.viewer import Viewer
from virage.stages.agreements.models import Agreement
from virage.stages.agreements.operations.drafting import TERMS, own_draft, write_term
from virage.stages.agreements.operations.refusals import ChangesNothing, SameAsBefore, SayWhyChanging
from virage.stages.agreements.states import AgreementState

KEPT = {
    "contribution": ("funder_id", "funder_name", "kind", "nature", "own"),
    "tranche": ("fiscal_year", "advance", "proven_need"),
    "deliverable": ("kind", "title"),
    "target": ("indicator",),
}
"""What a change leaves as it was."""


@operation
def change_contribution(viewer: Viewer, *, agreement_id: int, changed_id: int, amount: Decimal, why: str) -> int:
    """Another amount from the same funder, in dollars; zero takes it away. Returns the new term’s number."""
    return _change(viewer, agreement_id, "contribution", changed_id, why, amount=amount)


@operation
def change_tranche(  # noqa: PLR0917, RUF100
    viewer: Viewer,
    *,
    agreement_id: int,
    changed_id: int,
    amount: Decimal,
    why: str,
    due_on: date | None = None,
    condition: str = "",
) -> int:
    """Another amount, day or condition of a tranche nobody found owed. Returns the new term’s number."""
    return _change(viewer, agreement_id, "tranche", changed_id, why, amount=amount, due_on=due_on, condition=condition)


@operation
def change_deliverable(viewer: Viewer, *, agreement_id: int, changed_id: int, due_on: date, why: str) -> int:
    """Another day for a deliverable that was not handed in. Returns the new term’s number."""
    return _change(viewer, agreement_id, "deliverable", changed_id, why, due_on=due_on)


@operation
def change_target(  # noqa: PLR0917, RUF100
    viewer: Viewer,
    *,
    agreement_id: int,
    changed_id: int,
    value: int,
    definition: str,
    baseline: str,
    method: str,
    why: str,
    due_on: date | None = None,
) -> int:
    """The next version of a target. Returns its number."""
    told = {"value": value, "definition": definition, "baseline": baseline, "method": method}
    return _change(viewer, agreement_id, "target", changed_id, why, **told, due_on=due_on)


def _change(viewer: Viewer, agreement_id: int, kind: str, changed_id: int, why: str, **terms: Any) -> int:
    row = own_draft(viewer, agreement_id)
    if not why.strip():
        raise SayWhyChanging
    former: Any = TERMS[kind].objects.for_operation().select_related("agreement").filter(pk=changed_id).first()
    if former is None or not _may_change(row, former):
        raise ChangesNothing
    if all(getattr(former, name) == value for name, value in terms.items()):
        raise SameAsBefore
    kept = {name: getattr(former, name) for name in KEPT[kind]}
    if kind == "tranche" and former.advance:
        kept["proven_need"] = max(former.proven_need, terms["amount"])
    return write_term(viewer, row, TERMS[kind], changed_id=former.pk, why=why, **kept, **terms)


def _may_change(row: Agreement, former: Any) -> bool:
    """Of the reference that this row amends, signed, not changed yet; signing looks again."""
    own = former.agreement.root_id == row.root_id and former.agreement.state == AgreementState.SIGNED
    done = former.changes.for_operation().filter(agreement__state=AgreementState.SIGNED)
    mine = former.changes.for_operation().filter(agreement=row)
    return bool(row.number) and own and not done.exists() and not mine.exists()
