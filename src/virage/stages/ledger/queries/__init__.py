"""Read the ledger of this installation: by envelope, by year, entry by entry."""

from virage.stages.ledger.queries.agreement_list import (
    FILTERS,
    AgreementLine,
    OffProgramme,
    agreement_count,
    agreements,
    off_programme,
    signed_agreements,
)
from virage.stages.ledger.queries.agreement_sheet import agreement
from virage.stages.ledger.queries.chain import Chain, FollowedLine, chain, followed, followed_count
from virage.stages.ledger.queries.entries import EntryLine, EntryPage, EntrySheet, MonthSum, by_month, entry, entry_page
from virage.stages.ledger.queries.envelopes import EnvelopeCard, EnvelopeYear, envelopes
from virage.stages.ledger.queries.openings import Announced, announced, phases_open, strategies_open
from virage.stages.ledger.queries.owed import OwedLine, owed_by
from virage.stages.ledger.queries.promises import PromiseLine, promise_moments, promises, proofs_of
from virage.stages.ledger.queries.published import PublicAgreement, PublicMoney, public_money
from virage.stages.ledger.queries.shares import (
    Phase,
    Share,
    SharedProject,
    public_shares,
    shared_count,
    shared_projects,
)
from virage.stages.ledger.queries.sheet import AgreementSheet
from virage.stages.ledger.queries.strategies import StrategySheet, strategy

__all__ = [
    "FILTERS",
    "AgreementLine",
    "AgreementSheet",
    "Announced",
    "Chain",
    "EntryLine",
    "EntryPage",
    "EntrySheet",
    "EnvelopeCard",
    "EnvelopeYear",
    "FollowedLine",
    "MonthSum",
    "OffProgramme",
    "OwedLine",
    "Phase",
    "PromiseLine",
    "PublicAgreement",
    "PublicMoney",
    "Share",
    "SharedProject",
    "StrategySheet",
    "agreement",
    "agreement_count",
    "agreements",
    "announced",
    "by_month",
    "chain",
    "entry",
    "entry_page",
    "envelopes",
    "followed",
    "followed_count",
    "off_programme",
    "owed_by",
    "phases_open",
    "promise_moments",
    "promises",
    "proofs_of",
    "public_money",
    "public_shares",
    "shared_count",
    "shared_projects",
    "signed_agreements",
    "strategies_open",
    "strategy",
]
