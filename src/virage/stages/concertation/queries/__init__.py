"""Referrals in and out, files shared, tables and what is owed there."""

from virage.stages.concertation.queries.referrals import (
    Pipeline,
    Place,
    ReferralLine,
    SharedFile,
    partners,
    pipeline,
    referral,
    referrals_of,
)
from virage.stages.concertation.queries.tables import (
    FollowUp,
    MeetingSheet,
    TableLine,
    TableSheet,
    follow_up,
    follow_ups,
    follow_ups_pressing,
    meeting,
    seatable,
    table,
    tables,
)

__all__ = [
    "FollowUp",
    "MeetingSheet",
    "Pipeline",
    "Place",
    "ReferralLine",
    "SharedFile",
    "TableLine",
    "TableSheet",
    "follow_up",
    "follow_ups",
    "follow_ups_pressing",
    "meeting",
    "partners",
    "pipeline",
    "referral",
    "referrals_of",
    "seatable",
    "table",
    "tables",
]
