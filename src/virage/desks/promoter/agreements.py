"""The promoter’s agreements: what it is promised, what it owes and by when; and handing it in."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.base.paging import Shown, shown
from virage.desks.promoter.door import DESK, ROLES
from virage.stages.agreements.forms import HandInForm
from virage.stages.agreements.queries import agreement_paper
from virage.stages.claims.queries import VisitLine, visit_paper, visits
from virage.stages.documents.serving import served
from virage.stages.ledger.queries import (
    AgreementLine,
    AgreementSheet,
    OwedLine,
    agreement as the_agreement,
    agreement_count,
    agreements,
    owed_by,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementsPage:
    """What is owed first, then each agreement."""

    owed: tuple[OwedLine, ...]
    lines: tuple[AgreementLine, ...]
    shown: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage:
    """One agreement, and the field visits of ``root``, the agreement that it is or amends."""

    sheet: AgreementSheet
    root: int
    visits: tuple[VisitLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandInPage:
    form: HandInForm
    owed: OwedLine


@DESK.page("promoter/agreements.html")
def listed(request: ViewerRequest) -> AgreementsPage:
    viewer, on = request.viewer, timezone.localdate()
    ours = viewer.organisations(*ROLES)
    place = shown(request.GET, agreement_count(viewer, on=on, promoters=ours))
    return AgreementsPage(
        owed=owed_by(viewer, promoters=ours, on=on),
        lines=agreements(viewer, on=on, promoters=ours, rows=place.rows),
        shown=place,
    )


@DESK.page("promoter/agreement.html")
def one(request: ViewerRequest, agreement_id: int) -> AgreementPage:
    viewer = request.viewer
    ours = viewer.organisations(*ROLES)
    sheet = the_agreement(viewer, agreement_id=agreement_id, on=timezone.localdate(), promoters=ours)
    if sheet is None:
        raise Http404
    return AgreementPage(sheet=sheet, root=sheet.root_id, visits=visits(viewer, agreement_id=sheet.root_id))


@DESK.form("promoter/hand_in.html")
def hand_in(request: ViewerRequest, deliverable_id: int) -> HandInPage | HttpResponse:
    viewer, on = request.viewer, timezone.localdate()
    owed = owed_by(viewer, promoters=viewer.organisations(*ROLES), on=on)
    wanted = next((one for one in owed if one.id == deliverable_id and not one.waiting), None)
    if wanted is None:
        raise Http404
    form = HandInForm(posted(request), request.FILES if request.method == "POST" else None, about=deliverable_id)
    if request.method == "POST" and form.is_valid() and form.done_by(viewer):
        messages.success(request, _("Le document est remis. Le ministère doit maintenant le lire."))
        return redirect("promoter:agreements")
    return HandInPage(form=form, owed=wanted)


@DESK.page("")
def paper(request: ViewerRequest, agreement_id: int, document_id: int) -> HttpResponse:
    wanted = {"agreement_id": agreement_id, "document_id": document_id}
    found = agreement_paper(request.viewer, **wanted) or visit_paper(request.viewer, **wanted)
    if found is None:
        raise Http404
    return served(found)
