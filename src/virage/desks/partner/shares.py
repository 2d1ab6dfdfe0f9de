"""What this partner promised to the programme: its word before a signature, what it brings after, who else pays."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.base.paging import Shown, shown
from virage.desks.partner.door import DESK
from virage.stages.funders.forms import form_for
from virage.stages.funders.queries import Share, Shares, ShareSheet, share as the_share, shares


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesPage:
    """Every share counts in the sums; one page of them is listed."""

    shares: Shares
    lines: tuple[Share, ...]
    shown: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePage:
    """One share; ``form`` is what may be written of it now."""

    sheet: ShareSheet
    form: forms.Form | None


@DESK.page("partner/shares.html")
def listed(request: ViewerRequest) -> SharesPage:
    found = shares(request.viewer)
    part = shown(request.GET, len(found.lines))
    return SharesPage(shares=found, lines=found.lines[part.rows], shown=part)


@DESK.form("partner/share.html")
def one(request: ViewerRequest, contribution_id: int) -> SharePage | HttpResponse:
    sheet = the_share(request.viewer, contribution_id=contribution_id)
    if sheet is None:
        raise Http404
    form = form_for(sheet.share, posted(request))
    if form and form.is_valid() and form.done_by(request.viewer, contribution_id=contribution_id):
        messages.success(request, _("C’est écrit. Le ministère le lit dès maintenant."))
        return redirect("partner:share", contribution_id=contribution_id)
    return SharePage(sheet=sheet, form=form)
