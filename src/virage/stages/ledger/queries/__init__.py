"""Read the ledger of this installation: by envelope, by year, entry by entry."""

from virage.stages.ledger.queries.agreements import (
    FILTERS,
    AgreementLine,
    AgreementSheet,
    OffProgramme,
    agreement,
    agreements,
    off_programme,
)
from virage.stages.ledger.queries.chain import Chain, FollowedLine, chain, followed
from virage.stages.ledger.queries.entries import EntryLine, EntryPage, EntrySheet, entries, entry, entry_page
from virage.stages.ledger.queries.envelopes import EnvelopeCard, EnvelopeYear, envelopes
from virage.stages.ledger.queries.published import PublicMoney, public_money

__all__ = [
    "FILTERS",
    "AgreementLine",
    "AgreementSheet",
    "Chain",
    "EntryLine",
    "EntryPage",
    "EntrySheet",
    "EnvelopeCard",
    "EnvelopeYear",
    "FollowedLine",
    "OffProgramme",
    "PublicMoney",
    "agreement",
    "agreements",
    "chain",
    "entries",
    "entry",
    "entry_page",
    "envelopes",
    "followed",
    "off_programme",
    "public_money",
]
