"""Agreements: the list, one whole, and each act on it by whom it belongs to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from virage.base.door import ViewerRequest
from virage.base.forms import number_in, posted
from virage.base.paging import Shown, shown
from virage.desks.ministry.agreement_acts import ACTS, Act, available, filled, names
from virage.desks.ministry.door import DESK, drafts_agreements, handles_agreements
from virage.desks.ministry.frame import Frame, frame
from virage.stages.agreements.forms import DraftForm, ProposedForm
from virage.stages.agreements.queries import agreement_paper, chosen_proposal, projects_to_bind
from virage.stages.agreements.states import Route
from virage.stages.claims.queries import VisitLine, visit_paper, visits
from virage.stages.documents.serving import served
from virage.stages.funders.queries import Share, shares_of
from virage.stages.ledger.queries import (
    FILTERS,
    AgreementLine,
    AgreementSheet,
    OffProgramme,
    OwedLine,
    agreement as the_agreement,
    agreement_count,
    agreements as all_agreements,
    off_programme,
    owed_by,
    signed_agreements,
)

SOON = timedelta(days=30)
WORDS = {
    "": gettext_lazy("toutes"),
    "retards": gettext_lazy("un document en retard"),
    "approuver": gettext_lazy("à approuver"),
    "signer": gettext_lazy("à signer"),
    "verser": gettext_lazy("à verser"),
    "brouillons": gettext_lazy("brouillons"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Whose agreement this is: what the frame of the ministry says above a page."""

    fictitious: bool
    initiative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementsPage:
    """The list, by what is waited for."""

    frame: Frame
    owed: tuple[OwedLine, ...]
    lines: tuple[AgreementLine, ...]
    shown: Shown
    filters: tuple[tuple[str, str | Promise, bool], ...]
    off: OffProgramme
    drafts: bool
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage:
    """One agreement, the field visits of its ``root``, and what this viewer may do to it now."""

    frame: Around
    sheet: AgreementSheet
    acts: Collection[str]
    buttons: tuple[tuple[str, Act], ...]
    partners: tuple[Share, ...]
    on: date
    root: int
    visits: tuple[VisitLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """One act, its form, and the agreement it is done to; ``what`` names the thing it is about."""

    frame: Around | Frame
    title: str | Promise
    what: str | Promise
    button: str | Promise
    form: forms.Form
    back: str
    back_to: str = ""
    said: str = ""


@DESK.page("ministry/agreements.html")
def listed(request: ViewerRequest) -> AgreementsPage:
    wanted, on = request.GET.get("etat", ""), timezone.localdate()
    wanted = wanted if wanted in FILTERS else ""
    place = shown(request.GET, agreement_count(request.viewer, on=on, wanted=wanted))
    return AgreementsPage(
        frame=frame(request),
        owed=() if wanted else owed_by(request.viewer, on=on, until=on + SOON),
        lines=all_agreements(request.viewer, on=on, wanted=wanted, rows=place.rows),
        shown=place,
        filters=tuple((name, words, name == wanted) for name, words in WORDS.items()),
        off=off_programme(request.viewer),
        drafts=drafts_agreements(request.viewer),
        on=on,
    )


@DESK.page("ministry/agreement.html")
def one(request: ViewerRequest, agreement_id: int) -> AgreementPage:
    sheet, on = _sheet(request, agreement_id), timezone.localdate()
    acts = available(request.viewer, sheet)
    buttons = tuple((name, ACTS[name]) for name in ACTS if name in acts and ACTS[name].alone)
    partners = shares_of(request.viewer, agreement_id=agreement_id)
    return AgreementPage(
        frame=_around(sheet),
        sheet=sheet,
        acts=acts,
        buttons=buttons,
        partners=partners,
        on=on,
        root=sheet.root_id,
        visits=visits(request.viewer, agreement_id=sheet.root_id),
    )


@DESK.form("ministry/agreement_act.html", admits=drafts_agreements)
def draft(request: ViewerRequest) -> ActPage | HttpResponse:
    before = signed_agreements(request.viewer)
    form = DraftForm(posted(request), projects=projects_to_bind(request.viewer), before=before)
    if request.method == "POST" and form.is_valid() and form.done_by(request.viewer):
        messages.success(request, _("Le brouillon est commencé. Écrivez-en maintenant les termes."))
        return redirect("ministry:agreement", agreement_id=form.written)
    return ActPage(
        frame=frame(request),
        title=_("Nouvelle entente"),
        what=_("Un brouillon : contributions, tranches, documents à remettre et analyse s’y ajoutent ensuite."),
        button=_("Commencer le brouillon"),
        form=form,
        back=reverse("ministry:agreements"),
    )


@DESK.form("ministry/agreement_act.html", admits=drafts_agreements)
def bind(request: ViewerRequest, proposal_id: int) -> ActPage | HttpResponse:
    """The agreement of a chosen proposal: one, drafted with what it says."""
    found = chosen_proposal(request.viewer, proposal_id=proposal_id)
    if found is None:
        raise Http404
    initial = {
        "purpose": found.title,
        "route": Route.NORM,
        "authorisation": found.norm[:80],
        "begins_on": found.starts_on,
        "ends_on": found.ends_on,
        "project": next((number for number, name in found.projects if name == found.title), ""),
    }
    form = ProposedForm(posted(request), about=found.id, projects=found.projects, initial=initial)
    if request.method == "POST" and form.is_valid() and form.done_by(request.viewer):
        messages.success(request, _("Le brouillon est écrit avec ce que dit la proposition. Relisez-en chaque terme."))
        return redirect("ministry:agreement", agreement_id=form.written)
    return ActPage(
        frame=Around(fictitious=found.fictitious, initiative=found.initiative),
        title=_("Rédiger l’entente"),
        what=_(
            "Le brouillon reprend le montant accordé, qui d’autre paie, les cibles, et un rapport pour chaque date de "
            "cible. Une mise de fonds de l’organisme y est dite privée : corrigez si elle est publique."
        ),
        button=_("Rédiger l’entente"),
        form=form,
        back=reverse("ministry:proposal", args=[found.id]),
        back_to=_("Retour à la proposition"),
        said=f"{found.promoter} – {found.title}",
    )


@DESK.form("ministry/agreement_act.html", admits=handles_agreements)
def act(request: ViewerRequest, agreement_id: int, act: str) -> ActPage | HttpResponse:
    sheet = _sheet(request, agreement_id)
    about = number_in(request.GET.get("de")) or 0
    if act not in available(request.viewer, sheet) or (said := names(sheet, act, about)) is None:
        raise Http404
    form = filled(act, request, sheet, about)
    if request.method == "POST" and form.is_valid() and form.done_by(request.viewer):
        messages.success(request, str(ACTS[act].done))
        return redirect("ministry:agreement", agreement_id=form.written or agreement_id)
    told = ACTS[act]
    return ActPage(
        frame=_around(sheet),
        title=told.title,
        what=told.what,
        button=told.button,
        form=form,
        back=reverse("ministry:agreement", args=[agreement_id]),
        said=f"{sheet.reference} – {said}" if said else sheet.reference,
    )


@DESK.page("")
def paper(request: ViewerRequest, agreement_id: int, document_id: int) -> HttpResponse:
    wanted = {"agreement_id": agreement_id, "document_id": document_id}
    found = agreement_paper(request.viewer, **wanted) or visit_paper(request.viewer, **wanted)
    if found is None:
        raise Http404
    return served(found)


def _sheet(request: ViewerRequest, agreement_id: int) -> AgreementSheet:
    sheet = the_agreement(request.viewer, agreement_id=agreement_id, on=timezone.localdate())
    if sheet is None:
        raise Http404
    return sheet


def _around(sheet: AgreementSheet) -> Around:
    return Around(fictitious=sheet.fictitious, initiative=sheet.initiative)
