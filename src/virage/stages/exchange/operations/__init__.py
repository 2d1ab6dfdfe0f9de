"""Read a sheet, decide, enter it whole, take it back whole; take a list away."""

from virage.stages.exchange.operations.exports import Exported, TooLong, export_list
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
    "Exported",
    "NotRead",
    "NothingToEnter",
    "Stale",
    "TooLong",
    "Undecided",
    "confirm_import",
    "decide_lines",
    "drop_import",
    "export_list",
    "preview_import",
    "undo_import",
]
