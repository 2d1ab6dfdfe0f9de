"""The pages of case files, the same at each desk that works on them: a desk brings its door and its roles."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from virage.base.door import Door, ViewerRequest
from virage.base.forms import posted
from virage.base.viewer import Role
from virage.stages.assessments.proofs import attach_proof_page, proofs_page
from virage.stages.casefiles.forms import (
    caseload_page,
    close_page,
    correction_page,
    move_page,
    reopen_page,
    result_correction_page,
    result_page,
    service_page,
    together_page,
)
from virage.stages.casefiles.forms.pages import CaseloadPage
from virage.stages.casefiles.forms.together import TogetherPage
from virage.stages.casefiles.operations import take_over_file
from virage.stages.casefiles.queries import CaseFileLine
from virage.stages.concertation.forms import hand_over_page, refer_page
from virage.stages.concertation.operations import drop_referral
from virage.stages.concertation.queries import ReferralLine, referral, referrals_of
from virage.stages.directory.onlookers import note_look
from virage.stages.funding.case_sheet import CaseSheet, case_sheet
from virage.stages.funding.papers import opened


class StepPage(Protocol):
    """A page about one file that is left once its form is ``done``."""

    @property
    def file(self) -> CaseFileLine: ...

    @property
    def done(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do to a file: its address, its route and template ``files/<name>.html``, its page, what is said.

    ``files`` when its form takes some.
    """

    address: str
    name: str
    page_of: Callable[..., StepPage]
    words: str | Promise
    files: bool = False


STEPS = (
    Step(
        address="geste",
        name="move",
        page_of=move_page,
        words=gettext_lazy("C’est noté. L’entreprise le voit aussi dans son dossier."),
    ),
    Step(
        address="service",
        name="service",
        page_of=service_page,
        words=gettext_lazy("Le service est noté."),
        files=True,
    ),
    Step(
        address="services/<int:service_id>/corriger",
        name="correct",
        page_of=correction_page,
        words=gettext_lazy("C’est corrigé. L’ancienne ligne reste lisible, avec votre raison."),
        files=True,
    ),
    Step(address="resultats/noter", name="note_result", page_of=result_page, words=""),
    Step(
        address="resultats/noter/<str:kind>",
        name="result",
        page_of=result_page,
        words=gettext_lazy("Le résultat est noté."),
    ),
    Step(
        address="resultats/<int:result_id>/corriger",
        name="correct_result",
        page_of=result_correction_page,
        words=gettext_lazy("C’est corrigé. L’ancienne ligne reste lisible, avec votre raison."),
    ),
    Step(
        address="aiguiller",
        name="refer",
        page_of=refer_page,
        words=gettext_lazy("L’entreprise reçoit votre proposition. Rien ne part avant qu’elle accepte."),
    ),
    Step(
        address="fermer",
        name="close",
        page_of=close_page,
        words=gettext_lazy("Le dossier est fermé. L’entreprise reçoit un courriel avec vos mots."),
    ),
    Step(
        address="rouvrir",
        name="reopen",
        page_of=reopen_page,
        words=gettext_lazy("Le dossier est rouvert. L’entreprise reçoit un courriel : qui, quoi, quand."),
    ),
    Step(
        address="preuves/joindre",
        name="attach_proof",
        page_of=attach_proof_page,
        words=gettext_lazy("Le document est joint : la réponse est maintenant documentée, avec votre nom et la date."),
        files=True,
    ),
    Step(
        address="preuves",
        name="proofs",
        page_of=proofs_page,
        words=gettext_lazy("Les preuves sont notées, avec votre nom et la date."),
    ),
)

