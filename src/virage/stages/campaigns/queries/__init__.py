"""Segments and campaigns."""

from virage.stages.campaigns.queries.campaigns import (
    CampaignLine,
    CampaignSheet,
    Place,
    campaign,
    campaigns,
    invitations_due,
    places,
)
from virage.stages.campaigns.queries.results import Effect
from virage.stages.campaigns.queries.segments import (
    Composed,
    Person,
    SegmentLine,
    SegmentSheet,
    composed,
    segment,
    segments,
)

__all__ = [
    "CampaignLine",
    "CampaignSheet",
    "Composed",
    "Effect",
    "Person",
    "Place",
    "SegmentLine",
    "SegmentSheet",
    "campaign",
    "campaigns",
    "composed",
    "invitations_due",
    "places",
    "segment",
    "segments",
]
