"""Draft an activity, correct it, add a session to its series."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted, refused_by
from virage.desks.promoter.door import DESK, ROLES
from virage.desks.promoter.sessions import own
from virage.stages.awareness.forms import ActivityForm, SessionForm, written
from virage.stages.awareness.operations import add_session, draft_activity, revise_session
from virage.stages.awareness.queries import SessionCard, joining_link, series
from virage.stages.programme.queries import projects


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPage:
    """``session`` is nothing while the activity is being drafted."""

    form: ActivityForm
    session: SessionCard | None
    several: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnotherPage:
    """``beside`` is a session of the series; ``revised`` says that the form corrects it."""

    form: SessionForm
    beside: SessionCard
    revised: bool


@DESK.form("promoter/activity.html")
def draft(request: ViewerRequest) -> ActivityPage | HttpResponse:
    form, several = _form(request, None)
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            number = draft_activity(
                request.viewer,
                project_id=form.cleaned_data["project"],
                activity=form.activity_terms(),
                session=form.session_terms(),
            )
            messages.success(request, _("L’activité est enregistrée. Personne ne la voit avant sa publication."))
            return redirect("promoter:session", session_id=number)
    return ActivityPage(form=form, session=None, several=several)


@DESK.form("promoter/activity.html")
def revise(request: ViewerRequest, session_id: int) -> ActivityPage | HttpResponse:
    card = own(request, session_id)
    if card.published:
        return redirect("promoter:session", session_id=session_id)
    if any(each.published for each in series(request.viewer, activity_id=card.activity_id)):
        return redirect("promoter:revise_session", session_id=session_id)
    form, several = _form(request, card)
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            revise_session(
                request.viewer, session_id=session_id, activity=form.activity_terms(), session=form.session_terms()
            )
            messages.success(request, _("L’activité est corrigée."))
            return redirect("promoter:session", session_id=session_id)
    return ActivityPage(form=form, session=card, several=several)


@DESK.form("promoter/another.html")
def another(request: ViewerRequest, session_id: int) -> AnotherPage | HttpResponse:
    card = own(request, session_id)
    form = _session_form(request, card)
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            number = add_session(request.viewer, session_id=session_id, session=form.session_terms())
            messages.success(request, _("La séance est ajoutée à la série, en brouillon."))
            return redirect("promoter:session", session_id=number)
    return AnotherPage(form=form, beside=card, revised=False)


@DESK.form("promoter/another.html")
def revise_one(request: ViewerRequest, session_id: int) -> AnotherPage | HttpResponse:
    card = own(request, session_id)
    if card.published:
        return redirect("promoter:session", session_id=session_id)
    form = _session_form(request, card)
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            revise_session(request.viewer, session_id=session_id, session=form.session_terms())
            messages.success(request, _("La séance est corrigée."))
            return redirect("promoter:session", session_id=session_id)
    return AnotherPage(form=form, beside=card, revised=True)


def _form(request: ViewerRequest, card: SessionCard | None) -> tuple[ActivityForm, bool]:
    found = projects(request.viewer, promoters=request.viewer.organisations(*ROLES))
    choices = [(each.id, each.name) for each in found if card is None or each.id == card.project_id]
    first = {"language": "fr", "cost": "free", "project": choices[0][0] if choices else None}
    initial = written(card, joining_link(request.viewer, session_id=card.id)) if card else first
    form = ActivityForm(posted(request), projects=choices, on=timezone.localdate(), initial=initial)
    return form, len(choices) > 1


def _session_form(request: ViewerRequest, card: SessionCard) -> SessionForm:
    initial = written(card, joining_link(request.viewer, session_id=card.id))
    return SessionForm(posted(request), on=timezone.localdate(), initial=initial)
