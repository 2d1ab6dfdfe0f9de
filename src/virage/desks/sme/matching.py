"""« Quel projet peut m’aider? », from a thread; and from the public page to a thread that asks to be called back."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from virage.base.door import ViewerRequest
from virage.desks.sme.door import SME, own
from virage.desks.sme.heading import caption
from virage.stages.accounts.middleware import hand_key
from virage.stages.awareness.forms import MatchForm, MatchPage, match_page
from virage.stages.directory.operations import begin_thread
from virage.stages.directory.queries import EnterpriseCard

MATCHING = SME.at(_("Quel projet peut m’aider?"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectsPage:
    enterprise: EnterpriseCard
    caption: str
    match: MatchPage


@MATCHING.page("sme/matching.html")
def matching(request: ViewerRequest, enterprise_id: int) -> ProjectsPage:
    card = own(request, enterprise_id)
    return ProjectsPage(
        enterprise=card,
        caption=caption(card, request.viewer.language),
        match=match_page(request.viewer, said=request.GET, known=card.facts),
    )


@SME.act()
def begin_call(request: ViewerRequest) -> HttpResponse:
    """Keep what was said on the public page in a new thread, and go on to the call: nothing is asked twice."""
    form = MatchForm(request.POST, language=request.viewer.language)
    thread = begin_thread(request.viewer, facts=form.facts())
    hand_key(request, thread.key)
    project = request.POST.get("project", "")
    address = reverse("sme:call_back", args=[thread.id])
    return redirect(f"{address}?projet={project}" if project.isdecimal() else address)
