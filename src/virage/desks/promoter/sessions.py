"""Activities: the list, one session with who registered, publish, copy, note who came."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted, refused_by
from virage.desks.promoter.door import DESK, ROLES
from virage.stages.awareness.forms import AttendanceForm
from virage.stages.awareness.operations import copy_activity, note_attendance, publish_session
from virage.stages.awareness.queries import (
    RegistrationLine,
    SessionCard,
    joining_link,
    registrations,
    series,
    session as session_card,
    sessions_of_team,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsPage:
    drafts: tuple[SessionCard, ...]
    coming: tuple[SessionCard, ...]
    past: tuple[SessionCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPage:
    """One session; ``others`` are those of the same series, ``link`` joins it online."""

    session: SessionCard
    registered: tuple[RegistrationLine, ...]
    others: tuple[SessionCard, ...]
    link: str


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
    card = own(request, session_id)
    others = series(request.viewer, activity_id=card.activity_id)
    return SessionPage(
        session=card,
        registered=registrations(request.viewer, session_id=session_id),
        others=tuple(each for each in others if each.id != card.id),
        link=joining_link(request.viewer, session_id=session_id),
    )


@DESK.act()
def publish(request: ViewerRequest, session_id: int) -> HttpResponse:
    publish_session(request.viewer, session_id=session_id)
    messages.success(request, _("L’activité est publiée : elle est au calendrier, et les inscriptions sont ouvertes."))
    return redirect("promoter:session", session_id=session_id)


@DESK.act()
def copy(request: ViewerRequest, session_id: int) -> HttpResponse:
    number = copy_activity(request.viewer, session_id=session_id)
    messages.success(request, _("Voici la copie, en brouillon. Vérifiez la date avant de la publier."))
    return redirect("promoter:revise", session_id=number)


@DESK.form("promoter/attendance.html")
def attendance(request: ViewerRequest, session_id: int) -> AttendancePage | HttpResponse:
    card = own(request, session_id)
    lines = registrations(request.viewer, session_id=session_id)
    form = AttendanceForm(posted(request), lines=lines, initial={"came": [one.id for one in lines if one.came]})
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            note_attendance(request.viewer, session_id=session_id, came=form.cleaned_data["came"])
            messages.success(request, _("Les présences sont notées."))
            return redirect("promoter:session", session_id=session_id)
    return AttendancePage(session=card, form=form)


def own(request: ViewerRequest, session_id: int) -> SessionCard:
    """A session of the viewer's organisation; for anyone else it does not exist here."""
    card = session_card(request.viewer, session_id=session_id)
    if card is None or card.promoter_id not in request.viewer.organisations(*ROLES):
        raise Http404
    return card
