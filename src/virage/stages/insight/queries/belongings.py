"""Everything that hangs on an enterprise, whichever of its records it came through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, Max, Value

from virage.base.viewer import Viewer
from virage.stages.assessments.models import Assessment
from virage.stages.awareness.models import Registration
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.directory.models import AccessGrant, Consent
from virage.stages.directory.queries import IdentitySheet, identity_sheet
from virage.stages.insight.policies import can_see_figures
from virage.stages.insight.states import Belonging

HELD: dict[Belonging, tuple[Any, str]] = {
    Belonging.CONSENTS: (Consent, "given_at"),
    Belonging.GRANTS: (AccessGrant, "begins_at"),
    Belonging.REGISTRATIONS: (Registration, "made_at"),
    Belonging.REQUESTS: (Request, "asked_at"),
    Belonging.FILES: (CaseFile, "opened_at"),
    Belonging.ASSESSMENTS: (Assessment, "started_at"),
}
"""Each kind of thing, and the instant that dates it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How many things of a kind hang on one record, and the latest; never what they say."""

    record_id: int
    kind: Belonging
    count: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """An enterprise as one: its identity, and what hangs on each of its records that the viewer may know of."""

    sheet: IdentitySheet
    held: tuple[Held, ...]

    def total(self, kind: Belonging) -> int:
        """How many, all records together."""
        return sum(line.count for line in self.held if line.kind == kind)


def whole_enterprise(viewer: Viewer, *, enterprise_id: int) -> Whole | None:
    """The enterprise that a record is, merges followed; None when the viewer may not know it.

    The ministry and the auditor learn how many; others count what they may see.
    """
    sheet = identity_sheet(viewer, enterprise_id=enterprise_id)
    if sheet is None:
        return None
    return Whole(sheet=sheet, held=tuple(_held(viewer, sheet.records)))


def _held(viewer: Viewer, records: Sequence[int]) -> list[Held]:
    """One query: the kinds are put one under the other."""
    first, *others = (_counted(viewer, kind, records) for kind in HELD)
    found = [
        Held(record_id=record, kind=Belonging(kind), count=count, last_at=last)
        for record, kind, count, last in first.union(*others, all=True)
    ]
    return sorted(found, key=lambda line: (line.record_id, list(Belonging).index(line.kind)))


def _counted(viewer: Viewer, kind: Belonging, records: Sequence[int]) -> Any:
    model, at = HELD[kind]
    rows = model.objects.all()
    seen = rows.for_operation() if can_see_figures(viewer) else rows.visible_to(viewer)
    counted = seen.filter(enterprise__in=records).order_by().values("enterprise_id")
    counted = counted.annotate(kind=Value(kind.value, CharField()), n=Count("pk", distinct=True), last=Max(at))
    return counted.values_list("enterprise_id", "kind", "n", "last")
