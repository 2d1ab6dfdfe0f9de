"""At a fair: who of us is there, and the appointments taken."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from virage.base.door import ViewerRequest
from virage.base.forms import instant, posted, refused_by
from virage.desks.promoter.door import DESK
from virage.desks.promoter.sessions import own
from virage.stages.awareness.forms import AppointmentsForm
from virage.stages.awareness.operations import offer_appointments
from virage.stages.awareness.queries import AppointmentLine, SessionCard, appointments
from virage.stages.casefiles.queries import colleagues


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentsPage:
    session: SessionCard
    lines: tuple[AppointmentLine, ...]
    form: AppointmentsForm


@DESK.form("promoter/appointments.html")
def meetings(request: ViewerRequest, session_id: int) -> AppointmentsPage | HttpResponse:
    card = own(request, session_id)
    people = [(one.id, one.name) for one in colleagues(request.viewer, organisation_id=card.promoter_id)]
    starts = timezone.localtime(card.starts_at)
    form = AppointmentsForm(posted(request), people=people, initial={"first": starts.time(), "count": 6, "minutes": 20})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refused_by(form):
            offer_appointments(
                request.viewer,
                session_id=session_id,
                person_id=said["person"],
                first=instant(starts.date(), said["first"]),
                count=said["count"],
                minutes=said["minutes"],
            )
            return redirect("promoter:appointments", session_id=session_id)
    return AppointmentsPage(session=card, lines=appointments(request.viewer, session_id=session_id), form=form)
