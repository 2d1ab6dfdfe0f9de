"""What people type about sharing, referrals and tables."""

from virage.stages.concertation.forms.answers import AnswerForm, OutcomeForm, ReferralPage, referral_page
from virage.stages.concertation.forms.handovers import hand_over_page
from virage.stages.concertation.forms.referrals import ReferForm, ReferPage, refer_page
from virage.stages.concertation.forms.sharing import ShareForm

__all__ = [
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
