"""Once a campaign has long ended, who was in which group is destroyed: only its counts stay."""

from datetime import datetime

from virage.base.retention import purges
from virage.stages.campaigns.models import Campaign, CampaignMember
from virage.stages.campaigns.queries.results import tally


@purges("campaigns")
def purge_campaigns(before: datetime) -> int:
    """Keep the counts of campaigns that ended before an instant, and destroy their groups; returns how many places."""
    over = Campaign.objects.for_operation().filter(ends_on__lt=before.date(), tallies__isnull=True)
    for campaign in over.select_for_update():
        campaign.tallies = tally(campaign, on=campaign.ends_on)
        campaign.save()
    rows = CampaignMember.objects.for_operation().filter(campaign__tallies__isnull=False)
    return rows.delete()[0]
