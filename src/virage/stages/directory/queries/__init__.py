"""What is known of an enterprise, as the viewer may see it."""

from virage.stages.directory.queries.doubles import PairLine, PairSheet, Queue, Side, open_pairs, pair_sheet
from virage.stages.directory.queries.enterprises import (
    ContactCard,
    EnterpriseCard,
    HeldThread,
    contact,
    enterprise_card,
    enterprise_card_by_id,
    latest_facts,
    latest_own,
    profiles,
    threads_at,
)
from virage.stages.directory.queries.identity import (
    FactLine,
    IdentitySheet,
    MemberLine,
    MergeLine,
    NameLine,
    PlaceLine,
    identity_sheet,
    own_identity,
)

__all__ = [
    "ContactCard",
    "EnterpriseCard",
    "FactLine",
    "HeldThread",
    "IdentitySheet",
    "MemberLine",
    "MergeLine",
    "NameLine",
    "PairLine",
    "PairSheet",
    "PlaceLine",
    "Queue",
    "Side",
    "contact",
    "enterprise_card",
    "enterprise_card_by_id",
    "identity_sheet",
    "latest_facts",
    "latest_own",
    "open_pairs",
    "own_identity",
    "pair_sheet",
    "profiles",
    "threads_at",
]
