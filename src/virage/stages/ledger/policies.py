"""Who may write to the ledger."""

from virage.base.viewer import Role, Viewer


def can_move_credits(viewer: Viewer) -> bool:
    """The finance role of a ministry; each operation checks that the envelope is that ministry's own."""
    return viewer.has(Role.FINANCE)
