"""What people type about referrals and at a table."""

from virage.stages.concertation.forms.referrals import (
    MONTHS,
    AnswerForm,
    OutcomeForm,
    ReferForm,
    ReferPage,
    ReferralPage,
    ShareForm,
    hand_over_page,
    refer_page,
    referral_page,
)

__all__ = [
    "MONTHS",
    "AnswerForm",
    "OutcomeForm",
    "ReferForm",
    "ReferPage",
    "ReferralPage",
    "ShareForm",
    "hand_over_page",
    "refer_page",
    "referral_page",
]
