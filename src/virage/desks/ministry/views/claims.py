"""Claims at the ministry: the queue, one of them decided line by line, what waits to be paid."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import number_in, posted
from virage.base.library import library
from virage.base.paging import Shown, shown
from virage.base.tables.model import Column, ColumnKind, Table
from virage.base.tables.writing import FORMATS, file_name
from virage.base.words import spoken
from virage.content.limits import MoneyLimits
from virage.desks.ministry.door import DESK, keeps_the_books, verifies_claims
from virage.stages.claims.forms import DecisionForm, PayForm, TermsForm, VisitForm
from virage.stages.claims.operations import answer_signal, release_holdback, return_claim
from virage.stages.claims.queries import (
    Claimable,
    ClaimCard,
    ClaimSheet,
    DueInAll,
    claim as the_claim,
    claim_counts,
    claim_paper,
    claimable,
    due_in_all,
    may_claim_under,
    payments_due,
    queue as queue_page,
)
from virage.stages.claims.states import ClaimState, SignalKind
from virage.stages.documents.serving import served

BY_PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """What waits to be verified, ``waits`` of them in all; what was answered; agreements silent on what they pay."""

    waiting: tuple[ClaimCard, ...]
    waits: int
    answered: tuple[ClaimCard, ...]
    silent: tuple[Claimable, ...]
    due: DueInAll
    shown: Shown
    limits: MoneyLimits
    """From when an invoice is flagged, as the pack chose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """One claim; ``form`` decides of its invoices, ``paying`` posts what is owed: each for whoever may."""

    sheet: ClaimSheet
    form: DecisionForm | None
    paying: forms.Form | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingPage:
    """What an agreement pays, or a visit."""

    title: str
    what: str
    form: forms.Form


@DESK.page("ministry/claims.html")
def queue(request: ViewerRequest) -> QueuePage:
    viewer = request.viewer
    counts = claim_counts(viewer)
    waits = counts.get(ClaimState.SUBMITTED, 0)
    place = shown(request.GET, max(waits, sum(counts.values()) - waits), by_page=BY_PAGE)
    found = queue_page(viewer, rows=place.rows)
    return QueuePage(
        waiting=found.waiting,
        waits=waits,
        answered=found.answered,
        silent=claimable(viewer, terms=False),
        due=due_in_all(viewer),
        shown=place,
        limits=library().limits,
    )


@DESK.form("ministry/claim.html")
def one(request: ViewerRequest, claim_id: int) -> ClaimPage | HttpResponse:
    sheet = _sheet(request, claim_id)
    form = DecisionForm(posted(request), sheet=sheet) if sheet.may_verify else None
    if form is not None and request.method == "POST" and form.is_valid() and form.verify(request.viewer):
        messages.success(request, _("La réclamation est vérifiée. Une autre personne verse."))
        return redirect("ministry:claim", claim_id=claim_id)
    return ClaimPage(sheet=sheet, form=form, paying=PayForm() if sheet.may_pay else None)


@DESK.form("ministry/claim.html", admits=keeps_the_books)
def pay(request: ViewerRequest, claim_id: int) -> ClaimPage | HttpResponse:
    sheet = _sheet(request, claim_id)
    form = PayForm(posted(request))
    if request.method == "POST" and form.is_valid() and form.pay(request.viewer, claim_id=claim_id):
        messages.success(request, _("Le versement est inscrit au grand livre."))
        return redirect("ministry:claim", claim_id=claim_id)
    return ClaimPage(sheet=sheet, form=None, paying=form if sheet.may_pay else None)


@DESK.act(admits=verifies_claims)
def send_back(request: ViewerRequest, claim_id: int) -> HttpResponse:
    return_claim(request.viewer, claim_id=claim_id, why=request.POST.get("why", "").strip()[:300])
    messages.success(request, _("La réclamation est retournée à l’organisme, avec votre raison."))
    return redirect("ministry:claim", claim_id=claim_id)


@DESK.act(admits=verifies_claims)
def signal(request: ViewerRequest, claim_id: int) -> HttpResponse:
    kind = request.POST.get("kind", "")
    if kind not in SignalKind.values:
        raise Http404
    answer_signal(
        request.viewer,
        line_id=number_in(request.POST.get("line")) or 0,
        kind=SignalKind(kind),
        founded=request.POST.get("founded") == "1",
        why=request.POST.get("why", "").strip()[:300],
    )
    return redirect("ministry:claim", claim_id=claim_id)


@DESK.act(admits=verifies_claims)
def free(request: ViewerRequest, claim_id: int) -> HttpResponse:
    release_holdback(request.viewer, claim_id=claim_id)
    messages.success(request, _("La retenue est à verser."))
    return redirect("ministry:claim", claim_id=claim_id)


@DESK.form("ministry/claim_writing.html", admits=verifies_claims)
def terms(request: ViewerRequest, agreement_id: int) -> WritingPage | HttpResponse:
    form = TermsForm(posted(request), language=request.viewer.language)
    _own(request, agreement_id)
    if request.method == "POST" and form.is_valid() and form.write(request.viewer, agreement_id=agreement_id):
        messages.success(request, _("L’organisme peut réclamer."))
        return redirect("ministry:claims")
    what = _("C’est écrit une fois, avant la première réclamation, d’après l’entente signée; cela ne change plus.")
    return WritingPage(title=_("Ce que l’entente rembourse"), what=what, form=form)


@DESK.form("ministry/claim_writing.html", admits=verifies_claims)
def visit(request: ViewerRequest, agreement_id: int) -> WritingPage | HttpResponse:
    _own(request, agreement_id)
    form = VisitForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.keep(request.viewer, agreement_id=agreement_id):
        messages.success(request, _("La visite est notée."))
        return redirect("ministry:claims")
    what = _("L’organisme lit ce qui a été vu, à côté de ses réclamations. Une visite notée ne change plus.")
    return WritingPage(title=_("Noter une visite sur place"), what=what, form=form)


@DESK.page("")
def paper(request: ViewerRequest, claim_id: int, document_id: int) -> HttpResponse:
    file = claim_paper(request.viewer, claim_id=claim_id, document_id=document_id)
    if file is None:
        raise Http404
    return served(file)


@DESK.page("", admits=keeps_the_books)
def payment_file(request: ViewerRequest) -> HttpResponse:
    """What is owed today, as a finance system takes it; each line has a key that never changes."""
    money = ColumnKind.MONEY
    columns = (
        Column(heading=_("Clé")),
        Column(heading=_("Bénéficiaire")),
        Column(heading=_("Entente")),
        Column(heading=_("Référence")),
        Column(heading=_("Montant"), kind=money),
        Column(heading=_("Due depuis"), kind=ColumnKind.DAY),
        Column(heading=_("Pièce")),
    )
    due = payments_due(request.viewer)
    rows = [(r.key, r.payee, r.agreement, r.reference, r.amount, r.since, r.evidence) for r in due]
    title = _("versements %(day)s") % {"day": timezone.localdate().isoformat()}
    kind = FORMATS["csv"]
    body = kind.write(Table(title=title, columns=columns, rows=rows), spoken(request.viewer.language))
    answer = HttpResponse(body, content_type=kind.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{file_name(title, kind.extension)}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _sheet(request: ViewerRequest, claim_id: int) -> ClaimSheet:
    sheet = the_claim(request.viewer, claim_id=claim_id)
    if sheet is None:
        raise Http404
    return sheet


def _own(request: ViewerRequest, agreement_id: int) -> None:
    if not may_claim_under(request.viewer, agreement_id=agreement_id):
        raise Http404
