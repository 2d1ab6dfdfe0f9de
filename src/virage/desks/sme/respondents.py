"""Answer with others: invite colleagues, read where they differ, come to one answer."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy

from virage.base.door import ViewerRequest
from virage.base.forms import posted, refused_by
from virage.content.instruments import Instrument
from virage.core.instruments import NOT_APPLICABLE, Depth
from virage.desks.sme.door import SME, own
from virage.desks.sme.forms import AgreementForm, RespondentForm
from virage.desks.sme.heading import caption
from virage.stages.assessments.operations import agree_answer, invite_respondent, withdraw_respondent
from virage.stages.assessments.queries import (
    OWNER,
    Invited,
    Meeting,
    RespondentLine,
    Sheet,
    invited,
    latest_sheet,
    meetings,
    respondents_of,
)
from virage.stages.assessments.reading import option_words
from virage.stages.directory.queries import EnterpriseCard

WITH_OTHERS = SME.at(gettext_lazy("Répondre à plusieurs"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one person says of a question; ``step`` from 1 (least mature), 0 when it does not apply to them."""

    who: str
    words: str
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A question that several answered, each one's words, and who agreed when it is settled."""

    question: str
    short: str
    text: str
    steps: int
    said: tuple[Said, ...]
    settled: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RespondentsPage:
    enterprise: EnterpriseCard
    caption: str
    respondents: tuple[RespondentLine, ...]
    total: int
    form: RespondentForm
    open: tuple[MeetingLine, ...]
    settled: tuple[MeetingLine, ...]
    alike: int
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage:
    enterprise: EnterpriseCard
    meeting: MeetingLine
    form: AgreementForm


@WITH_OTHERS.form("sme/respondents.html")
def respondents(request: ViewerRequest, enterprise_id: int) -> RespondentsPage | HttpResponse:
    card = own(request, enterprise_id)
    sheet = _sheet(request, card)
    form = RespondentForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            invite_respondent(request.viewer, key=card.key, **form.cleaned_data)
            messages.success(request, _("L’invitation est partie. Son lien ouvre ses réponses pendant 30 jours."))
            return redirect("sme:respondents", enterprise_id=card.id)
    people = respondents_of(request.viewer, sheet=sheet)
    met = meetings(request.viewer, sheet=sheet) if people else ()
    named = tuple(one.invited for one in people)
    lines = {one.heard.question: _line(one, sheet, named, request.viewer.language) for one in met}
    return RespondentsPage(
        enterprise=card,
        caption=caption(card, request.viewer.language),
        respondents=people,
        total=sum(len(part.questions) for part in sheet.parts(Depth.FULL)),
        form=form,
        open=tuple(lines[one.heard.question] for one in met if one.open),
        settled=tuple(lines[one.heard.question] for one in met if one.settled),
        alike=sum(1 for one in met if one.heard.agreed and not one.settled),
        over=sheet.finished_at is not None,
    )


@WITH_OTHERS.act()
def withdraw(request: ViewerRequest, enterprise_id: int, respondent_id: int) -> HttpResponse:
    card = own(request, enterprise_id)
    withdraw_respondent(request.viewer, key=card.key, respondent_id=respondent_id)
    messages.success(request, _("Son lien est fermé; ses réponses sont mises de côté."))
    return redirect("sme:respondents", enterprise_id=card.id)


@WITH_OTHERS.form("sme/meeting.html")
def meeting(request: ViewerRequest, enterprise_id: int, name: str) -> MeetingPage | HttpResponse:
    card = own(request, enterprise_id)
    sheet, language = _sheet(request, card), request.viewer.language
    people = invited(request.viewer, sheet=sheet)
    met = next((one for one in meetings(request.viewer, sheet=sheet) if one.heard.question == name), None)
    if met is None:
        raise Http404
    form = AgreementForm(
        posted(request),
        instrument=sheet.instrument,
        entry=sheet.instrument.by_id[name],
        language=language,
        people=[(one.id, f"{one.name}, {one.role}") for one in people if str(one.id) in met.heard.said],
        initial={"answer": sheet.answers.get(name), "agreed": [str(n) for n in met.settled]},
    )
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            agree_answer(
                request.viewer,
                key=card.key,
                assessment_id=sheet.id,
                question=name,
                value=form.cleaned_data["answer"],
                agreed=[int(n) for n in form.cleaned_data["agreed"]],
            )
            messages.success(request, _("C’est noté : la réponse commune, et qui en convient."))
            return redirect("sme:respondents", enterprise_id=card.id)
    return MeetingPage(enterprise=card, meeting=_line(met, sheet, people, language), form=form)


def _sheet(request: ViewerRequest, card: EnterpriseCard) -> Sheet:
    sheet = latest_sheet(request.viewer, key=card.key, profile=card.facts, under_way=True)
    if sheet is None:
        raise Http404
    return sheet


def _line(met: Meeting, sheet: Sheet, people: tuple[Invited, ...], language: str) -> MeetingLine:
    names = {OWNER: _("Vous"), **{str(one.id): f"{one.name} ({one.role})" for one in people}}
    entry = sheet.instrument.by_id[met.heard.question]
    return MeetingLine(
        question=met.heard.question,
        short=entry.short.words.say(language),
        text=entry.text.words.say(language),
        steps=len(entry.options),
        said=tuple(
            Said(
                who=names[who],
                words=option_words(sheet.instrument, met.heard.question, value, language),
                step=_step(sheet.instrument, met.heard.question, value),
            )
            for who, value in sorted(met.heard.said.items(), key=lambda each: each[0] != OWNER)
        ),
        settled=tuple(names[str(n)] for n in met.settled if str(n) in names),
    )


def _step(instrument: Instrument, question: str, value: str) -> int:
    return 0 if value == NOT_APPLICABLE else [*instrument.by_id[question].options].index(value) + 1
