"""One registration, by its private key: the place or the rank, the code, accept, give back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.desks.public.door import PUBLIC
from virage.desks.public.views.entering import unlisted
from virage.stages.accounts.middleware import hand_key
from virage.stages.accounts.operations import open_private_link
from virage.stages.accounts.queries import private_link_ends
from virage.stages.awareness.operations import accept_place, cancel_registration, take_appointment
from virage.stages.awareness.queries import (
    AppointmentLine,
    MaterialLine,
    RegistrationLine,
    SessionCard,
    appointments,
    lead,
    materials,
    registration,
    session,
    waiting_rank,
)
from virage.stages.awareness.states import RegistrationState
from virage.stages.awareness.tickets import ticket_svg


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage:
    """A link to a registration before it is opened; ``ends`` is nothing when it no longer opens."""

    ends: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationPage:
    """``own`` is whoever holds the key: the team reads the page, and leaves the place to its holder.

    ``ticket`` is the drawing of the code to show at the door, for who holds a place.
    """

    line: RegistrationLine
    session: SessionCard
    rank: int
    own: bool
    ticket: str
    materials: tuple[MaterialLine, ...]
    appointments: tuple[AppointmentLine, ...]


@unlisted
@PUBLIC.form("public/registration_link.html")
def from_letter(request: ViewerRequest, token: str) -> LinkPage | HttpResponse:
    if request.method != "POST":
        return LinkPage(ends=private_link_ends(token))
    key = open_private_link(request.viewer, token=token)
    hand_key(request, key)
    return redirect("public:lead" if lead(request.viewer.holding(key), key=key) else "public:my_registration", key=key)


@unlisted
@PUBLIC.page("public/registration.html")
def my_registration(request: ViewerRequest, key: UUID) -> RegistrationPage:
    line = registration(request.viewer, key=key)
    found = session(request.viewer, session_id=line.session_id) if line else None
    if line is None or found is None:
        raise Http404
    rank = waiting_rank(request.viewer, key=key)
    holds = line.state == RegistrationState.REGISTERED and not found.cancelled
    return RegistrationPage(
        line=line,
        session=found,
        rank=rank,
        own=key in request.viewer.keys,
        ticket=ticket_svg(line, language=request.viewer.language) if holds and not found.past else "",
        materials=materials(request.viewer, session_id=found.id),
        appointments=appointments(request.viewer, session_id=found.id, key=key),
    )


@PUBLIC.act()
def accept(request: ViewerRequest, key: UUID) -> HttpResponse:
    accept_place(request.viewer, key=key)
    messages.success(request, _("Votre place est confirmée."))
    return redirect("public:my_registration", key=key)


@PUBLIC.act()
def cancel(request: ViewerRequest, key: UUID) -> HttpResponse:
    cancel_registration(request.viewer, key=key)
    messages.success(request, _("Votre place est libérée. Merci de nous avoir prévenus."))
    return redirect("public:my_registration", key=key)


@PUBLIC.act()
def meet(request: ViewerRequest, key: UUID) -> HttpResponse:
    said = request.POST.get("appointment", "")
    take_appointment(request.viewer, key=key, appointment_id=int(said) if said.isdecimal() else 0)
    messages.success(request, _("Votre rendez-vous est pris."))
    return redirect("public:my_registration", key=key)
