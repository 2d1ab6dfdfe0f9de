"""What agreements give for enterprises: what is granted, what is left, and each regrant."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from virage.base.viewer import Viewer
from virage.stages.casefiles.models import CaseFile
from virage.stages.casefiles.queries.narrowing import named
from virage.stages.directory.models import Enterprise
from virage.stages.regrants.models import Regrant, RegrantLine
from virage.stages.regrants.states import COUNTED, RegrantState

SELECTED = 50
"""How many enterprises a choice lists; beyond, one asks by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegrantCard:
    """One regrant, in dollars. ``enterprise`` is empty for whoever may not read the name."""

    id: int
    enterprise: str
    enterprise_id: int | None
    promoter: str
    reference: str
    amount: Decimal
    total_cost: Decimal
    purpose: str
    state: RegrantState
    proposed_at: datetime
    decided_on: date | None
    ended_on: date | None
    settled: str
    counted: Any

    @staticmethod
    def of(row: Regrant, names: Mapping[int, str]) -> "RegrantCard":
        """A regrant as whoever may read these names reads it."""
        known = row.enterprise_id in names
        return RegrantCard(
            id=row.pk,
            enterprise=names.get(row.enterprise_id or 0, ""),
            enterprise_id=row.enterprise_id,
            promoter=row.line.agreement.promoter.name,
            reference=row.line.agreement.reference,
            amount=row.amount,
            total_cost=row.total_cost,
            purpose=row.purpose if known else "",
            state=RegrantState(row.state),
            proposed_at=row.proposed_at,
            decided_on=row.decided_on,
            ended_on=row.ended_on,
            settled=row.settled if known else "",
            counted=row.counted if known else [],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCard:
    """What one agreement gives for enterprises, in dollars, and what became of it."""

    id: int
    agreement_id: int
    reference: str
    project: str
    project_id: int
    promoter: str
    amount: Decimal
    ceiling: Decimal | None
    clause: str
    regrants: tuple[RegrantCard, ...]

    def _sum(self, states: Collection[RegrantState]) -> Decimal:
        return sum((each.amount for each in self.regrants if each.state in states), Decimal(0))

    @property
    def granted(self) -> Decimal:
        """Granted, paid or not."""
        return self._sum(COUNTED)

    @property
    def paid(self) -> Decimal:
        return self._sum((RegrantState.PAID,))

    @property
    def proposed(self) -> Decimal:
        """Proposed, and not answered yet: it takes nothing of the line."""
        return self._sum((RegrantState.PROPOSED,))

    @property
    def left(self) -> Decimal:
        return self.amount - self.granted

    @property
    def enterprises(self) -> int:
        """Distinct enterprises that were granted money."""
        return len({each.enterprise_id or -each.id for each in self.regrants if each.state in COUNTED})


def lines(viewer: Viewer) -> tuple[LineCard, ...]:
    """Every line that the viewer sees, with its regrants. Three queries."""
    rows = RegrantLine.objects.visible_to(viewer).select_related("agreement__project", "agreement__promoter")
    given: dict[int, list[RegrantCard]] = {}
    for line_id, card in cards_of(viewer, Regrant.objects.visible_to(viewer)):
        given.setdefault(line_id, []).append(card)
    return tuple(
        LineCard(
            id=row.pk,
            agreement_id=row.agreement_id,
            reference=row.agreement.reference,
            project=row.agreement.project.name,
            project_id=row.agreement.project_id,
            promoter=row.agreement.promoter.name,
            amount=row.amount,
            ceiling=row.ceiling,
            clause=row.clause,
            regrants=tuple(given.get(row.pk, ())),
        )
        for row in rows.order_by("agreement__project__name", "pk")
    )


def regrant(viewer: Viewer, *, regrant_id: int) -> RegrantCard | None:
    """One regrant, for whoever sees it."""
    found = cards_of(viewer, Regrant.objects.visible_to(viewer).filter(pk=regrant_id))
    return found[0][1] if found else None


def selectable(viewer: Viewer, *, projects: Collection[int], name: str = "") -> tuple[tuple[int, str], ...]:
    """Enterprises that have an open file in these projects, number and name; ``name``: a part of it.

    `SELECTED` at the most, and one more when there are others. One query.
    """
    files = named(CaseFile.objects.visible_to(viewer).filter(project_id__in=projects, closed_at=None), name)
    rows = files.values_list("enterprise_id", "enterprise__name").order_by("enterprise__name", "enterprise_id")
    return tuple(rows.distinct()[: SELECTED + 1])


def cards_of(viewer: Viewer, rows: Any) -> list[tuple[int, RegrantCard]]:
    """Each regrant with the number of its line, the latest first. Two queries."""
    found = list(rows.select_related("line__agreement__promoter").order_by("-proposed_at", "-pk"))
    ids = [row.enterprise_id for row in found]
    names = dict(Enterprise.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", "name"))
    return [(row.line_id, RegrantCard.of(row, names)) for row in found]
