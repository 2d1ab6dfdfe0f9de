"""A document of an agreement, the projects and proposals that may have one. The ledger’s queries tell the rest."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from virage.base.viewer import Viewer
from virage.stages.agreements.models import Agreement, AnalysisLine, Deposit
from virage.stages.agreements.policies import DRAFT, can_draft_for
from virage.stages.calls.models import Proposal
from virage.stages.documents.queries import FileLine, file_lines
from virage.stages.programme.models import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenProposal:
    """A proposal that may become an agreement; ``projects`` are those its organisation has in the same initiative."""

    id: int
    title: str
    promoter: str
    initiative: str
    fictitious: bool
    given: Decimal
    norm: str
    starts_on: date | None
    ends_on: date | None
    projects: tuple[tuple[int, str], ...]


def agreement_paper(viewer: Viewer, *, agreement_id: int, document_id: int) -> FileLine | None:
    """What was handed in under an agreement, or what its analysis rests on; None for anyone else. Three queries."""
    handed = Deposit.objects.visible_to(viewer).filter(deliverable__agreement_id=agreement_id, document_id=document_id)
    rested = AnalysisLine.objects.visible_to(viewer).filter(agreement_id=agreement_id, document_id=document_id)
    if handed.exists() or rested.exists():
        return file_lines([document_id]).get(document_id)
    return None


def chosen_proposal(viewer: Viewer, *, proposal_id: int) -> ChosenProposal | None:
    """A proposal that was chosen, for which the viewer may write the agreement; None otherwise. Three queries."""
    rows = Proposal.objects.visible_to(viewer).filter(decision__chosen=True, agreement=None, call__cancelled_at=None)
    row = rows.select_related("call__initiative", "decision", "promoter").filter(pk=proposal_id).first()
    if row is None or not can_draft_for(viewer, row.call.initiative.ministry_id):
        return None
    ours = Project.objects.for_operation().filter(initiative=row.call.initiative_id, promoter=row.promoter_id)
    return ChosenProposal(
        id=row.pk,
        title=row.title,
        promoter=row.promoter.name,
        initiative=row.call.initiative.name,
        fictitious=row.call.initiative.fictitious,
        given=row.decision.amount or Decimal(0),
        norm=row.norm,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        projects=tuple(ours.order_by("name").values_list("pk", "name")),
    )


def agreement_of(viewer: Viewer, *, proposal_id: int) -> tuple[int, str] | None:
    """The agreement that came of a proposal, by number and reference, for whoever may follow it. One query."""
    rows = Agreement.objects.visible_to(viewer).filter(proposal=proposal_id)
    return rows.values_list("pk", "reference").first()


def projects_to_bind(viewer: Viewer) -> tuple[tuple[int, str], ...]:
    """Projects of the viewer’s ministry, announced or not: for which an agreement may be drafted. One query."""
    ours = Project.objects.for_operation().filter(initiative__ministry_id__in=viewer.organisations(*DRAFT))
    return tuple(ours.order_by("name").values_list("pk", "name"))
