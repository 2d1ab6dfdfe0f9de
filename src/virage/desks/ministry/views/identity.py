"""One enterprise, once: the queue of pairs, one pair side by side, the identity, and the way back from a merge."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.desks.ministry.door import DESK
from virage.stages.directory.forms import PairPage, QueuePage, pair_page, queue_page
from virage.stages.directory.operations import undo_merge
from virage.stages.insight.identity_page import IdentityPage, identity_page


@DESK.page("identity/doubles.html")
def doubles(request: ViewerRequest) -> QueuePage:
    return queue_page(request.viewer, asked=request.GET)


@DESK.form("identity/pair.html")
def pair(request: ViewerRequest, pair_id: int) -> PairPage | HttpResponse:
    page = pair_page(request.viewer, pair_id=pair_id, said=posted(request))
    if page is None:
        raise Http404
    if not page.done:
        return page
    messages.success(request, page.done)
    return redirect("ministry:pair", pair_id=page.next_id) if page.next_id else redirect("ministry:doubles")


@DESK.page("identity/enterprise.html")
def enterprise(request: ViewerRequest, enterprise_id: int) -> IdentityPage:
    page = identity_page(request.viewer, enterprise_id=enterprise_id)
    if page is None:
        raise Http404
    return page


@DESK.act()
def separate(request: ViewerRequest, merge_id: int) -> HttpResponse:
    kept = undo_merge(request.viewer, merge_id=merge_id)
    messages.success(request, _("Les deux fiches sont séparées, chacune telle qu’elle est."))
    return redirect("ministry:enterprise", enterprise_id=kept)
