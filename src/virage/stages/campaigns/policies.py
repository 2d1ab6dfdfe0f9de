"""Who may compose a segment, and write to it."""

from virage.base.viewer import Viewer
from virage.stages.campaigns.models import COMPOSERS
from virage.stages.insight.policies import can_reach_out


def can_compose(viewer: Viewer) -> bool:
    """The ministry's analysts and its direction, whoever manages projects for a promoter, and jobs."""
    return bool(viewer.job) or viewer.has(*COMPOSERS)


def sees_everyone(viewer: Viewer) -> bool:
    """The ministry writes to any enterprise that agreed; a promoter, among those it may see."""
    return can_reach_out(viewer)


def house_of(viewer: Viewer) -> int | None:
    """The organisation for which a viewer composes."""
    return next(iter(sorted(viewer.organisations(*COMPOSERS))), None)
