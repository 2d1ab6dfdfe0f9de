"""Who claims, who verifies. Who pays is the ledger’s."""

from virage.base.viewer import Role, Viewer
from virage.stages.agreements.models import Agreement
from virage.stages.agreements.policies import can_draft


def can_claim(viewer: Viewer, agreement: Agreement) -> bool:
    """The promoter of the agreement."""
    return bool(viewer.job) or agreement.promoter_id in viewer.organisations(Role.PROMOTER)


def can_verify(viewer: Viewer, agreement: Agreement) -> bool:
    """The analysts and the direction of its ministry; the agreement read with its project and initiative."""
    return can_draft(viewer, agreement)


def verifies(viewer: Viewer) -> bool:
    """Someone who may hold the role of verifying; each operation checks the ministry."""
    return viewer.has(Role.ANALYST, Role.DIRECTOR)
