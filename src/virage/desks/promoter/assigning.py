"""To whom files are given: who could take each, and the decision."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.desks.promoter.door import DESK, ROLES
from virage.stages.casefiles.forms import assign_page
from virage.stages.casefiles.forms.assigning import AssignPage


@DESK.form("files/assign.html")
def assign(request: ViewerRequest) -> AssignPage | HttpResponse:
    page = assign_page(request.viewer, roles=ROLES, asked=request.GET, said=posted(request))
    if not page.done:
        return page
    given = ngettext("%(n)d dossier est confié.", "%(n)d dossiers sont confiés.", page.done) % {"n": page.done}
    messages.success(request, given)
    if page.asked and not page.left:
        return redirect("promoter:caseload")
    rest = urlencode({"file": page.left}, doseq=True)
    return redirect(reverse("promoter:assign") + (f"?{rest}" if rest else ""))
