"""Who writes, reads, scores and decides."""

from virage.base.viewer import Role, Viewer
from virage.stages.calls.models import Call, Proposal


def can_draft_call(viewer: Viewer, ministry_id: int) -> bool:
    """Analysts and the direction of the ministry that carries the initiative."""
    return bool(viewer.job) or ministry_id in viewer.organisations(Role.ANALYST, Role.DIRECTOR)


def can_publish(viewer: Viewer, call: Call) -> bool:
    """Its direction: what it publishes binds it."""
    return bool(viewer.job) or call.initiative.ministry_id in viewer.organisations(Role.DIRECTOR)


def can_write(viewer: Viewer, proposal: Proposal) -> bool:
    """Whoever manages projects for the promoter."""
    return bool(viewer.job) or proposal.promoter_id in viewer.organisations(Role.PROMOTER)


def can_analyse(viewer: Viewer, call: Call) -> bool:
    """Analysts and the direction of its ministry."""
    return can_draft_call(viewer, call.initiative.ministry_id)


def can_decide(viewer: Viewer, call: Call) -> bool:
    """The direction of its ministry, and whoever approves there."""
    return bool(viewer.job) or call.initiative.ministry_id in viewer.organisations(Role.DIRECTOR, Role.APPROVER)
