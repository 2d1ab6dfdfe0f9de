"""The door of a session: who is there, by list or by code, with or without a network."""

import json
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted, refused_by
from virage.desks.promoter.door import DESK
from virage.desks.promoter.sessions import own
from virage.stages.awareness.forms import RegistrationForm
from virage.stages.awareness.operations import (
    SaidMark,
    admit_at_the_door,
    receive_marks,
    welcome,
    welcome_by_code,
)
from virage.stages.awareness.queries import RegistrationLine, SessionCard, registrations

MOST_MARKS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorPage:
    """Everyone expected, and who is there; ``form`` admits someone who did not register."""

    session: SessionCard
    lines: tuple[RegistrationLine, ...]
    form: forms.Form

    @property
    def there(self) -> int:
        """How many came."""
        return sum(1 for line in self.lines if line.came)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalPage:
    """Someone shows a code; ``line`` is nothing when nobody has it here."""

    session: SessionCard
    line: RegistrationLine | None


@DESK.form("promoter/door.html")
def door(request: ViewerRequest, session_id: int) -> DoorPage | HttpResponse:
    card = own(request, session_id)
    form = RegistrationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refused_by(form):
            number = admit_at_the_door(
                request.viewer, session_id=session_id, enterprise_name=said["enterprise_name"], email=said["email"]
            )
            return redirect(f"{reverse('promoter:door', args=[session_id])}#r{number}")
    return DoorPage(session=card, lines=_expected(request, session_id), form=form)


@DESK.act()
def mark(request: ViewerRequest, session_id: int) -> HttpResponse:
    """One line of the list, or a code: for a browser without script."""
    own(request, session_id)
    here = reverse("promoter:door", args=[session_id])
    for name, came in (("there", True), ("away", False)):
        if (said := request.POST.get(name, "")).isdecimal():
            welcome(request.viewer, session_id=session_id, registration_id=int(said), came=came)
            return redirect(f"{here}#r{said}")
    number = welcome_by_code(request.viewer, session_id=session_id, code=request.POST.get("code", ""))
    messages.success(request, _("C’est noté."))
    return redirect(f"{here}#r{number}")


@DESK.act()
def marks(request: ViewerRequest, session_id: int) -> HttpResponse:
    """The marks of a device, sent when it has a network again; answers who is there for everyone."""
    own(request, session_id)
    try:
        said = json.loads(request.body)
        device, listed = str(UUID(said["device"])), [_read(each) for each in said["marks"][:MOST_MARKS]]
    except (ValueError, TypeError, KeyError, AttributeError):
        return JsonResponse({"error": _("Ces présences n’ont pas la forme attendue.")}, status=HTTPStatus.BAD_REQUEST)
    kept = receive_marks(request.viewer, session_id=session_id, device=device, marks=listed)
    lines = {line.id: {"came": line.came, "disputed": line.disputed} for line in _expected(request, session_id)}
    return JsonResponse({"kept": sorted(map(str, kept)), "lines": lines})


@DESK.form("promoter/arrival.html")
def arrival(request: ViewerRequest, session_id: int, code: str) -> ArrivalPage | HttpResponse:
    """What the code of a ticket opens for who welcomes: a name and a button."""
    card = own(request, session_id)
    if request.method == "POST":
        number = welcome_by_code(request.viewer, session_id=session_id, code=code)
        return redirect(f"{reverse('promoter:door', args=[session_id])}#r{number}")
    found = (line for line in registrations(request.viewer, session_id=session_id) if line.code == code.upper())
    return ArrivalPage(session=card, line=next(found, None))


@DESK.page("")
def worker(_request: ViewerRequest) -> HttpResponse:
    """The script that keeps the door's page for when there is no network; it answers for what is below its address."""
    return HttpResponse(render_to_string("promoter/door_worker.js"), content_type="text/javascript; charset=utf-8")


def _expected(request: ViewerRequest, session_id: int) -> tuple[RegistrationLine, ...]:
    lines = registrations(request.viewer, session_id=session_id)
    return tuple(sorted((line for line in lines if line.expected), key=lambda line: line.enterprise.casefold()))


def _read(said: dict[str, object]) -> SaidMark:
    registration, came, at = said["registration"], said["came"], datetime.fromisoformat(str(said["at"]))
    if not isinstance(registration, int) or not isinstance(came, bool) or at.tzinfo is None:
        raise TypeError
    return SaidMark(number=UUID(str(said["number"])), registration_id=registration, came=came, at=at)
