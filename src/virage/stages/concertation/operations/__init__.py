"""Files shared, enterprises referred, tables where bodies meet."""

from virage.stages.concertation.operations.handovers import drop_referral, propose_handover
from virage.stages.concertation.operations.referrals import (
    accept_referral,
    agree_to_referral,
    decline_referral,
    propose_referral,
    refuse_referral,
    report_outcome,
)
from virage.stages.concertation.operations.sharing import share_files, sharing_words
from virage.stages.concertation.operations.tables import (
    call_meeting,
    found_table,
    note_decision,
    settle_decision,
    write_minutes,
)

__all__ = [
    "accept_referral",
    "agree_to_referral",
    "call_meeting",
    "decline_referral",
    "drop_referral",
    "found_table",
    "note_decision",
    "propose_handover",
    "propose_referral",
    "refuse_referral",
    "report_outcome",
    "settle_decision",
    "share_files",
    "sharing_words",
    "write_minutes",
]
