"""Open an initiative, announce a project, set its targets; write, publish and retire its offers."""

from virage.stages.programme.operations.initiatives import (
    NotTheMinistry,
    announce_project,
    open_initiative,
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

__all__ = [
    "NotADraft",
    "NotTheMinistry",
    "NotYourProject",
    "OfferWords",
    "announce_project",
    "draft_offer",
    "open_initiative",
    "publish_offer",
    "retire_offer",
    "revise_offer",
    "set_target",
]
