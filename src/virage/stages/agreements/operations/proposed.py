"""Draft an agreement from a proposal that was chosen, with what the proposal says."""

from collections import defaultdict
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from virage.base.operations import operation
from virage.base.viewer import Viewer
from virage.stages.agreements.models import AgreedTarget, Contribution, Deliverable
from virage.stages.agreements.operations.drafting import AgreementWords, begin
from virage.stages.agreements.operations.refusals import (
    AlreadyDrafted,
    NotYourAgreement,
    ProjectTaken,
    ProposalNotChosen,
)
from virage.stages.agreements.policies import can_draft_for
from virage.stages.agreements.states import ContributionKind, DeliverableKind, Nature
from virage.stages.calls.models import Decision, Proposal
from virage.stages.calls.states import LineSource
from virage.stages.programme.models import Project
from virage.stages.programme.operations import prepare_project


@operation
def draft_from_proposal(
    viewer: Viewer, *, proposal_id: int, reference: str, words: AgreementWords, project_id: int | None = None
) -> int:
    """Draft the agreement of a chosen proposal: what was given, who else pays, its targets, what it reports on.

    Without a project, one is prepared under the proposal’s title; the public does not see it. A report is written for
    each day that a target names, and the final one for the last day: the draft may still change them all.

    Raises:
        ProposalNotChosen: nothing was decided in its favour, or the project is another organisation’s.
        AlreadyDrafted: it has its agreement.
        ProjectTaken: another organisation has a project of that name.
    """
    rows = Proposal.objects.visible_to(viewer).select_for_update(of=("self",)).select_related("call__initiative")
    proposal = rows.filter(pk=proposal_id).first()
    if proposal is None or not can_draft_for(viewer, proposal.call.initiative.ministry_id):
        raise NotYourAgreement
    decision = Decision.objects.for_operation().filter(proposal=proposal, chosen=True).first()
    if decision is None or decision.amount is None:
        raise ProposalNotChosen
    if hasattr(proposal, "agreement"):
        raise AlreadyDrafted
    ministry = proposal.call.initiative.ministry_id
    columns = {"project_id": _project(viewer, proposal, project_id), "promoter_id": proposal.promoter_id}
    number = begin(viewer, ministry, proposal_id=proposal.pk, reference=reference, **columns, **asdict(words))
    Contribution.objects.bulk_create(
        Contribution(agreement_id=number, **each) for each in _brought(proposal, decision.amount)
    )
    targets = list(proposal.targets.for_operation().order_by("rank"))
    told = ("indicator", "definition", "baseline", "method", "value", "due_on")
    AgreedTarget.objects.bulk_create(
        AgreedTarget(agreement_id=number, **{name: getattr(one, name) for name in told})
        for one in targets
        if one.value is not None
    )
    days = sorted({one.due_on for one in targets if one.due_on and one.due_on < words.ends_on})
    reports = [(DeliverableKind.PROGRESS, _("Rapport d’étape"), day) for day in days]
    Deliverable.objects.bulk_create(
        Deliverable(agreement_id=number, kind=kind, title=title, due_on=day)
        for kind, title, day in (*reports, (DeliverableKind.FINAL, _("Rapport final"), words.ends_on))
    )
    return number


def _project(viewer: Viewer, proposal: Proposal, project_id: int | None) -> int:
    initiative = proposal.call.initiative_id
    ours = Project.objects.for_operation().filter(initiative=initiative)
    if project_id is not None:
        if not ours.filter(pk=project_id, promoter=proposal.promoter_id).exists():
            raise ProposalNotChosen
        return project_id
    if ours.filter(name=proposal.title).exists():
        raise ProjectTaken
    return prepare_project(
        viewer,
        initiative_id=initiative,
        promoter_id=proposal.promoter_id,
        name=proposal.title,
        summary=proposal.summary,
        offer=proposal.offers,
        sectors=proposal.sectors,
        regions=proposal.regions,
    )


def _brought(proposal: Proposal, given: Decimal) -> list[dict[str, Any]]:
    """What was given, then what each other funder brings, summed over its lines."""
    ministry = proposal.call.initiative.ministry_id
    others: dict[tuple[str, str, bool], Decimal] = defaultdict(Decimal)
    for line in proposal.lines.for_operation().exclude(source=LineSource.ASKED).order_by("rank"):
        others[line.source, line.funder, line.in_kind] += line.amount
    own = {"funder_id": ministry, "kind": ContributionKind.CASH, "nature": Nature.PUBLIC, "own": True, "amount": given}
    return [own, *(_other(proposal, *who, amount) for who, amount in others.items())]


def _other(proposal: Proposal, source: str, funder: str, in_kind: bool, amount: Decimal) -> dict[str, Any]:
    mine = source == LineSource.OWN and not funder
    return {
        "funder_id": proposal.promoter_id if mine else None,
        "funder_name": "" if mine else funder or str(LineSource(source).label),
        "kind": ContributionKind.IN_KIND if in_kind else ContributionKind.CASH,
        "nature": Nature.PUBLIC if source == LineSource.PUBLIC else Nature.PRIVATE,
        "amount": amount,
    }
