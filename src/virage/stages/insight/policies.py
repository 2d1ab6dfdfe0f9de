"""Who may read figures."""

from virage.base.viewer import MINISTRY, Role, Viewer


def can_see_counts(viewer: Viewer) -> bool:
    """Counts alone, without the lists behind them: whoever sees figures, and the members of the council."""
    return can_see_figures(viewer) or viewer.has(Role.COUNCIL)


def can_see_figures(viewer: Viewer) -> bool:
    """The ministry, the auditor, and jobs."""
    return bool(viewer.job) or viewer.has(*MINISTRY, Role.AUDITOR)


def can_reach_out(viewer: Viewer) -> bool:
    """Surveys, messages by barrier and draws: the ministry's analysts and its direction, and jobs."""
    return bool(viewer.job) or viewer.has(Role.ANALYST, Role.DIRECTOR)
