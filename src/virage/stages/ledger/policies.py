"""Who may read and write the ledger."""

from virage.base.viewer import MINISTRY, Role, Viewer


def can_move_credits(viewer: Viewer) -> bool:
    """The finance role of a ministry; each operation checks that the envelope is that ministry's own."""
    return viewer.has(Role.FINANCE)


def can_see_money(viewer: Viewer) -> bool:
    """Before it is announced: the ministry, the auditor, and jobs."""
    return bool(viewer.job) or viewer.has(*MINISTRY, Role.AUDITOR)
