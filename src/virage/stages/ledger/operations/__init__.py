"""Write to the ledger. The database refuses what would break a limit, whoever asks and however many at once."""

from virage.stages.ledger.operations.corrections import reverse_entry
from virage.stages.ledger.operations.envelopes import close_year, open_envelope
from virage.stages.ledger.operations.movements import carry_over_credits, lapse_credits, transfer_credits
from virage.stages.ledger.operations.postings import post_entry
from virage.stages.ledger.operations.refusals import (
    AdvanceBeyondNeed,
    BeyondAuthorised,
    BeyondCommitted,
    BeyondCredits,
    BeyondEntry,
    ClosingLeavesMoney,
    DateFarFromYear,
    FollowsAnother,
    NotCents,
    NotFinance,
    NotInTheFuture,
    NotPostedAlone,
    PostedBefore,
    StateTheNeed,
    YearClosed,
)

__all__ = [
    "AdvanceBeyondNeed",
    "BeyondAuthorised",
    "BeyondCommitted",
    "BeyondCredits",
    "BeyondEntry",
    "ClosingLeavesMoney",
    "DateFarFromYear",
    "FollowsAnother",
    "NotCents",
    "NotFinance",
    "NotInTheFuture",
    "NotPostedAlone",
    "PostedBefore",
    "StateTheNeed",
    "YearClosed",
    "carry_over_credits",
    "close_year",
    "lapse_credits",
    "open_envelope",
    "post_entry",
    "reverse_entry",
    "transfer_credits",
]
