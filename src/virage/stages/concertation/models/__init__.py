"""Partners who act together: enterprises referred, and tables where bodies meet."""

from virage.stages.concertation.models.referrals import NOT_SENT, Referral, ReferralQuerySet
from virage.stages.concertation.models.tables import Decision, Meeting, RoundTable, Seat

__all__ = ["NOT_SENT", "Decision", "Meeting", "Referral", "ReferralQuerySet", "RoundTable", "Seat"]
