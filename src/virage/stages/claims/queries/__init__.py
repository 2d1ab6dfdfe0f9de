"""Read claims, their signals, what sleeps, what would lapse, what waits to be paid."""

from virage.stages.claims.queries.advances import Need, Sleeper, sleepers
from virage.stages.claims.queries.claims import (
    Claimable,
    ClaimCard,
    ClaimSheet,
    LineRow,
    claim,
    claim_paper,
    claimable,
    claims,
)
from virage.stages.claims.queries.outlook import ProjectOutlook, YearOutlook, year_outlook
from virage.stages.claims.queries.payments import PaymentRow, payments_due
from virage.stages.claims.queries.replay import Replayed, replayed
from virage.stages.claims.queries.signals import Seen

__all__ = [
    "ClaimCard",
    "ClaimSheet",
    "Claimable",
    "LineRow",
    "Need",
    "PaymentRow",
    "ProjectOutlook",
    "Replayed",
    "Seen",
    "Sleeper",
    "YearOutlook",
    "claim",
    "claim_paper",
    "claimable",
    "claims",
    "payments_due",
    "replayed",
    "sleepers",
    "year_outlook",
]
