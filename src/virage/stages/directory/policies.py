"""Who may do what with an enterprise."""

from virage.base.viewer import Viewer
from virage.stages.directory.models import Enterprise


def can_own(viewer: Viewer, enterprise: Enterprise) -> bool:
    """Whoever holds its key acts for the enterprise."""
    return bool(viewer.job) or enterprise.key in viewer.keys
