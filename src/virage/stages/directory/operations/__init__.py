"""What is done to an enterprise: its thread, its identity, what makes one of two records."""

from virage.stages.directory.operations.consents import AlreadyWithdrawn, give_consent, withdraw_consent
from virage.stages.directory.operations.doubles import (
    AlreadyDecided,
    UnknownPair,
    decide_pair,
    keep_pairs,
    postpone_pair,
)
from virage.stages.directory.operations.grants import (
    AlreadyClosed,
    close_grant,
    end_access,
    grant_access,
    revoke_access,
)
from virage.stages.directory.operations.identity import NotBn, NotNeq, state_address, state_identity
from virage.stages.directory.operations.merging import (
    AlreadyOne,
    AlreadyUndone,
    NotToMerge,
    WorldsApart,
    merge_enterprises,
    undo_merge,
)
from virage.stages.directory.operations.threads import (
    UNCLAIMED_DAYS,
    Thread,
    UnknownEnterprise,
    begin_thread,
    enterprise_for_contact,
    forget_enterprise,
    locked_enterprise,
    name_contact,
    state_facts,
)

__all__ = [
    "UNCLAIMED_DAYS",
    "AlreadyClosed",
    "AlreadyDecided",
    "AlreadyOne",
    "AlreadyUndone",
    "AlreadyWithdrawn",
    "NotBn",
    "NotNeq",
    "NotToMerge",
    "Thread",
    "UnknownEnterprise",
    "UnknownPair",
    "WorldsApart",
    "begin_thread",
    "close_grant",
    "decide_pair",
    "end_access",
    "enterprise_for_contact",
    "forget_enterprise",
    "give_consent",
    "grant_access",
    "keep_pairs",
    "locked_enterprise",
    "merge_enterprises",
    "name_contact",
    "postpone_pair",
    "revoke_access",
    "state_address",
    "state_facts",
    "state_identity",
    "undo_merge",
    "withdraw_consent",
]
