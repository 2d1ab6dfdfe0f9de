"""The result of the quick check, the aids and why, the projects that could help; then the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from virage.base.charts.model import Chart, Said
from virage.base.charts.profile import Dimension, profile
from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.base.library import library
from virage.base.refusals import Refusal
from virage.base.words import number
from virage.core.instruments import NOT_APPLICABLE, UNKNOWN
from virage.core.routing import Match, Seeker, could_help
from virage.desks.sme.door import SME, own
from virage.desks.sme.forms import FactForm
from virage.stages.assessments.queries import Sheet, latest_sheet
from virage.stages.casefiles.operations import call_back_before
from virage.stages.directory.queries import EnterpriseCard
from virage.stages.funding.operations import draft_funded_plan, settle_fact
from virage.stages.funding.queries import AidBoard, AidLine, board_of
from virage.stages.plans.operations import keep_actions
from virage.stages.plans.queries import PlannedAction, PlanSheet, first_actions, latest_plan
from virage.stages.programme.queries import ProjectCard, suited_projects

RESULT = SME.at(gettext_lazy("Diagnostic rapide"))
PLAN = SME.at(gettext_lazy("Plan d’intervention"))
SHOWN_PROJECTS = 4
MOST_PAYERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """A question whose answer would narrow the interval, and the address where it is asked."""

    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreBox:
    """Whole points out of 100; the words say how many answers leave the margin."""

    value: int
    low: int
    high: int
    bands: tuple[str, ...]
    band: str
    unknowns: int
    narrowing: tuple[Narrowing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionCard:
    """One action, the answers that call for it, and the aids that say they accept such expenses."""

    step: PlannedAction
    title: str
    why: str
    because: tuple[str, ...]
    payers: tuple[AidLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    enterprise: EnterpriseCard
    sheet: Sheet
    caption: str
    score: ScoreBox | None
    finding: str
    chart: Chart | None
    first: tuple[ActionCard, ...]
    board: AidBoard
    fact_form: FactForm | None
    real: tuple[Match, ...]
    here: tuple[ProjectCard, ...]
    on: date
    call_before: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    enterprise: EnterpriseCard
    caption: str
    plan: PlanSheet
    actions: tuple[ActionCard, ...]
    score: ScoreBox | None
    board: AidBoard
    real: tuple[Match, ...]
    here: tuple[ProjectCard, ...]
    stages: tuple[Mapping[str, str], ...]
    stale: bool
    on: date
    call_before: date


@RESULT.page("sme/result.html")
def result(request: ViewerRequest, enterprise_id: int) -> ResultPage | HttpResponse:
    card = own(request, enterprise_id)
    sheet = latest_sheet(request.viewer, key=card.key, profile=card.facts)
    if sheet is None:
        return redirect("sme:sector", enterprise_id=card.id)
    if sheet.next_question and sheet.finished_at is None:
        return redirect("sme:question", enterprise_id=card.id, name=sheet.next_question)
    on = timezone.localdate()
    board = board_of(card, sheet, on=on)
    language = request.viewer.language
    return ResultPage(
        enterprise=card,
        sheet=sheet,
        caption=caption(card, language),
        score=score_box(sheet, card, language),
        finding=_finding(sheet, language),
        chart=_chart(sheet, language),
        first=tuple(action_card(step, sheet, board, language) for step in first_actions(sheet, on=on)),
        board=board,
        fact_form=FactForm(fact=board.next.fact, language=language) if board.next else None,
        real=real_projects(card)[:SHOWN_PROJECTS],
        here=_here(request, card),
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
        actions=tuple(action_card(step, sheet, board, language) for step in found.steps),
        score=score_box(sheet, card, language),
        board=board,
        real=real_projects(card)[:SHOWN_PROJECTS],
        here=_here(request, card),
        stages=thread_stages("advice"),
        stale=dict(found.answers) != dict(sheet.answers),
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


def caption(card: EnterpriseCard, language: str) -> str:
    """Who this is about, as far as it is known: « Construction – 12 personnes, Bas-Saint-Laurent »."""
    sector = library().sectors.get(str(card.facts.get("sector", "")))
    region = library().regions.get(str(card.facts.get("region", "")))
    people = card.facts.get("employees")
    size = ngettext("%(n)s personne", "%(n)s personnes", people) % {"n": people} if isinstance(people, int) else ""
    place = region.name.say(language) if region else ""
    head = card.name or (sector.name.say(language) if sector else _("Votre entreprise"))
    tail = ", ".join(part for part in (size, place) if part)
    return f"{head} – {tail}" if tail else head


def score_box(sheet: Sheet, card: EnterpriseCard, language: str) -> ScoreBox | None:
    """The score in whole points; None when nothing scored was answered."""
    scored = sheet.card
    if scored.overall is None or scored.interval is None or scored.band is None:
        return None
    bands = sheet.instrument.file.bands
    return ScoreBox(
        value=round(scored.overall),
        low=scored.interval.whole[0],
        high=scored.interval.whole[1],
        bands=tuple(b.name.words.say(language) for b in bands),
        band=sheet.instrument.band_name(scored.band).say(language),
        unknowns=sum(1 for q in sheet.questions if sheet.answers.get(q.id) == UNKNOWN and q.dimension),
        narrowing=tuple(
            Narrowing(
                words=sheet.instrument.by_id[n.question].short.words.say(language),
                href=reverse("sme:question", args=[card.id, n.question]),
            )
            for n in scored.narrowing[:2]
        ),
    )


def action_card(step: PlannedAction, sheet: Sheet, board: AidBoard, language: str) -> ActionCard:
    """An action and, in the owner's own words, the situations that call for it."""
    entry = step.action.entry
    because = tuple(
        sheet.instrument.by_id[name].options[sheet.answers[name]].words.say(language)
        for name in step.because
        if name in sheet.instrument.by_id and sheet.answers.get(name) not in {None, UNKNOWN, NOT_APPLICABLE}
    )
    return ActionCard(
        step=step,
        title=entry.title.words.say(language),
        why=entry.summary.words.say(language),
        because=because,
        payers=board.payers_of(entry.expenses)[:MOST_PAYERS],
    )


