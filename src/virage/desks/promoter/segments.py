"""Segments, and campaigns drawn and sent to them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, ngettext

from virage.base.door import ViewerRequest
from virage.base.forms import posted
from virage.desks.promoter.door import DESK
from virage.stages.campaigns.operations import (
    drop_campaign,
    launch_campaign,
    redraw_campaign,
    retire_segment as retire_the_segment,
)
from virage.stages.campaigns.pages import (
    CampaignPage,
    ComposePage,
    InvitePage,
    SegmentPage,
    SegmentsPage,
    campaign_page,
    compose_page,
    invite_page,
    segment_page,
    segments_page,
)


@DESK.page("campaigns/segments.html")
def segments(request: ViewerRequest) -> SegmentsPage:
    return segments_page(request.viewer)


@DESK.form("campaigns/compose.html")
def compose(request: ViewerRequest) -> ComposePage | HttpResponse:
    page = compose_page(request.viewer, asked=request.GET, said=posted(request))
    return redirect("promoter:segment", segment_id=page.saved) if page.saved else page


@DESK.page("campaigns/segment.html")
def segment(request: ViewerRequest, segment_id: int) -> SegmentPage:
    return segment_page(request.viewer, segment_id=segment_id, page=request.GET.get("page"))


@DESK.act()
def retire_segment(request: ViewerRequest, segment_id: int) -> HttpResponse:
    retire_the_segment(request.viewer, segment_id=segment_id)
    messages.success(request, _("Le segment est retiré de la liste; ses campagnes restent."))
    return redirect("promoter:segments")


@DESK.form("campaigns/invite.html")
def invite(request: ViewerRequest, segment_id: int) -> InvitePage | HttpResponse:
    page = invite_page(request.viewer, segment_id=segment_id, said=posted(request))
    return redirect("promoter:campaign", campaign_id=page.prepared) if page.prepared else page


@DESK.page("campaigns/campaign.html")
def campaign(request: ViewerRequest, campaign_id: int) -> CampaignPage:
    return campaign_page(request.viewer, campaign_id=campaign_id, page=request.GET.get("page"))


@DESK.act()
def redraw(request: ViewerRequest, campaign_id: int) -> HttpResponse:
    redraw_campaign(request.viewer, campaign_id=campaign_id)
    messages.success(request, _("Les groupes sont tirés de nouveau, parmi celles à qui on peut écrire aujourd’hui."))
    return redirect("promoter:campaign", campaign_id=campaign_id)


@DESK.act()
def launch(request: ViewerRequest, campaign_id: int) -> HttpResponse:
    sent = launch_campaign(request.viewer, campaign_id=campaign_id)
    said = ngettext("%(n)s invitation est partie.", "%(n)s invitations sont parties.", sent) % {"n": sent}
    messages.success(request, said)
    return redirect("promoter:campaign", campaign_id=campaign_id)


@DESK.act()
def drop(request: ViewerRequest, campaign_id: int) -> HttpResponse:
    drop_campaign(request.viewer, campaign_id=campaign_id)
    messages.success(request, _("La campagne est abandonnée; rien n’est parti."))
    return redirect("promoter:segments")
