"""A short survey, by private link or at a session; and the page that stops news in one click."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from virage.base.door import ViewerRequest
from virage.base.forms import posted, refused_by
from virage.base.library import library
from virage.content.surveys import SURVEY, Survey
from virage.core.sectors import SectorRole
from virage.desks.public.door import PUBLIC
from virage.desks.public.views.entering import unlisted
from virage.stages.awareness.queries import SessionCard, session
from virage.stages.insight.operations import answer_at_session, answer_by_link
from virage.stages.messages.news import stop_news


class SurveyForm(forms.Form):
    """The questions of one survey; at a session, the sector and region too."""

    def __init__(self, survey: Survey, language: str, *given: object, places: bool = False) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        if places:
            every = library().sectors.values()
            sectors = [(s.id, s.name.say(language)) for s in every if s.role is not SectorRole.EXTRA]
            regions = [(code, region.name.say(language)) for code, region in library().regions.items()]
            for name, label, choices in (
                ("sector", _("Votre secteur"), sectors),
                ("region", _("Votre région"), regions),
            ):
                self.fields[name] = forms.ChoiceField(
                    label=label,
                    choices=[("", _("Je préfère ne pas le dire")), *choices],
                    required=False,
                )
        for question in survey.questions:
            self.fields[question.id] = forms.ChoiceField(
                label=question.text.words.say(language),
                help_text=question.hint.words.say(language) if question.hint else "",
                choices=[(value, text.words.say(language)) for value, text in question.options.items()],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choisissez une réponse.")},
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyPage:
    """One survey, before it is answered."""

    name: str
    purpose: str
    minutes: int
    form: SurveyForm
    session: SessionCard | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPage:
    """Whether the news are stopped."""

    stopped: bool


@unlisted
@PUBLIC.form("public/survey.html")
def by_link(request: ViewerRequest, survey_id: str, token: str) -> SurveyPage | HttpResponse:
    def keep(answers: Mapping[str, str]) -> None:
        answer_by_link(request.viewer, survey=survey_id, token=token, answers=answers)

    return _asked(request, survey_id, None, keep)


@PUBLIC.form("public/survey.html")
def at_session(request: ViewerRequest, session_id: int) -> SurveyPage | HttpResponse:
    held = session(request.viewer, session_id=session_id)
    if held is None or not held.published:
        raise Http404

    def keep(answers: Mapping[str, str]) -> None:
        answer_at_session(
            request.viewer,
            survey=SURVEY,
            session_id=session_id,
            sector=answers.get("sector", ""),
            region=answers.get("region", ""),
            answers=answers,
        )

    return _asked(request, SURVEY, held, keep)


def _asked(
    request: ViewerRequest, survey_id: str, held: SessionCard | None, keep: Callable[[Mapping[str, str]], None]
) -> SurveyPage | HttpResponse:
    survey, language = library().surveys.get(survey_id), request.viewer.language
    if survey is None:
        raise Http404
    form = SurveyForm(survey, language, posted(request), places=held is not None)
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            keep(form.cleaned_data)
            messages.success(request, _("Merci : votre réponse est comptée, sans votre nom."))
            return redirect("public:calendar")
    return SurveyPage(
        name=survey.name.words.say(language),
        purpose=survey.purpose.words.say(language),
        minutes=survey.minutes,
        form=form,
        session=held,
    )


@csrf_exempt
@unlisted
@PUBLIC.form("public/stop_news.html")
def stop(request: ViewerRequest, token: str) -> StopPage:
    """One click, from the page or from a mail program (RFC 8058), which holds no session of ours."""
    if request.method == "POST":
        stop_news(request.viewer, token=token)
    return StopPage(stopped=request.method == "POST")
