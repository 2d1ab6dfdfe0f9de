"""The caseload, one case file: its next move, hours, owner, proofs, end."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.desks.adviser.door import DESK, ROLES
from virage.stages.assessments.proofs import ProofsPage, proofs_page
from virage.stages.casefiles.forms import caseload_page, close_page, move_page, reopen_page, service_page, together_page
from virage.stages.casefiles.forms.closing import ClosingPage
from virage.stages.casefiles.forms.pages import CaseloadPage, MovePage, ServicePage
from virage.stages.casefiles.forms.together import TogetherPage
from virage.stages.casefiles.operations import take_over_file
from virage.stages.concertation.forms import ReferPage, refer_page
from virage.stages.concertation.queries import ReferralLine, referrals_of
from virage.stages.directory.onlookers import note_look
from virage.stages.funding.case_sheet import CaseSheet, case_sheet

Said = TypeVar("Said", MovePage, ServicePage, ClosingPage, ProofsPage, ReferPage)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePage:
    sheet: CaseSheet
    referrals: tuple[ReferralLine, ...]
    on: date


@DESK.page("files/caseload.html")
def caseload(request: ViewerRequest) -> CaseloadPage:
    return caseload_page(request.viewer, roles=ROLES, asked=request.GET)


@DESK.form("files/together.html")
def together(request: ViewerRequest) -> TogetherPage | HttpResponse:
    page = together_page(request.viewer, roles=ROLES, asked=request.GET, said=posted(request))
    if page.step != "done":
        return page
    done = ngettext("%(n)d dossier a changé.", "%(n)d dossiers ont changé.", page.changed) % {"n": page.changed}
    messages.success(request, done)
    return redirect("adviser:caseload")


@DESK.page("files/file.html")
def one(request: ViewerRequest, case_file_id: int) -> FilePage:
    on = timezone.localdate()
    sheet = case_sheet(request.viewer, case_file_id=case_file_id, on=on)
    if sheet is None:
        raise Http404
    note_look(request.viewer, enterprise_id=sheet.file.enterprise_id, organisations=[sheet.file.promoter_id])
    seen = referrals_of(request.viewer, enterprise_id=sheet.file.enterprise_id)
    return FilePage(sheet=sheet, referrals=seen, on=on)


@DESK.form("files/move.html")
def move(request: ViewerRequest, case_file_id: int) -> MovePage | HttpResponse:
    page = move_page(request.viewer, case_file_id=case_file_id, said=posted(request))
    return _once(request, page, _("C’est noté. L’entreprise le voit aussi dans son dossier."))


@DESK.form("files/service.html")
def service(request: ViewerRequest, case_file_id: int) -> ServicePage | HttpResponse:
    page = service_page(request.viewer, case_file_id=case_file_id, said=posted(request))
    return _once(request, page, _("Le service est noté."))


@DESK.act()
def take(request: ViewerRequest, case_file_id: int) -> HttpResponse:
    take_over_file(request.viewer, case_file_id=case_file_id)
    messages.success(request, _("Ce dossier est maintenant le vôtre. L’entreprise y voit votre nom."))
    return redirect("adviser:file", case_file_id=case_file_id)


@DESK.form("files/close.html")
def close(request: ViewerRequest, case_file_id: int) -> ClosingPage | HttpResponse:
    page = close_page(request.viewer, case_file_id=case_file_id, said=posted(request))
    return _once(request, page, _("Le dossier est fermé. L’entreprise reçoit un courriel avec vos mots."))


@DESK.form("files/reopen.html")
def reopen(request: ViewerRequest, case_file_id: int) -> ClosingPage | HttpResponse:
    page = reopen_page(request.viewer, case_file_id=case_file_id, said=posted(request))
    return _once(request, page, _("Le dossier est rouvert. L’entreprise reçoit un courriel : qui, quoi, quand."))


@DESK.form("files/proofs.html")
def proofs(request: ViewerRequest, case_file_id: int) -> ProofsPage | HttpResponse:
    page = proofs_page(request.viewer, case_file_id=case_file_id, said=posted(request))
    return _once(request, page, _("Les preuves sont notées, avec votre nom et la date."))


@DESK.form("files/refer.html")
def refer(request: ViewerRequest, case_file_id: int) -> ReferPage | HttpResponse:
    page = refer_page(request.viewer, case_file_id=case_file_id, said=posted(request))
    return _once(request, page, _("L’entreprise reçoit votre proposition. Rien ne part avant qu’elle accepte."))


def _once(request: ViewerRequest, page: Said, words: str) -> Said | HttpResponse:
    """The page until it is done; then the file again, saying so."""
    if not page.done:
        return page
    messages.success(request, words)
    return redirect("adviser:file", case_file_id=page.file.id)
