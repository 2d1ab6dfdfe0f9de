"""Who may see the money."""

from virage.base.viewer import MINISTRY, Role, Viewer


def can_see_money(viewer: Viewer) -> bool:
    """The ministry, the auditor, and jobs."""
    return bool(viewer.job) or viewer.has(*MINISTRY, Role.AUDITOR)
