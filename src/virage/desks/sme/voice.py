"""A colleague answers: their own words, from their own link; nothing else of the thread opens."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from virage.base.door import ViewerRequest
from virage.base.forms import posted, refused_by
from virage.core.instruments import UNKNOWN
from virage.core.profile import minutes_left
from virage.desks.sme.assessment import PartLine
from virage.desks.sme.door import SME
from virage.desks.sme.forms import AnswerForm
from virage.desks.sme.views import QuestionPage
from virage.stages.assessments.operations import end_voice, save_voice
from virage.stages.assessments.queries import VoiceSheet, voice_sheet

VOICE = SME.at(gettext_lazy("Vos réponses"))


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicePage:
    sheet: VoiceSheet
    parts: tuple[PartLine, ...]
    answered: int
    total: int
    minutes: int


@VOICE.page("sme/voice.html")
def voice(request: ViewerRequest, respondent_id: int) -> VoicePage:
    sheet, language = _sheet(request, respondent_id), request.viewer.language
    return VoicePage(
        sheet=sheet,
        parts=tuple(
            PartLine(
                name=sheet.instrument.dimension_name(part.dimension, sheet.profile).say(language)
                if part.dimension
                else _("Pour finir"),
                answered=part.answered,
                total=len(part.questions),
                minutes=part.minutes_left,
                href=reverse("sme:voice_question", args=[sheet.id, part.first]),
            )
            for part in sheet.parts
        ),
        answered=sum(part.answered for part in sheet.parts),
        total=len(sheet.questions),
        minutes=minutes_left(sheet.questions, sheet.answers),
    )


@VOICE.form("sme/voice_question.html")
def question(request: ViewerRequest, respondent_id: int, name: str) -> QuestionPage | HttpResponse:
    sheet, language = _sheet(request, respondent_id), request.viewer.language
    among = sheet.among(name)
    if not among:
        raise Http404
    entry, position = sheet.instrument.by_id[name], [q.id for q in among].index(name)
    above = reverse("sme:voice", args=[sheet.id])
    form = AnswerForm(
        posted(request),
        instrument=sheet.instrument,
        entry=entry,
        language=language,
        initial={"answer": sheet.answers.get(name)},
    )
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            save_voice(request.viewer, respondent_id=sheet.id, question=name, value=form.cleaned_data["answer"])
            following = sheet.after(name)
            return redirect(reverse("sme:voice_question", args=[sheet.id, following]) if following else above)
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
        answered=len(sheet.answers),
        saved_at=sheet.saved_at,
        previous=reverse("sme:voice_question", args=[sheet.id, among[position - 1].id]) if position else above,
        quick=False,
    )


@VOICE.act()
def done(request: ViewerRequest, respondent_id: int) -> HttpResponse:
    sheet = _sheet(request, respondent_id)
    end_voice(request.viewer, respondent_id=sheet.id)
    return redirect("sme:voice", respondent_id=sheet.id)


def _sheet(request: ViewerRequest, respondent_id: int) -> VoiceSheet:
    sheet = voice_sheet(request.viewer, respondent_id=respondent_id)
    if sheet is None:
        raise Http404
    return sheet
