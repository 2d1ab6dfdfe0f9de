"""Who speaks for a funder, and who reads it."""

from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.agreements.states import AgreementState

FOLLOW = (*MINISTRY, Role.AUDITOR)
JUDGED = (AgreementState.SUBMITTED, AgreementState.APPROVED)
"""A funder speaks once an agreement is submitted, and until it is signed."""


def brings(viewer: Viewer, funder_id: int) -> bool:
    """Someone who acts for the partner that a contribution names."""
    return funder_id in viewer.organisations(Role.PARTNER)
