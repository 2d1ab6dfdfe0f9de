"""Who may read figures."""

from virage.base.viewer import MINISTRY, Role, Viewer


def can_see_figures(viewer: Viewer) -> bool:
    """The ministry, the auditor, and jobs."""
    return bool(viewer.job) or viewer.has(*MINISTRY, Role.AUDITOR)