def thread_stages(here: str) -> tuple[Mapping[str, str], ...]:
    """The four stages, and the one where the enterprise is. They are not gates."""
    titles = {
        "awareness": _("Sensibilisation"),
        "advice": _("Accompagnement et conseil"),
        "funding": _("Financement"),
        "technology": _("Accompagnement technologique"),
    }
    hrefs = {
        "awareness": reverse("public:calendar"),
        "advice": "",
        "funding": reverse("public:aids"),
        "technology": "",
    }
    order = list(titles)
    return tuple(
        {
            "title": title,
            "note": "",
            "href": hrefs[name],
            "state": "here" if name == here else "ahead" if order.index(name) > order.index(here) else "",
        }
        for name, title in titles.items()
    )


def real_projects(card: EnterpriseCard) -> tuple[Match, ...]:
    facts = {name: card.facts[name] for name in ("scian", "region", "employees") if name in card.facts}
    seeker = Seeker(sector=card.facts.get("sector"), need=str(card.facts.get("need", "")), facts=facts)
    return could_help(seeker, library().portfolio.projects.values(), library().sectors)


def _here(request: ViewerRequest, card: EnterpriseCard) -> tuple[ProjectCard, ...]:
    return suited_projects(request.viewer, sector=card.facts.get("sector"), region=card.facts.get("region"))


def _finding(sheet: Sheet, language: str) -> str:
    """The title says what was found: the weakest dimension, by how much."""
    scored = [d for d in sheet.card.dimensions if d.score is not None]
    if not scored:
        return _("Pas encore de score par dimension")
    weakest = min(scored, key=lambda d: d.score or 0)
    best = max(scored, key=lambda d: d.score or 0)
    name = sheet.instrument.dimension_name(weakest.id, sheet.profile).say(language)
    gap = round((best.score or 0) - (weakest.score or 0))
    if not gap:
        return _("Vos dimensions se valent")
    return _("%(name)s d’abord : %(gap)s points sous votre meilleure dimension") % {
        "name": name,
        "gap": number(gap, "en" if language == "en" else "fr"),
    }


def _chart(sheet: Sheet, language: str) -> Chart | None:
    rows = [
        Dimension(
            label=sheet.instrument.dimension_name(d.id, sheet.profile).say(language),
            value=round(d.score),
            low=d.interval.whole[0],
            high=d.interval.whole[1],
        )
        for d in sheet.card.dimensions
        if d.score is not None and d.interval is not None
    ]
    if not rows:
        return None
    said = Said(
        name="profil",
        title=_("Score par dimension, sur 100, avec la marge"),
        finding=_finding(sheet, language),
        language=language,
    )
    return profile(sorted(rows, key=lambda row: row.value), said)
