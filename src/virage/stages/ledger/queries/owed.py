"""The reporting calendar: what promoters have to hand in, by when, and the money that waits for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from virage.base.viewer import Viewer
from virage.stages.agreements.models import Deliverable, Deposit, Payable, Tranche
from virage.stages.agreements.states import DeliverableKind
from virage.stages.ledger.models import Entry
from virage.stages.ledger.showing.sums import total_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedLine:
    """A deliverable not accepted yet. ``waiting``: handed in, to be read by the ministry; ``why`` it was returned.

    ``agreement_id`` is the agreement, never an amendment. ``blocked``, in dollars, is what it holds once late: found
    owed and not paid, or come to its day.
    """

    id: int
    title: str
    kind_words: str
    due_on: date
    late: bool
    waiting: bool
    why: str
    reference: str
    agreement_id: int
    project: str
    promoter: str
    promoter_id: int
    ministry_id: int
    blocked: Decimal


def owed_by(
    viewer: Viewer, *, on: date, promoters: Collection[int] | None = None, until: date | None = None
) -> tuple[OwedLine, ...]:
    """What is to be handed in, or to be read, the earliest first; of some promoters, due by a day. One query."""
    rows = Deliverable.objects.visible_to(viewer).standing()
    if promoters is not None:
        rows = rows.filter(agreement__promoter_id__in=promoters)
    if until is not None:
        rows = rows.filter(due_on__lte=until)
    answers = Deposit.objects.for_operation().filter(deliverable=OuterRef("pk"))
    told: Any = rows.annotate(
        root=Coalesce("agreement__amends_id", "agreement_id"),
        waiting=Exists(answers.filter(accepted=None)),
        returned=Subquery(answers.filter(accepted=False).order_by("-pk").values("why")[:1]),
        ministry=F("agreement__project__initiative__ministry"),
    )
    told = told.annotate(blocked=_blocked(on)).filter(~Exists(answers.filter(accepted=True)))
    return tuple(
        OwedLine(
            id=row.pk,
            title=row.title,
            kind_words=str(DeliverableKind(row.kind).label),
            due_on=row.due_on,
            late=row.due_on < on,
            waiting=row.waiting,
            why=row.returned or "",
            reference=row.agreement.reference,
            agreement_id=row.root,
            project=row.agreement.project.name,
            promoter=row.agreement.promoter.name,
            promoter_id=row.agreement.promoter_id,
            ministry_id=row.ministry,
            blocked=row.blocked,
        )
        for row in told.select_related("agreement__project", "agreement__promoter").order_by("due_on", "pk")
    )


def _blocked(on: date) -> Any:
    of_root = Q(agreement=OuterRef("root")) | Q(agreement__amends=OuterRef("root"))
    due: QuerySet[Any] = Tranche.objects.for_operation().standing().filter(of_root, payable=None, due_on__lte=on)
    owed = Payable.objects.for_operation().filter(agreement=OuterRef("root"))
    paid = Entry.objects.for_operation().filter(agreement=OuterRef("root"), payable__isnull=False)
    return total_of(owed) - total_of(paid) + total_of(due)
