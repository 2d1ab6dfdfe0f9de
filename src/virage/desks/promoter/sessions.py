"""Activities: draft, correct, publish, see who registered, note who came."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted, refused_by
from virage.desks.promoter.door import DESK, ROLES
from virage.stages.awareness.forms import ActivityForm, AttendanceForm, written
from virage.stages.awareness.operations import draft_activity, note_attendance, publish_activity, revise_activity
from virage.stages.awareness.queries import (
    RegistrationLine,
    SessionCard,
    registrations,
    session as session_card,
    sessions_of_team,
)
from virage.stages.programme.queries import projects


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsPage:
    drafts: tuple[SessionCard, ...]
    coming: tuple[SessionCard, ...]
    past: tuple[SessionCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPage:
    session: SessionCard
    registered: tuple[RegistrationLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPage:
    """``session`` is nothing while the activity is being drafted."""

    form: ActivityForm
    session: SessionCard | None
    several: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendancePage:
    session: SessionCard
    form: AttendanceForm


@DESK.page("promoter/sessions.html")
def listed(request: ViewerRequest) -> SessionsPage:
    cards = sessions_of_team(request.viewer, roles=ROLES)
    return SessionsPage(
        drafts=tuple(card for card in cards if not card.published),
        coming=tuple(card for card in reversed(cards) if card.published and not card.past),
        past=tuple(card for card in cards if card.published and card.past),
    )


@DESK.page("promoter/session.html")
def one(request: ViewerRequest, session_id: int) -> SessionPage:
    card = _own(request, session_id)
    return SessionPage(session=card, registered=registrations(request.viewer, session_id=session_id))


@DESK.form("promoter/activity.html")
def draft(request: ViewerRequest) -> ActivityPage | HttpResponse:
    form, several = _form(request, None)
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            number = draft_activity(request.viewer, project_id=form.cleaned_data["project"], **form.values())
            messages.success(request, _("L’activité est enregistrée. Personne ne la voit avant sa publication."))
            return redirect("promoter:session", session_id=number)
    return ActivityPage(form=form, session=None, several=several)


@DESK.form("promoter/activity.html")
def revise(request: ViewerRequest, session_id: int) -> ActivityPage | HttpResponse:
    card = _own(request, session_id)
    if card.published:
        return redirect("promoter:session", session_id=session_id)
    form, several = _form(request, card)
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            revise_activity(request.viewer, session_id=session_id, **form.values())
            messages.success(request, _("L’activité est corrigée."))
            return redirect("promoter:session", session_id=session_id)
    return ActivityPage(form=form, session=card, several=several)


@DESK.act()
def publish(request: ViewerRequest, session_id: int) -> HttpResponse:
    publish_activity(request.viewer, session_id=session_id)
    messages.success(request, _("L’activité est publiée : elle est au calendrier, et les inscriptions sont ouvertes."))
    return redirect("promoter:session", session_id=session_id)


@DESK.form("promoter/attendance.html")
def attendance(request: ViewerRequest, session_id: int) -> AttendancePage | HttpResponse:
    card = _own(request, session_id)
    lines = registrations(request.viewer, session_id=session_id)
    form = AttendanceForm(posted(request), lines=lines, initial={"came": [one.id for one in lines if one.came]})
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            note_attendance(request.viewer, session_id=session_id, came=form.cleaned_data["came"])
            messages.success(request, _("Les présences sont notées."))
            return redirect("promoter:session", session_id=session_id)
    return AttendancePage(session=card, form=form)


def _form(request: ViewerRequest, card: SessionCard | None) -> tuple[ActivityForm, bool]:
    own = projects(request.viewer, promoters=request.viewer.organisations(*ROLES))
    choices = [(one.id, one.name) for one in own if card is None or one.id == card.project_id]
    first = {"language": "fr", "project": choices[0][0] if choices else None}
    initial = written(card) if card else first
    on = timezone.localdate()
    return ActivityForm(posted(request), projects=choices, on=on, initial=initial), len(choices) > 1


def _own(request: ViewerRequest, session_id: int) -> SessionCard:
    card = session_card(request.viewer, session_id=session_id)
    if card is None or card.promoter_id not in request.viewer.organisations(*ROLES):
        raise Http404
    return card
