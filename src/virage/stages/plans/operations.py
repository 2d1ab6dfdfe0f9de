"""Draw a plan from the answers; decide what is kept of it."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.library import actions_digest
from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Viewer
from virage.core.quarters import Quarter
from virage.stages.assessments.models import Assessment
from virage.stages.assessments.queries import latest_sheet
from virage.stages.directory.operations import locked_enterprise
from virage.stages.plans.models import Plan, PlanStep
from virage.stages.plans.queries import proposed


class NothingAnswered(Refusal):
    """No answer to draw from."""

    sentence = _("Répondez d’abord au diagnostic rapide : le plan part de vos réponses.")


class NoPlan(Forbidden):
    """No such plan under this key."""

    sentence = _("Ce plan n’existe plus, ou ce navigateur n’en a pas la clé.")


@operation
def draft_plan(viewer: Viewer, *, key: UUID, on: date) -> int:
    """Draw a plan from the latest answers, as of a date. The same answers and content give the plan already drawn.

    Returns the plan's number.
    """
    enterprise = locked_enterprise(viewer, key=key)
    sheet = latest_sheet(viewer, key=key)
    if sheet is None or not sheet.answers:
        raise NothingAnswered
    basis = {"profile": dict(sheet.profile), "answers": dict(sheet.answers), "actions_hash": actions_digest()}
    held = Plan.objects.for_operation().filter(enterprise=enterprise).order_by("-drawn_at").first()
    if held and held.basis == basis and held.drawn_on == on:
        record(viewer, "plan.repeated", kind="plan", id=held.pk)
        return held.pk
    proposal = proposed(sheet.profile, sheet.answers, on=on)
    plan = Plan.objects.create(
        enterprise=enterprise,
        assessment=Assessment.objects.for_operation().get(pk=sheet.id),
        drawn_on=on,
        drawn_at=timezone.now(),
        basis=basis,
    )
    firsts = [candidate.action.id for candidate in proposal.first]
    PlanStep.objects.bulk_create(
        PlanStep(
            plan=plan,
            action=step.candidate.action.id,
            rank=rank,
            first_rank=firsts.index(step.candidate.action.id) if step.candidate.action.id in firsts else None,
            quarter=_written(step.first),
            last_quarter=_written(step.last),
        )
        for rank, step in enumerate(proposal.steps)
    )
    record(viewer, "plan.drawn", kind="plan", id=plan.pk, steps=len(proposal.steps))
    return plan.pk


@operation
def keep_actions(viewer: Viewer, *, key: UUID, plan_id: int, kept: Collection[str]) -> None:
    """Keep these actions and set the others aside; the proposal itself does not change."""
    enterprise = locked_enterprise(viewer, key=key)
    plan = Plan.objects.for_operation().filter(enterprise=enterprise, pk=plan_id).first()
    if plan is None:
        raise NoPlan
    for step in PlanStep.objects.for_operation().filter(plan=plan):
        if step.kept != (step.action in kept):
            step.kept = step.action in kept
            step.decided_at = timezone.now()
            step.decided_by = viewer.by
            step.save()
    record(viewer, "plan.decided", kind="plan", id=plan.pk, kept=sorted(kept))


def _written(quarter: Quarter) -> str:
    return f"{quarter.year}-{quarter.number}"