HAND_OVER = Step(
    address="passer",
    name="hand_over",
    page_of=hand_over_page,
    words=gettext_lazy("L’entreprise reçoit votre proposition. Le dossier reste le vôtre d’ici là."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePage:
    sheet: CaseSheet
    referrals: tuple[ReferralLine, ...]
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDesk:
    """The caseload and its files behind one door, for the organisations where one of ``roles`` is held."""

    door: Door
    roles: tuple[Role, ...]

    def paths(self) -> list[URLPattern]:
        """Every route, under ``dossiers/``."""
        door = self.door
        return [
            path("dossiers/", door.page("files/caseload.html")(self.caseload), name="caseload"),
            path("dossiers/ensemble/", door.form("files/together.html")(self.together), name="together"),
            path("dossiers/<int:case_file_id>/", door.page("files/file.html")(self.one), name="file"),
            path("dossiers/<int:case_file_id>/prendre/", door.act()(self.take), name="take"),
            *(self._path(step) for step in STEPS),
            path("pieces/<int:document_id>/", door.page("")(self.document), name="document"),
            *(self._handing() if Role.PROMOTER in self.roles else ()),
        ]

    def caseload(self, request: ViewerRequest) -> CaseloadPage:
        return caseload_page(request.viewer, roles=self.roles, asked=request.GET)

    def together(self, request: ViewerRequest) -> TogetherPage | HttpResponse:
        page = together_page(request.viewer, roles=self.roles, asked=request.GET, said=posted(request))
        if page.step != "done":
            return page
        done = ngettext("%(n)d dossier a changé.", "%(n)d dossiers ont changé.", page.changed) % {"n": page.changed}
        messages.success(request, done)
        return redirect(f"{self.door.desk}:caseload")

    def one(self, request: ViewerRequest, case_file_id: int) -> FilePage:
        on = timezone.localdate()
        sheet = case_sheet(request.viewer, case_file_id=case_file_id, on=on)
        if sheet is None:
            raise Http404
        note_look(request.viewer, enterprise_id=sheet.file.enterprise_id, organisations=[sheet.file.promoter_id])
        seen = referrals_of(request.viewer, enterprise_id=sheet.file.enterprise_id)
        return FilePage(sheet=sheet, referrals=seen, on=on)

    def document(self, request: ViewerRequest, document_id: int) -> HttpResponse:
        return opened(request.viewer, document_id=document_id)

    def take(self, request: ViewerRequest, case_file_id: int) -> HttpResponse:
        take_over_file(request.viewer, case_file_id=case_file_id)
        messages.success(request, _("Ce dossier est maintenant le vôtre. L’entreprise y voit votre nom."))
        return self._file(case_file_id)

    def drop(self, request: ViewerRequest, referral_id: int) -> HttpResponse:
        drop_referral(request.viewer, referral_id=referral_id)
        messages.success(request, _("La proposition est retirée; le dossier reste le vôtre."))
        found = referral(request.viewer, referral_id=referral_id)
        return (
            self._file(found.case_file_id) if found and found.case_file_id else redirect(f"{self.door.desk}:caseload")
        )

    def _handing(self) -> list[URLPattern]:
        """Who manages a project proposes to pass a file on, and may take the proposal back."""
        dropped = path("propositions/<int:referral_id>/retirer/", self.door.act()(self.drop), name="drop_referral")
        return [self._path(HAND_OVER), dropped]

    def _path(self, step: Step) -> URLPattern:
        def view(request: ViewerRequest, case_file_id: int, **which: int | str) -> StepPage | HttpResponse:
            said: QueryDict | None = posted(request)
            sent = {"files": request.FILES or None} if step.files else {}
            page = step.page_of(request.viewer, case_file_id=case_file_id, said=said, **which, **sent)
            if not page.done:
                return page
            messages.success(request, str(step.words))
            return self._file(page.file.id)

        guarded = self.door.form(f"files/{step.name}.html")(view)
        return path(f"dossiers/<int:case_file_id>/{step.address}/", guarded, name=step.name)

    def _file(self, case_file_id: int) -> HttpResponse:
        return redirect(f"{self.door.desk}:file", case_file_id=case_file_id)
