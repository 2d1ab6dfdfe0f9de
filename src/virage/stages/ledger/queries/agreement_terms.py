"""The terms of a reference, row by row: which stand, which an amendment changes, which it may still change."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from virage.base import words
from virage.base.viewer import Viewer
from virage.stages.agreements.models import AgreedTarget, Agreement, Contribution, Deliverable, Deposit, Tranche
from virage.stages.agreements.states import AgreementState
from virage.stages.ledger.showing.changes import ChangeLine, OpenTerm, T, Term, change_of, open_term, standing
from virage.stages.ledger.showing.parts import PayableLine
from virage.stages.ledger.showing.reasons import day_said


@dataclass(slots=True, kw_only=True)
class Terms:
    """Every term of a reference, of each of its rows, and what was handed in."""

    contributions: list[Contribution]
    tranches: list[Tranche]
    deliverables: list[Deliverable]
    targets: list[AgreedTarget]
    handed: dict[int, list[Deposit]] = field(default_factory=dict)

    def shown(self, row: Agreement, among: Collection[int]) -> "Terms":
        """Of an agreement, what stands; of an amendment, what it adds: what it changes is told apart."""
        return Terms(
            contributions=_added(row, standing(self.contributions, among)),
            tranches=_added(row, standing(self.tranches, among)),
            deliverables=_added(row, standing(self.deliverables, among)),
            targets=_added(row, standing(self.targets, among)),
        )

    def every(self) -> Iterable[Term]:
        """All of them, of every kind."""
        return (*self.contributions, *self.tranches, *self.deliverables, *self.targets)


def _added(row: Agreement, terms: list[T]) -> list[T]:
    return [one for one in terms if not (row.number and one.changed_id)]


def terms_of(viewer: Viewer, rows: Collection[Any]) -> Terms:
    """Amounts by two queries; what has none came with its row."""

    def of(model: Any, *around: str) -> list[Any]:
        found = model.objects.visible_to(viewer).filter(agreement__in=[row.pk for row in rows])
        return list(found.select_related("agreement", "changed", *around).order_by("pk"))

    handed: dict[int, list[Deposit]] = {}
    for said in (one for row in rows for one in row.deposits_said):
        days = {name: day_said(said[name]) for name in ("received_on", "answered_on")}
        handed.setdefault(said["deliverable_id"], []).append(Deposit(**{**said, **days}))
    return Terms(
        contributions=of(Contribution, "funder", "changed__funder"),
        tranches=of(Tranche),
        deliverables=_said(Deliverable, rows, "deliverables_said"),
        targets=_said(AgreedTarget, rows, "agreed_said"),
        handed=handed,
    )


def _said(model: Any, rows: Collection[Any], name: str) -> list[Any]:
    """Terms that came as words with their row, as rows again."""
    found = {
        said["id"]: model(**{**said, "due_on": day_said(said["due_on"])}, agreement=row)
        for row in rows
        for said in getattr(row, name)
    }
    for one in found.values():
        if one.changed_id in found:
            one.changed = found[one.changed_id]
    return [found[number] for number in sorted(found)]


def changes_of(terms: Terms, among: Collection[int], language: words.Language) -> tuple[ChangeLine, ...]:
    """What these rows change, amendment by amendment."""
    told = [one for one in terms.every() if one.changed_id and one.agreement_id in among]
    return tuple(change_of(one, language) for one in sorted(told, key=lambda one: one.agreement.number))


def open_terms_of(
    terms: Terms, row: Agreement, signed: set[int], payables: dict[int, PayableLine], language: words.Language
) -> tuple[OpenTerm, ...]:
    """For a draft amendment: signed terms that are neither due, nor handed in, nor changed by it already."""
    if not row.number or row.state != AgreementState.DRAFT:
        return ()
    settled = {one.tranche_id for one in payables.values()}
    given = {number for number, each in terms.handed.items() if any(one.accepted is not False for one in each)}
    stand: list[Term] = [
        *standing(terms.contributions, signed),
        *(one for one in standing(terms.tranches, signed) if one.pk not in settled),
        *(one for one in standing(terms.deliverables, signed) if one.pk not in given),
        *standing(terms.targets, signed),
    ]
    changed = {(type(one), one.changed_id) for one in terms.every() if one.agreement_id == row.pk}
    return tuple(open_term(one, language) for one in stand if (type(one), one.pk) not in changed)
