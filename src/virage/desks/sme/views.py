"""From the first words to the last question: one thing a page, saved at each answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.base.library import library
from virage.base.refusals import Refusal
from virage.base.templatetags.words import french
from virage.core.activity import Proposal, propose
from virage.core.instruments import UNKNOWN, Depth, Question
from virage.core.profile import minutes_left
from virage.core.sectors import SectorRole
from virage.desks.sme.door import SME, own
from virage.desks.sme.forms import AnswerForm, SectorForm, StartForm
from virage.stages.accounts.middleware import hand_key
from virage.stages.assessments.operations import begin_assessment_for_sector, save_answer
from virage.stages.assessments.queries import Sheet, latest_sheet
from virage.stages.directory.operations import begin_thread
from virage.stages.directory.queries import EnterpriseCard, latest_own

QUICK = SME.at(_("Diagnostic rapide"))


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """Four facts; ``resume`` leads back to the thread this browser already holds."""

    form: StartForm
    resume: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorPage:
    """The sectors proposed from the owner's words come first."""

    form: SectorForm
    activity: str
    hints: Mapping[str, str]
    others_from: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage:
    """One question of the quick check, or of its dimension; ``previous`` is the address of the one before."""

    form: AnswerForm
    caption: str
    short: str
    why: str
    hints: Mapping[str, str]
    position: int
    total: int
    minutes: int
    answered: int
    saved_at: datetime | None
    previous: str
    quick: bool
    enterprise: EnterpriseCard | None = None


@QUICK.form("sme/start.html")
def start(request: ViewerRequest) -> StartPage | HttpResponse:
    form = StartForm(posted(request), language=request.viewer.language)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if value not in ("", None)}
        thread = begin_thread(request.viewer, facts=said)
        hand_key(request, thread.key)
        return redirect("sme:sector", enterprise_id=thread.id)
    held = latest_own(request.viewer)
    return StartPage(form=form, resume=reverse("sme:file", args=[held.id]) if held else None)


@QUICK.form("sme/sector.html")
def sector(request: ViewerRequest, enterprise_id: int) -> SectorPage | HttpResponse:
    card = own(request, enterprise_id)
    proposals = _proposals(str(card.facts.get("activity", "")))
    choices, first_other = _sector_choices(proposals, request.viewer.language)
    form = SectorForm(posted(request), choices=choices, initial={"sector": card.facts.get("sector")})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["sector"]
        code = next((p.scian for p in proposals if chosen in p.sectors and p.scian), None)
        begin_assessment_for_sector(request.viewer, key=card.key, sector=chosen, scian=code)
        sheet = latest_sheet(request.viewer, key=card.key)
        return _onward(card, sheet.next_question if sheet else None)
    return SectorPage(
        form=form,
        activity=str(card.facts.get("activity", "")),
        hints=_hints(proposals),
        others_from=first_other,
    )


@QUICK.form("sme/question.html")
def question(request: ViewerRequest, enterprise_id: int, name: str) -> QuestionPage | HttpResponse:
    card = own(request, enterprise_id)
    sheet = _sheet(request, card)
    among = _among(sheet, name)
    position = next((i for i, asked in enumerate(among) if asked.id == name), None)
    if position is None:
        raise Http404
    quick = sheet.depth is Depth.QUICK
    entry = sheet.instrument.by_id[name]
    form = AnswerForm(
        posted(request),
        instrument=sheet.instrument,
        entry=entry,
        language=request.viewer.language,
        initial={"answer": sheet.answers.get(name)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            save_answer(
                request.viewer,
                key=card.key,
                assessment_id=sheet.id,
                question=name,
                value=form.cleaned_data["answer"],
            )
        except Refusal as refusal:
            form.add_error("answer", str(refusal.sentence))
        else:
            return _onward(card, sheet.after(name, form.cleaned_data["answer"]), quick=quick)
    language = request.viewer.language
    before = among[position - 1].id if position else None
    above = reverse("sme:sector" if quick else "sme:assessment", args=[card.id])
    return QuestionPage(
        form=form,
        caption=sheet.instrument.dimension_name(entry.dimension, sheet.profile).say(language)
        if entry.dimension
        else "",
        short=entry.short.words.say(language),
        why=entry.why.words.say(language),
        hints={UNKNOWN: sheet.instrument.file.unknown_hint.words.say(language)} if entry.dimension else {},
        position=position + 1,
        total=len(among),
        minutes=minutes_left(among, sheet.answers),
        answered=sheet.answered,
        saved_at=sheet.saved_at,
        previous=reverse("sme:question", args=[card.id, before]) if before else above,
        quick=quick,
        enterprise=card,
    )


def _sheet(request: ViewerRequest, card: EnterpriseCard) -> Sheet:
    sheet = latest_sheet(request.viewer, key=card.key, profile=card.facts, under_way=True)
    if sheet is None:
        raise Http404
    return sheet


def _among(sheet: Sheet, name: str) -> tuple[Question, ...]:
    """Every question of the quick check; beyond it, those of the same dimension."""
    if sheet.depth is Depth.QUICK:
        return sheet.questions
    here = next((q.dimension for q in sheet.questions if q.id == name), None)
    return tuple(q for q in sheet.questions if q.dimension == here)


def _onward(card: EnterpriseCard, question: str | None, *, quick: bool = True) -> HttpResponse:
    """The next question without an answer; when there is none left, the result, or the page of the full diagnostic."""
    if question:
        return redirect("sme:question", enterprise_id=card.id, name=question)
    return redirect("sme:result" if quick else "sme:assessment", enterprise_id=card.id)


def _proposals(activity: str) -> tuple[Proposal, ...]:
    return propose(activity, library().activities, library().sectors)


def _sector_choices(proposals: tuple[Proposal, ...], language: str) -> tuple[list[tuple[str, str]], str | None]:
    """Sectors proposed first, then every other; and the first of the others, before which « ou » stands."""
    sectors = library().sectors
    shown = [s.id for s in sectors.values() if s.role in {SectorRole.SECTOR, SectorRole.GENERAL}]
    first = list(dict.fromkeys(s for p in proposals for s in p.sectors if s in shown))
    others = [s for s in shown if s not in first]
    choices = [(s, sectors[s].name.say(language)) for s in (*first, *others)]
    return choices, (others[0] if first and others else None)


def _hints(proposals: tuple[Proposal, ...]) -> dict[str, str]:
    hints: dict[str, str] = {}
    for proposal in proposals:
        for name in proposal.sectors[:1]:
            hints.setdefault(name, french(proposal.phrase))
    return hints
