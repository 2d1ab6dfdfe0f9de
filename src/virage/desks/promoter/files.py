"""The caseload, one case file, its next move, the hours given."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.desks.promoter.door import DESK, ROLES
from virage.stages.casefiles.forms import caseload_page, move_page, service_page
from virage.stages.casefiles.forms.pages import CaseloadPage, MovePage, ServicePage
from virage.stages.funding.case_sheet import CaseSheet, case_sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePage:
    sheet: CaseSheet
    on: date


@DESK.page("files/caseload.html")
def caseload(request: ViewerRequest) -> CaseloadPage:
    return caseload_page(request.viewer, roles=ROLES, asked=request.GET)


@DESK.page("files/file.html")
def one(request: ViewerRequest, case_file_id: int) -> FilePage:
    on = timezone.localdate()
    sheet = case_sheet(request.viewer, case_file_id=case_file_id, on=on)
    if sheet is None:
        raise Http404
    return FilePage(sheet=sheet, on=on)


@DESK.form("files/move.html")
def move(request: ViewerRequest, case_file_id: int) -> MovePage | HttpResponse:
    page = move_page(request.viewer, case_file_id=case_file_id, said=posted(request))
    if not page.done:
        return page
    messages.success(request, _("C’est noté. L’entreprise le voit aussi dans son dossier."))
    return redirect("promoter:file", case_file_id=case_file_id)


@DESK.form("files/service.html")
def service(request: ViewerRequest, case_file_id: int) -> ServicePage | HttpResponse:
    page = service_page(request.viewer, case_file_id=case_file_id, said=posted(request))
    if not page.done:
        return page
    messages.success(request, _("Le service est noté."))
    return redirect("promoter:file", case_file_id=case_file_id)
