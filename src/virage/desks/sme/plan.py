"""The plan: drawn from the answers, read, and what the owner keeps of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from virage.base.door import ViewerRequest
from virage.core.matching import Found
from virage.core.portfolio import Project
from virage.desks.sme.action_cards import ActionCard, action_card
from virage.desks.sme.door import SME, own
from virage.desks.sme.heading import caption, thread_stages
from virage.desks.sme.projects import projects_here, real_projects
from virage.stages.assessments.queries import latest_sheet
from virage.stages.casefiles.operations import call_back_before
from virage.stages.directory.queries import EnterpriseCard
from virage.stages.funding.operations import draft_funded_plan
from virage.stages.funding.queries import AidBoard, board_of
from virage.stages.plans.operations import keep_actions
from virage.stages.plans.queries import PlanSheet, latest_plan
from virage.stages.programme.queries import ProjectCard

PLAN = SME.at(gettext_lazy("Plan d’intervention"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    enterprise: EnterpriseCard
    caption: str
    plan: PlanSheet
    first: tuple[ActionCard, ...]
    next: tuple[ActionCard, ...]
    board: AidBoard
    real: tuple[Found[Project], ...]
    here: tuple[ProjectCard, ...]
    stages: tuple[Mapping[str, str], ...]
    stale: bool
    on: date
    call_before: date


@PLAN.act()
def draw_plan(request: ViewerRequest, enterprise_id: int) -> HttpResponse:
    card = own(request, enterprise_id)
    draft_funded_plan(request.viewer, key=card.key, on=timezone.localdate())
    return redirect("sme:plan", enterprise_id=card.id)


@PLAN.page("sme/plan.html")
def plan(request: ViewerRequest, enterprise_id: int) -> PlanPage | HttpResponse:
    card = own(request, enterprise_id)
    found = latest_plan(request.viewer, key=card.key)
    sheet = latest_sheet(request.viewer, key=card.key, profile=card.facts)
    if found is None or sheet is None:
        return redirect("sme:result", enterprise_id=card.id)
    on = timezone.localdate()
    language = request.viewer.language
    board = board_of(card, sheet, on=on)
    return PlanPage(
        enterprise=card,
        caption=caption(card, language),
        plan=found,
        first=tuple(action_card(step, sheet, board, language) for step in found.first),
        next=tuple(action_card(step, sheet, board, language) for step in found.next),
        board=board,
        real=real_projects(card),
        here=projects_here(request, card),
        stages=thread_stages("advice"),
        stale=found.stale(sheet),
        on=on,
        call_before=call_back_before(on),
    )


@PLAN.act()
def choose(request: ViewerRequest, enterprise_id: int) -> HttpResponse:
    card = own(request, enterprise_id)
    found = latest_plan(request.viewer, key=card.key)
    if found is None:
        raise Http404
    keep_actions(request.viewer, key=card.key, plan_id=found.id, kept=request.POST.getlist("kept"))
    return redirect(reverse("sme:plan", args=[card.id]) + "#documents")
