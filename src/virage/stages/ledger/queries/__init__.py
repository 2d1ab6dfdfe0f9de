"""Read the ledger of this installation: by envelope, by year, entry by entry."""

from virage.stages.ledger.queries.chain import Chain, FollowedLine, chain, followed
from virage.stages.ledger.queries.entries import EntryLine, EntryPage, EntrySheet, entries, entry, entry_page
from virage.stages.ledger.queries.envelopes import EnvelopeCard, EnvelopeYear, envelopes
from virage.stages.ledger.queries.published import PublicMoney, public_money

__all__ = [
    "Chain",
    "EntryLine",
    "EntryPage",
    "EntrySheet",
    "EnvelopeCard",
    "EnvelopeYear",
    "FollowedLine",
    "PublicMoney",
    "chain",
    "entries",
    "entry",
    "entry_page",
    "envelopes",
    "followed",
    "public_money",
]
