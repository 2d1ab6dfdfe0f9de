"""Announce a strategy, open its initiatives, announce projects: targets, offers, where they serve, with whom."""

from virage.stages.programme.operations.delivery import (
    EndsBeforeItBegins,
    add_partner,
    open_point,
    revise_partner,
    revise_point,
)
from virage.stages.programme.operations.initiatives import (
    NotTheMinistry,
    add_phase,
    announce_project,
    announce_strategy,
    open_initiative,
    prepare_project,
    set_target,
)
from virage.stages.programme.operations.offers import (
    NotADraft,
    NotYourProject,
    OfferWords,
    draft_offer,
    publish_offer,
    retire_offer,
    revise_offer,
)
from virage.stages.programme.operations.work import (
    AlreadyAway,
    NotYourTeam,
    cancel_absence,
    describe_work,
    note_absence,
)

__all__ = [
    "AlreadyAway",
    "EndsBeforeItBegins",
    "NotADraft",
    "NotTheMinistry",
    "NotYourProject",
    "NotYourTeam",
    "OfferWords",
    "add_partner",
    "add_phase",
    "announce_project",
    "announce_strategy",
    "cancel_absence",
    "describe_work",
    "draft_offer",
    "note_absence",
    "open_initiative",
    "open_point",
    "prepare_project",
    "publish_offer",
    "retire_offer",
    "revise_offer",
    "revise_partner",
    "revise_point",
    "set_target",
]
