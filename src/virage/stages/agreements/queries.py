"""A document of an agreement, and the projects that may have one. The ledger’s queries tell the rest."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from virage.base.viewer import Viewer
from virage.stages.agreements.models import AnalysisLine, Deliverable, Deposit
from virage.stages.agreements.policies import DRAFT
from virage.stages.agreements.states import AgreementState
from virage.stages.documents.queries import FileLine, file_lines
from virage.stages.programme.models import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedLine:
    """A deliverable not accepted yet. ``waiting``: handed in, to be read by the ministry; ``why`` it was returned."""

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


def agreement_paper(viewer: Viewer, *, agreement_id: int, document_id: int) -> FileLine | None:
    """What was handed in under an agreement, or what its analysis rests on; None for anyone else. Three queries."""
    handed = Deposit.objects.visible_to(viewer).filter(deliverable__agreement_id=agreement_id, document_id=document_id)
    rested = AnalysisLine.objects.visible_to(viewer).filter(agreement_id=agreement_id, document_id=document_id)
    if handed.exists() or rested.exists():
        return file_lines([document_id]).get(document_id)
    return None


def owed_by(viewer: Viewer, *, promoters: Collection[int], on: date) -> tuple[OwedLine, ...]:
    """What these promoters have to hand in and what waits for an answer, the earliest first. One query."""
    rows = Deliverable.objects.visible_to(viewer).filter(
        agreement__promoter_id__in=promoters, agreement__state=AgreementState.SIGNED
    )
    answers = Deposit.objects.for_operation().filter(deliverable=OuterRef("pk"))
    told: Any = rows.annotate(
        waiting=Exists(answers.filter(accepted=None)),
        why=Subquery(answers.filter(accepted=False).order_by("-pk").values("why")[:1]),
    )
    open_ones = told.filter(~Exists(answers.filter(accepted=True))).select_related("agreement__project")
    return tuple(
        OwedLine(
            id=row.pk,
            title=row.title,
            kind_words=row.get_kind_display(),
            due_on=row.due_on,
            late=row.due_on < on,
            waiting=row.waiting,
            why=row.why or "",
            reference=row.agreement.reference,
            agreement_id=row.agreement_id,
            project=row.agreement.project.name,
        )
        for row in open_ones.order_by("due_on", "pk")
    )


def projects_to_bind(viewer: Viewer) -> tuple[tuple[int, str], ...]:
    """Projects of the viewer’s ministry, announced or not: for which an agreement may be drafted. One query."""
    ours = Project.objects.for_operation().filter(initiative__ministry_id__in=viewer.organisations(*DRAFT))
    return tuple(ours.order_by("name").values_list("pk", "name"))
