"""Draw a campaign: who is invited, who is kept for comparison. Nobody draws again after sending."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.tokens import new_token
from virage.base.viewer import Role, Viewer
from virage.core.draws import draw, part_of, phases, waves
from virage.core.effects import FEWEST
from virage.stages.awareness.models import Session
from virage.stages.campaigns.models import Campaign, CampaignMember
from virage.stages.campaigns.operations.segments import locked_segment
from virage.stages.campaigns.policies import can_compose, sees_everyone
from virage.stages.campaigns.queries.portraits import in_segment
from virage.stages.campaigns.queries.standing import standing
from virage.stages.campaigns.refusals import AlreadySent, EndsTooSoon, NotOpen, NotYours, TooFew
from virage.stages.campaigns.states import Group

SEED, HUNDRED = 16, 100


@operation
def prepare_campaign(  # noqa: D417
    viewer: Viewer,
    *,
    segment_id: int,
    ends_on: date,
    session_id: int | None = None,
    share: int = 0,
    stratified: bool = False,
    by_day: int = 0,
    shares: Sequence[int] = (),
    pause: int = 0,
) -> int:
    """Draw who is invited and who is kept for comparison; nothing leaves yet. Returns the campaign's number.

    Args:
        ends_on: the last day on which what follows is counted.
        session_id: the session one is invited to; the quick check where none.
        share: hundredths kept for comparison; 0 writes to everyone.
        stratified: each sector of each region gives its part to both groups.
        by_day: how many are written to each day; 0 for all at once.
        shares: parts of the order instead, in hundredths; the rest comes last.
        pause: days between two parts; 0 where each waits for a person’s word.

    Raises:
        TooFew: fewer than ten may be written to today.
        NotOpen: the session is not one to invite to.
        EndsTooSoon: before the session, or before the last day of sending.
    """
    held = locked_segment(viewer, segment_id)
    campaign = Campaign(
        segment=held,
        session=_session(viewer, session_id) if session_id else None,
        share=share,
        stratified=stratified,
        by_day=by_day,
        shares=list(shares),
        pause=pause,
        made_at=timezone.now(),
        by=viewer.by,
        ends_on=ends_on,
    )
    _draw(viewer, campaign, "campaign.drawn")
    return campaign.pk


@operation
def redraw_campaign(viewer: Viewer, *, campaign_id: int) -> None:
    """Draw again, among those who may be written to now; each draw stays in the trail.

    Raises:
        AlreadySent: it left.
    """
    campaign = unsent_campaign(viewer, campaign_id)
    campaign.members.all().for_operation().delete()
    campaign.draws += 1
    _draw(viewer, campaign, "campaign.redrawn")


@operation
def drop_campaign(viewer: Viewer, *, campaign_id: int) -> None:
    """Forget a campaign that did not leave.

    Raises:
        AlreadySent: it left.
    """
    campaign = unsent_campaign(viewer, campaign_id)
    note_campaign(viewer, campaign, "campaign.dropped")
    campaign.delete()


def _draw(viewer: Viewer, campaign: Campaign, verb: str) -> None:
    on = timezone.localdate()
    found = in_segment(viewer, criteria=campaign.segment.criteria, on=on)
    stand = standing(found, on=on)
    if len(stand.ready) < FEWEST:
        raise TooFew
    strata = {stand.ready[each.id]: each.stratum for each in found if each.id in stand.ready}
    compared = part_of(len(strata), Fraction(campaign.share, HUNDRED))
    check_end(campaign, len(strata) - compared, on)
    campaign.seed = new_token()[:SEED]
    campaign.left_out = dict(Counter(reason.value for reason in stand.left_out.values()))
    campaign.save()
    drawn = draw(
        strata if campaign.stratified else dict.fromkeys(strata, ""),
        seed=campaign.seed,
        invited=len(strata) - compared,
    )
    CampaignMember.objects.bulk_create(
        CampaignMember(campaign=campaign, enterprise_id=number, group=group, stratum=strata[number], rank=rank)
        for group, numbers in ((Group.INVITED, drawn.invited), (Group.COMPARED, drawn.compared))
        for rank, number in enumerate(numbers)
    )
    note_campaign(viewer, campaign, verb, seed=campaign.seed, invited=len(drawn.invited), compared=len(drawn.compared))


def check_end(campaign: Campaign, invited: int, on: date) -> None:
    """Refuse a campaign that ends before everyone was written to, or before its session."""
    parts = waves(invited, campaign.shares) if campaign.shares else phases(range(invited), campaign.by_day)
    last = on + timedelta(days=max(0, len(parts) - 1) * (campaign.pause if campaign.shares else 1))
    held = timezone.localtime(campaign.session.starts_at).date() if campaign.session else on
    if campaign.ends_on <= max(last, held):
        raise EndsTooSoon


def _session(viewer: Viewer, session_id: int) -> Session:
    """Published and to come; a promoter's own."""
    rows = Session.objects.visible_to(viewer).filter(published_at__isnull=False, cancelled_at=None)
    if not sees_everyone(viewer):
        rows = rows.filter(activity__project__promoter__in=viewer.organisations(Role.PROMOTER))
    found = rows.filter(pk=session_id, starts_at__gt=timezone.now()).first()
    if found is None:
        raise NotOpen
    return found


def held_campaign(viewer: Viewer, campaign_id: int) -> Campaign:
    """One of the viewer's campaigns, held until the end of the transaction."""
    rows = Campaign.objects.visible_to(viewer).select_related("segment", "session").select_for_update(of=("self",))
    campaign = rows.filter(pk=campaign_id).first()
    if campaign is None or not can_compose(viewer):
        raise NotYours
    return campaign


def unsent_campaign(viewer: Viewer, campaign_id: int) -> Campaign:
    """The same, refused once it left."""
    campaign = held_campaign(viewer, campaign_id)
    if campaign.launched_at:
        raise AlreadySent
    return campaign


def note_campaign(viewer: Viewer, campaign: Campaign, verb: str, **details: Any) -> None:
    """One line of the trail, under the organisation that keeps the segment."""
    house = campaign.segment.organisation_id
    record(viewer, verb, kind="campaign", id=campaign.pk, organisation_id=house, **details)
