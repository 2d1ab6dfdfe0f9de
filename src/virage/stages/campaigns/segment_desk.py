"""Segments, and campaigns drawn and sent to them, the same at each desk that composes."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _, ngettext

from virage.base.door import Admits, Door, ViewerRequest
from virage.base.forms import posted
from virage.stages.campaigns.operations import (
    drop_campaign,
    launch_campaign,
    redraw_campaign,
    retire_segment,
    send_next_part,
)
from virage.stages.campaigns.pages import (
    CampaignPage,
    ComposePage,
    GapsPage,
    InvitePage,
    SegmentPage,
    SegmentsPage,
    campaign_page,
    compose_page,
    gaps_page,
    invite_page,
    segment_page,
    segments_page,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentDesk:
    """Segments behind one door; ``admits`` where only some of its people compose."""

    door: Door
    admits: Admits | None = None

    def paths(self) -> list[URLPattern]:
        """See who is left; compose a segment, read it, take it off; draw a campaign, again, send it or drop it."""
        door, may = self.door, self.admits
        act = door.act(admits=may)
        return [
            path("segments/", door.page("campaigns/segments.html", admits=may)(self.segments), name="segments"),
            path("segments/a-joindre/", door.page("campaigns/gaps.html", admits=may)(self.gaps), name="gaps"),
            path("segments/composer/", door.form("campaigns/compose.html", admits=may)(self.compose), name="compose"),
            path(
                "segments/<int:segment_id>/",
                door.page("campaigns/segment.html", admits=may)(self.segment),
                name="segment",
            ),
            path("segments/<int:segment_id>/retirer/", act(self.retire), name="retire_segment"),
            path(
                "segments/<int:segment_id>/inviter/",
                door.form("campaigns/invite.html", admits=may)(self.invite),
                name="invite",
            ),
            path(
                "campagnes/<int:campaign_id>/",
                door.page("campaigns/campaign.html", admits=may)(self.campaign),
                name="campaign",
            ),
            path("campagnes/<int:campaign_id>/tirer/", act(self.redraw), name="redraw"),
            path("campagnes/<int:campaign_id>/envoyer/", act(self.launch), name="launch"),
            path("campagnes/<int:campaign_id>/part-suivante/", act(self.next_part), name="next_part"),
            path("campagnes/<int:campaign_id>/abandonner/", act(self.drop), name="drop"),
        ]

    def segments(self, request: ViewerRequest) -> SegmentsPage:
        return segments_page(request.viewer)

    def gaps(self, request: ViewerRequest) -> GapsPage:
        return gaps_page(request.viewer, asked=request.GET)

    def compose(self, request: ViewerRequest) -> ComposePage | HttpResponse:
        page = compose_page(request.viewer, asked=request.GET, said=posted(request))
        return redirect(f"{self.door.desk}:segment", segment_id=page.saved) if page.saved else page

    def segment(self, request: ViewerRequest, segment_id: int) -> SegmentPage:
        return segment_page(request.viewer, segment_id=segment_id, page=request.GET.get("page"))

    def retire(self, request: ViewerRequest, segment_id: int) -> HttpResponse:
        retire_segment(request.viewer, segment_id=segment_id)
        messages.success(request, _("Le segment est retiré de la liste; ses campagnes restent."))
        return redirect(f"{self.door.desk}:segments")

    def invite(self, request: ViewerRequest, segment_id: int) -> InvitePage | HttpResponse:
        page = invite_page(request.viewer, segment_id=segment_id, said=posted(request))
        return redirect(f"{self.door.desk}:campaign", campaign_id=page.prepared) if page.prepared else page

    def campaign(self, request: ViewerRequest, campaign_id: int) -> CampaignPage:
        return campaign_page(request.viewer, campaign_id=campaign_id, page=request.GET.get("page"))

    def redraw(self, request: ViewerRequest, campaign_id: int) -> HttpResponse:
        redraw_campaign(request.viewer, campaign_id=campaign_id)
        messages.success(
            request, _("Les groupes sont tirés de nouveau, parmi celles à qui on peut écrire aujourd’hui.")
        )
        return redirect(f"{self.door.desk}:campaign", campaign_id=campaign_id)

    def launch(self, request: ViewerRequest, campaign_id: int) -> HttpResponse:
        return self._sent(request, campaign_id, launch_campaign(request.viewer, campaign_id=campaign_id))

    def next_part(self, request: ViewerRequest, campaign_id: int) -> HttpResponse:
        return self._sent(request, campaign_id, send_next_part(request.viewer, campaign_id=campaign_id))

    def _sent(self, request: ViewerRequest, campaign_id: int, sent: int) -> HttpResponse:
        said = ngettext("%(n)s invitation est partie.", "%(n)s invitations sont parties.", sent) % {"n": sent}
        messages.success(request, said)
        return redirect(f"{self.door.desk}:campaign", campaign_id=campaign_id)

    def drop(self, request: ViewerRequest, campaign_id: int) -> HttpResponse:
        drop_campaign(request.viewer, campaign_id=campaign_id)
        messages.success(request, _("La campagne est abandonnée; rien n’est parti."))
        return redirect(f"{self.door.desk}:segments")
