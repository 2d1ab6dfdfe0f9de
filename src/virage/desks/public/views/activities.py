"""The calendar: published sessions, visible places, registration in two fields."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.base.refusals import Refusal
from virage.desks.public.door import PUBLIC
from virage.stages.accounts.middleware import hand_key
from virage.stages.awareness.operations import cancel_registration, register
from virage.stages.awareness.queries import (
    RegistrationLine,
    SessionCard,
    calendar,
    registration,
    session,
    waiting_rank,
)


class RegistrationForm(forms.Form):
    """Two fields, no account."""

    enterprise_name = forms.CharField(
        label=gettext_lazy("Votre entreprise"),
        max_length=200,
        error_messages={"required": gettext_lazy("Écrivez le nom de votre entreprise.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Votre courriel"),
        help_text=gettext_lazy("Pour la confirmation et le rappel, rien d’autre."),
        error_messages={
            "required": gettext_lazy("Écrivez votre adresse de courriel."),
            "invalid": gettext_lazy("Cette adresse n’est pas complète; elle ressemble à nom@exemple.com."),
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPage:
    upcoming: tuple[SessionCard, ...]
    past: tuple[SessionCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPage:
    session: SessionCard
    form: RegistrationForm


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationPage:
    line: RegistrationLine
    session: SessionCard
    rank: int


@PUBLIC.page("public/calendar.html")
def calendar_page(request: ViewerRequest) -> CalendarPage:
    return CalendarPage(upcoming=calendar(request.viewer), past=calendar(request.viewer, past=True)[:10])


@PUBLIC.form("public/session.html")
def session_page(request: ViewerRequest, session_id: int) -> SessionPage | HttpResponse:
    found = session(request.viewer, session_id=session_id)
    if found is None:
        raise Http404
    form = RegistrationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            key = register(
                request.viewer,
                session_id=session_id,
                enterprise_name=form.cleaned_data["enterprise_name"],
                email=form.cleaned_data["email"],
            )
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal.sentence))
        else:
            hand_key(request, key)
            return redirect("public:my_registration", key=key)
    return SessionPage(session=found, form=form)


@PUBLIC.page("public/registration.html")
def my_registration(request: ViewerRequest, key: UUID) -> RegistrationPage:
    line = registration(request.viewer, key=key)
    found = session(request.viewer, session_id=line.session_id) if line else None
    if line is None or found is None:
        raise Http404
    return RegistrationPage(line=line, session=found, rank=waiting_rank(request.viewer, key=key))


@PUBLIC.act()
def cancel(request: ViewerRequest, key: UUID) -> HttpResponse:
    cancel_registration(request.viewer, key=key)
    messages.success(request, _("Votre place est libérée. Merci de nous avoir prévenus."))
    return redirect("public:my_registration", key=key)


@PUBLIC.page("")
def feed(request: ViewerRequest) -> HttpResponse:
    """The coming sessions as an iCalendar feed."""
    from icalendar import Calendar, Event

    book = Calendar()
    book.add("prodid", "-//Virage//activites//FR")
    book.add("version", "2.0")
    for each in calendar(request.viewer):
        event = Event()
        event.add("uid", f"virage-session-{each.id}")
        event.add("summary", each.title)
        event.add("dtstart", each.starts_at)
        event.add("dtend", each.ends_at)
        event.add("dtstamp", each.starts_at)
        event.add("location", each.place)
        event.add("description", f"{each.summary}\n{each.promoter}")
        book.add_component(event)
    return HttpResponse(book.to_ical(), content_type="text/calendar; charset=utf-8")
