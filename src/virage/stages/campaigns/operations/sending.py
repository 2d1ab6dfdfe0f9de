"""Send a campaign: what is due today, then each day its part."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from virage.base.library import library
from virage.base.operations import operation, record
from virage.base.refusals import Forbidden
from virage.base.viewer import Viewer
from virage.core.draws import phases, waves
from virage.stages.awareness.models import Session
from virage.stages.campaigns.letters import invitation_to
from virage.stages.campaigns.models import Campaign, CampaignMember
from virage.stages.campaigns.operations.drawing import check_end, held_campaign, note_campaign, unsent_campaign
from virage.stages.campaigns.queries.standing import kept_for_comparison
from virage.stages.campaigns.refusals import DrawIsStale, NoPartWaits, NotOpen
from virage.stages.campaigns.states import Group, LeftOut
from virage.stages.messages.news import Held, NotAgreed, TooSoon, post_news

SENDER = Viewer.system("campaigns")


@operation
def launch_campaign(viewer: Viewer, *, campaign_id: int) -> int:
    """Send what is due today, and set the days of the rest; returns how many left.

    Raises:
        AlreadySent: it left.
        DrawIsStale: another campaign keeps some of these for comparison since the draw.
        EndsTooSoon: it would end before its last day of sending.
    """
    campaign, on = unsent_campaign(viewer, campaign_id), timezone.localdate()
    if campaign.session and not is_to_come(campaign.session, timezone.now()):
        raise NotOpen
    members = list(campaign.members.all().for_operation().order_by("rank"))
    if kept_for_comparison(on).intersection(member.enterprise_id for member in members):
        raise DrawIsStale
    check_end(campaign, sum(member.group == Group.INVITED for member in members), on)
    invited = [member for member in members if member.group == Group.INVITED]
    for days, some in _days(campaign, len(invited)):
        for rank in some:
            invited[rank].due_on = on + timedelta(days=days)
    CampaignMember.objects.bulk_update(invited, ["due_on"])
    campaign.launched_at = timezone.now()
    campaign.save()
    note_campaign(viewer, campaign, "campaign.launched", seed=campaign.seed, draws=campaign.draws)
    return send_invitations(SENDER, at=campaign.launched_at, campaign_id=campaign.pk)


def _days(campaign: Campaign, invited: int) -> Iterable[tuple[int, Iterable[int]]]:
    """How many days after the launch each rank is written to; parts that wait for a person’s word have none."""
    if not campaign.shares:
        return enumerate(phases(range(invited), campaign.by_day))
    parts = waves(invited, campaign.shares)
    return [(rank * campaign.pause, part) for rank, part in enumerate(parts if campaign.pause else parts[:1])]


@operation
def send_next_part(viewer: Viewer, *, campaign_id: int) -> int:
    """Send the next part, on a person’s word, in the order drawn; returns how many left.

    Raises:
        NoPartWaits: not sent yet, over, or every part has its day.
        NotOpen: the session began since.
    """
    campaign, now = held_campaign(viewer, campaign_id), timezone.now()
    on = timezone.localdate(now)
    if campaign.launched_at is None or campaign.ends_on < on:
        raise NoPartWaits
    if campaign.session and not is_to_come(campaign.session, now):
        raise NotOpen
    part = next_part(campaign)
    if not part:
        raise NoPartWaits
    for member in part:
        member.due_on = on
    CampaignMember.objects.bulk_update(part, ["due_on"])
    note_campaign(viewer, campaign, "campaign.part_sent", ranks=[part[0].rank, part[-1].rank])
    return send_invitations(SENDER, at=now, campaign_id=campaign.pk)


def next_part(campaign: Campaign) -> list[CampaignMember]:
    """Who is in the first part that has no day yet, in the order drawn."""
    invited = list(campaign.members.all().for_operation().filter(group=Group.INVITED).order_by("rank"))
    count = invited[-1].rank + 1 if invited else 0
    parts = (
        [one for one in invited if one.rank in part and one.due_on is None] for part in waves(count, campaign.shares)
    )
    return next((part for part in parts if part), [])


@operation
def send_invitations(viewer: Viewer, *, at: datetime, campaign_id: int | None = None) -> int:
    """Write to those whose day has come; returns how many left.

    Whoever took the consent back since the draw is left out, and whoever another campaign keeps since for comparison;
    whoever was written to lately waits for the next day, and is left out if the campaign ends first; so is everyone
    left once the session is cancelled or begun. All stay in their group: chance put them there.
    """
    if not viewer.job:
        raise Forbidden
    on = timezone.localtime(at).date()
    due = CampaignMember.objects.for_operation().due(on).select_for_update(of=("self",), skip_locked=True)
    if campaign_id:
        due = due.filter(campaign=campaign_id)
    kept = kept_for_comparison(on)
    outcomes = Counter(_write(member, on, kept) for member in due.select_related("campaign__session__activity"))
    record(viewer, "campaign.written", kind="campaign", id=campaign_id or "-", outcomes=dict(outcomes))
    return outcomes["sent"]


def is_to_come(session: Session, at: datetime) -> bool:
    """Published, neither cancelled nor begun: one may still invite to it."""
    return bool(session.published_at) and session.cancelled_at is None and session.starts_at > at


def _write(member: CampaignMember, on: date, kept: Collection[int]) -> str:
    session = member.campaign.session
    if member.enterprise_id in kept:
        member.left_out = LeftOut.COMPARED
    elif session and not is_to_come(session, timezone.now()):
        member.left_out = LeftOut.NOT_HELD
    if member.left_out:
        member.save()
        return member.left_out
    letter = invitation_to(session)
    try:
        post_news(
            SENDER,
            enterprise_id=member.enterprise_id,
            subject=letter.subject,
            text=letter.text,
            page=letter.page,
            of_page=letter.of_page,
            days_between=library().barrier_messages.days_between,
        )
    except NotAgreed:
        member.left_out = LeftOut.UNSUBSCRIBED
    except Held:
        member.left_out = LeftOut.COMPARED
    except TooSoon:
        member.due_on = on + timedelta(days=1)
        member.left_out = LeftOut.TOO_SOON if member.due_on > member.campaign.ends_on else ""
    else:
        member.sent_at = timezone.now()
    member.save()
    return "sent" if member.sent_at else (member.left_out or "put_off")
