"""What the promoter claims: every step is kept, and each answer is shown with its reason."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import choose, number_in, posted
from virage.base.paging import Shown, shown
from virage.desks.promoter.door import DESK
from virage.stages.claims.forms import BeginForm, EvidenceForm, InvoiceForm, SubmitForm
from virage.stages.claims.operations import drop_invoice
from virage.stages.claims.queries import (
    ClaimCard,
    ClaimSheet,
    claim as the_claim,
    claim_counts,
    claim_paper,
    claimable,
    claims,
)
from virage.stages.documents.serving import served


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsPage:
    """The claims of a body, and what begins another; no form where no agreement says what it pays."""

    cards: tuple[ClaimCard, ...]
    shown: Shown
    form: forms.Form | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """One claim; while it may be written, ``form`` adds an invoice, ``joining`` its evidence, ``sending`` sends it."""

    sheet: ClaimSheet
    form: forms.Form | None = None
    joining: forms.Form | None = None
    sending: forms.Form | None = None


@DESK.form("promoter/claims.html")
def listed(request: ViewerRequest) -> ClaimsPage | HttpResponse:
    viewer = request.viewer
    open_to = claimable(viewer, terms=True)
    form = BeginForm(posted(request)) if open_to else None
    if form is not None:
        named = [(one.id, f"{one.reference} – {one.project}") for one in open_to]
        choose(form, "agreement", [("", _("Choisir…")), *named])
        if request.method == "POST" and form.is_valid() and (number := form.begin(viewer)):
            messages.success(request, _("La réclamation est commencée : ajoutez vos factures."))
            return redirect("promoter:claim", claim_id=number)
    place = shown(request.GET, sum(claim_counts(viewer).values()))
    return ClaimsPage(cards=claims(viewer, rows=place.rows), shown=place, form=form)


@DESK.form("promoter/claim.html")
def one(request: ViewerRequest, claim_id: int) -> ClaimPage | HttpResponse:
    sheet = _sheet(request, claim_id)
    if not sheet.may_write:
        return ClaimPage(sheet=sheet)
    language = request.viewer.language
    form = InvoiceForm(posted(request), request.FILES or None, categories=sheet.categories, language=language)
    if request.method == "POST" and form.is_valid() and form.add(request.viewer, claim_id=claim_id):
        messages.success(request, _("La facture est ajoutée et gardée."))
        return redirect("promoter:claim", claim_id=claim_id)
    return _page(request, sheet, form=form)


@DESK.form("promoter/claim.html")
def join(request: ViewerRequest, claim_id: int) -> ClaimPage | HttpResponse:
    sheet = _sheet(request, claim_id)
    if not sheet.may_write or not sheet.lines:
        raise Http404
    joining = EvidenceForm(posted(request), request.FILES or None, sheet=sheet)
    if request.method == "POST" and joining.is_valid() and joining.join(request.viewer):
        messages.success(request, _("La pièce est jointe à la facture."))
        return redirect("promoter:claim", claim_id=claim_id)
    return _page(request, sheet, joining=joining)


@DESK.form("promoter/claim.html")
def submit(request: ViewerRequest, claim_id: int) -> ClaimPage | HttpResponse:
    sheet = _sheet(request, claim_id)
    if not sheet.may_write:
        raise Http404
    sending = SubmitForm(posted(request))
    if request.method == "POST" and sending.is_valid() and sending.submit(request.viewer, claim_id=claim_id):
        messages.success(request, _("La réclamation est au ministère. Vous lirez ici ce qui est accepté, et pourquoi."))
        return redirect("promoter:claim", claim_id=claim_id)
    return _page(request, sheet, sending=sending)


@DESK.act()
def drop(request: ViewerRequest, claim_id: int) -> HttpResponse:
    _sheet(request, claim_id)
    drop_invoice(request.viewer, claim_id=claim_id, line_id=number_in(request.POST.get("line")) or 0)
    messages.success(request, _("La facture est retirée."))
    return redirect("promoter:claim", claim_id=claim_id)


@DESK.page("")
def paper(request: ViewerRequest, claim_id: int, document_id: int) -> HttpResponse:
    file = claim_paper(request.viewer, claim_id=claim_id, document_id=document_id)
    if file is None:
        raise Http404
    return served(file)


def _page(request: ViewerRequest, sheet: ClaimSheet, **sent: forms.Form) -> ClaimPage:
    """A claim that is written: the form that was sent, as it came back, and the others as they begin."""
    told: dict[str, forms.Form] = {
        "form": InvoiceForm(categories=sheet.categories, language=request.viewer.language),
        "sending": SubmitForm(initial={"need": sheet.need, "need_words": sheet.need_words}),
        **({"joining": EvidenceForm(sheet=sheet)} if sheet.lines else {}),
    }
    return ClaimPage(sheet=sheet, **{**told, **sent})


def _sheet(request: ViewerRequest, claim_id: int) -> ClaimSheet:
    sheet = the_claim(request.viewer, claim_id=claim_id)
    if sheet is None:
        raise Http404
    return sheet
