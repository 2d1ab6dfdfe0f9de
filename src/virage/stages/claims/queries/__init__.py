"""Read claims, their signals, what sleeps, what would lapse, what waits to be paid."""

from virage.stages.claims.queries.advances import Need, Sleeper, sleepers
from virage.stages.claims.queries.claims import (
    Claimable,
    ClaimCard,
    ClaimSheet,
    LineRow,
    VisitLine,
    claim,
    claim_counts,
    claim_paper,
    claimable,
    claims,
    may_claim_under,
    queue,
    visit_paper,
    visits,
)
from virage.stages.claims.queries.outlook import Lapse, ProjectOutlook, YearOutlook, early_warning, year_outlook
from virage.stages.claims.queries.payments import DueInAll, PaymentRow, due_in_all, payments_due
from virage.stages.claims.queries.replay import Replayed, replayed
from virage.stages.claims.queries.signals import Seen

__all__ = [
    "ClaimCard",
    "ClaimSheet",
    "Claimable",
    "DueInAll",
    "Lapse",
    "LineRow",
    "Need",
    "PaymentRow",
    "ProjectOutlook",
    "Replayed",
    "Seen",
    "Sleeper",
    "VisitLine",
    "YearOutlook",
    "claim",
    "claim_counts",
    "claim_paper",
    "claimable",
    "claims",
    "due_in_all",
    "early_warning",
    "may_claim_under",
    "payments_due",
    "queue",
    "replayed",
    "sleepers",
    "visit_paper",
    "visits",
    "year_outlook",
]
