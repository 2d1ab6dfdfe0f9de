"""Write to the ledger. The database refuses what would break a limit, whoever asks and however many at once."""

from virage.stages.ledger.operations.agreements import commit_agreement, pay_payable, sign_agreement
from virage.stages.ledger.operations.corrections import reverse_entry
from virage.stages.ledger.operations.envelopes import close_year, open_envelope
from virage.stages.ledger.operations.movements import carry_over_credits, lapse_credits, transfer_credits
from virage.stages.ledger.operations.postings import post_entry
from virage.stages.ledger.operations.promises import NotAnnounced, make_promise
from virage.stages.ledger.operations.refusals import (
    AdvanceBeyondNeed,
    BeyondAuthorised,
    BeyondCommitted,
    BeyondCredits,
    BeyondEntry,
    BeyondPayable,
    ClosingLeavesMoney,
    DateFarFromYear,
    DeliverableLate,
    FollowsAnother,
    NamesNothing,
    NotCents,
    NotFinance,
    NothingCommitted,
    NotInTheFuture,
    NotPayable,
    NotPostedAlone,
    PhaseOfAnother,
    PostedBefore,
    StateTheNeed,
    VerifierPays,
    YearClosed,
)

__all__ = [
    "AdvanceBeyondNeed",
    "BeyondAuthorised",
    "BeyondCommitted",
    "BeyondCredits",
    "BeyondEntry",
    "BeyondPayable",
    "ClosingLeavesMoney",
    "DateFarFromYear",
    "DeliverableLate",
    "FollowsAnother",
    "NamesNothing",
    "NotAnnounced",
    "NotCents",
    "NotFinance",
    "NotInTheFuture",
    "NotPayable",
    "NotPostedAlone",
    "NothingCommitted",
    "PhaseOfAnother",
    "PostedBefore",
    "StateTheNeed",
    "VerifierPays",
    "YearClosed",
    "carry_over_credits",
    "close_year",
    "commit_agreement",
    "lapse_credits",
    "make_promise",
    "open_envelope",
    "pay_payable",
    "post_entry",
    "reverse_entry",
    "sign_agreement",
    "transfer_credits",
]
