"""People met at a session who would like to be called."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted, refused_by
from virage.desks.promoter.door import DESK
from virage.desks.promoter.sessions import own
from virage.stages.awareness.forms import LeadForm
from virage.stages.awareness.operations import note_lead
from virage.stages.awareness.queries import LeadLine, SessionCard, leads


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadsPage:
    session: SessionCard
    leads: tuple[LeadLine, ...]
    form: LeadForm


@DESK.form("promoter/leads.html")
def met(request: ViewerRequest, session_id: int) -> LeadsPage | HttpResponse:
    card = own(request, session_id)
    form = LeadForm(posted(request), initial={"language": card.language})
    if request.method == "POST" and form.is_valid():
        with refused_by(form):
            note_lead(request.viewer, session_id=session_id, **form.cleaned_data)
            messages.success(request, _("C’est noté. Un courriel lui demande de confirmer."))
            return redirect("promoter:leads", session_id=session_id)
    return LeadsPage(session=card, leads=leads(request.viewer, session_id=session_id), form=form)
