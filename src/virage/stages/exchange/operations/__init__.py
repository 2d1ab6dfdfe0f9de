"""Read a sheet, decide, enter it whole, take it back whole."""

from virage.stages.exchange.operations.imports import (
    Built,
    NothingToEnter,
    NotRead,
    Stale,
    Undecided,
    confirm_import,
    decide_lines,
    drop_import,
    preview_import,
    undo_import,
)

__all__ = [
    "Built",
    "NotRead",
    "NothingToEnter",
    "Stale",
    "Undecided",
    "confirm_import",
    "decide_lines",
    "drop_import",
    "preview_import",
    "undo_import",
]
