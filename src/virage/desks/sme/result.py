"""The result of the quick check: the score, the three first actions, the aids and why, the next question."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from virage.base.charts.model import Chart
from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.base.library import library
from virage.base.refusals import Refusal
from virage.core.instruments import Depth
from virage.core.matching import Found
from virage.core.offers import Reading
from virage.core.portfolio import Project
from virage.desks.sme.action_cards import ActionCard, action_card
from virage.desks.sme.door import SME, own
from virage.desks.sme.forms import FactForm
from virage.desks.sme.heading import caption
from virage.desks.sme.projects import offers_here, projects_here, real_projects
from virage.desks.sme.score import ScoreBox, finding, profile_chart, score_box
from virage.stages.assessments.queries import Sheet, latest_sheet
from virage.stages.casefiles.operations import call_back_before
from virage.stages.directory.queries import EnterpriseCard
from virage.stages.funding.operations import settle_fact
from virage.stages.funding.queries import AidBoard, board_of
from virage.stages.plans.queries import first_actions
from virage.stages.programme.queries import OfferCard, ProjectCard

RESULT = SME.at(gettext_lazy("Résultat"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """What the full diagnostic would still ask: questions and minutes; whether it is begun, or over."""

    questions: int
    minutes: int
    begun: bool
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    enterprise: EnterpriseCard
    sheet: Sheet
    further: Further
    caption: str
    score: ScoreBox | None
    finding: str
    chart: Chart | None
    first: tuple[ActionCard, ...]
    board: AidBoard
    fact_form: FactForm | None
    real: tuple[Found[Project], ...]
    here: tuple[ProjectCard, ...]
    offers: tuple[tuple[OfferCard, Reading], ...]
    on: date
    call_before: date


def further(sheet: Sheet) -> Further:
    """How far the full diagnostic is. No query."""
    parts = sheet.parts(Depth.FULL)
    return Further(
        questions=sum(len(part.questions) - part.answered for part in parts),
        minutes=sheet.minutes_left_at(Depth.FULL),
        begun=sheet.depth is Depth.FULL,
        over=sheet.depth is Depth.FULL and sheet.finished_at is not None,
    )


@RESULT.page("sme/result.html")
def result(request: ViewerRequest, enterprise_id: int) -> ResultPage | HttpResponse:
    card = own(request, enterprise_id)
    sheet = latest_sheet(request.viewer, key=card.key, profile=card.facts)
    if sheet is None:
        return redirect("sme:sector", enterprise_id=card.id)
    if sheet.depth is Depth.QUICK and sheet.next_question and sheet.finished_at is None:
        return redirect("sme:question", enterprise_id=card.id, name=sheet.next_question)
    on = timezone.localdate()
    board = board_of(card, sheet, on=on)
    language = request.viewer.language
    return ResultPage(
        enterprise=card,
        sheet=sheet,
        further=further(sheet),
        caption=caption(card, language),
        score=score_box(sheet, card, language),
        finding=finding(sheet, language),
        chart=profile_chart(sheet, language),
        first=tuple(action_card(step, sheet, board, language) for step in first_actions(sheet, on=on)),
        board=board,
        fact_form=FactForm(fact=board.next.fact, language=language) if board.next else None,
        real=real_projects(card),
        here=projects_here(request, card),
        offers=offers_here(request, card),
        on=on,
        call_before=call_back_before(on),
    )


@RESULT.form("sme/settle.html")
def settle(request: ViewerRequest, enterprise_id: int) -> Mapping[str, object] | HttpResponse:
    """Answer the one question that settles most; a wrong value comes back with its sentence."""
    card = own(request, enterprise_id)
    name = request.POST.get("fact", "") or request.GET.get("fact", "")
    fact = library().facts.facts.get(name)
    if fact is None or fact.question is None:
        raise Http404
    form = FactForm(posted(request), fact=fact, language=request.viewer.language)
    if request.method == "POST" and form.is_valid():
        try:
            settle_fact(request.viewer, key=card.key, name=name, value=form.value(), on=timezone.localdate())
        except Refusal as refusal:
            form.add_error("value", str(refusal.sentence))
        else:
            return redirect(reverse("sme:result", args=[card.id]) + "#aides")
    return {"form": form, "enterprise": card, "fact": fact}
