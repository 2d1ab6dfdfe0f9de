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
from virage.stages.campaigns.queries.gaps import BEFORE, GapSheet, gap_sheet
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
    "BEFORE",
    "CampaignLine",
    "CampaignSheet",
    "Composed",
    "Effect",
    "GapSheet",
    "Person",
    "Place",
    "SegmentLine",
    "SegmentSheet",
    "campaign",
    "campaigns",
    "composed",
    "gap_sheet",
    "invitations_due",
    "places",
    "segment",
    "segments",
]
