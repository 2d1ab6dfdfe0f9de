"""Who may act on an agreement. The ministry is that of its initiative; a job acts for the installation."""

from virage.base.viewer import Role, Viewer
from virage.stages.agreements.models import Agreement

DRAFT = (Role.ANALYST, Role.DIRECTOR)


def can_draft_for(viewer: Viewer, ministry_id: int) -> bool:
    """Write, submit, receive, verify: the analysts and the direction of that ministry."""
    return bool(viewer.job) or ministry_id in viewer.organisations(*DRAFT)


def can_draft(viewer: Viewer, agreement: Agreement) -> bool:
    """The same, of an agreement read with its project and initiative."""
    return can_draft_for(viewer, agreement.project.initiative.ministry_id)


def can_approve(viewer: Viewer, agreement: Agreement, role: str) -> bool:
    """The role that the step asks for, in that ministry."""
    ministry = agreement.project.initiative.ministry_id
    return bool(viewer.job) or ministry in viewer.organisations(Role(role))


def can_hand_in(viewer: Viewer, agreement: Agreement) -> bool:
    """The promoter; or the ministry, for what came on paper."""
    return agreement.promoter_id in viewer.organisations(Role.PROMOTER) or can_draft(viewer, agreement)
