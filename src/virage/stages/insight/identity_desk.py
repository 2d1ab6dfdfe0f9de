"""The pages of identity, the same at each desk: one enterprise, once; and, for those who decide, the pairs."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from virage.base.door import Door, ViewerRequest
from virage.base.forms import posted
from virage.stages.directory.forms import PairPage, QueuePage, pair_page, queue_page
from virage.stages.directory.operations import undo_merge
from virage.stages.insight.identity_page import IdentityPage, identity_page


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityDesk:
    """Identities behind one door."""

    door: Door

    def page_paths(self) -> list[URLPattern]:
        """The identity of one enterprise, to read."""
        guarded = self.door.page("identity/enterprise.html")(self.enterprise)
        return [path("entreprises/<int:enterprise_id>/", guarded, name="enterprise")]

    def paths(self) -> list[URLPattern]:
        """The same, the queue of pairs, and the way back from a merge."""
        door = self.door
        return [
            path("doublons/", door.page("identity/doubles.html")(self.doubles), name="doubles"),
            path("doublons/<int:pair_id>/", door.form("identity/pair.html")(self.pair), name="pair"),
            *self.page_paths(),
            path("reunions/<int:merge_id>/defaire/", door.act()(self.separate), name="separate"),
        ]

    def doubles(self, request: ViewerRequest) -> QueuePage:
        return queue_page(request.viewer, asked=request.GET)

    def pair(self, request: ViewerRequest, pair_id: int) -> PairPage | HttpResponse:
        page = pair_page(request.viewer, pair_id=pair_id, said=posted(request))
        if page is None:
            raise Http404
        if not page.done:
            return page
        messages.success(request, page.done)
        desk = self.door.desk
        return redirect(f"{desk}:pair", pair_id=page.next_id) if page.next_id else redirect(f"{desk}:doubles")

    def enterprise(self, request: ViewerRequest, enterprise_id: int) -> IdentityPage:
        page = identity_page(request.viewer, enterprise_id=enterprise_id)
        if page is None:
            raise Http404
        return page

    def separate(self, request: ViewerRequest, merge_id: int) -> HttpResponse:
        kept = undo_merge(request.viewer, merge_id=merge_id)
        messages.success(request, _("Les deux fiches sont séparées, chacune telle qu’elle est."))
        return redirect(f"{self.door.desk}:enterprise", enterprise_id=kept)
