"""Read a sheet, decide, enter it whole, take it back whole; take a list away."""

from virage.stages.exchange.operations.exports import (
    Exported,
    NoLongerYours,
    NotReady,
    TooLong,
    export_list,
    fetch_export,
)
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
from virage.stages.exchange.operations.preparing import prepare_exports

__all__ = [
    "Built",
    "Exported",
    "NoLongerYours",
    "NotRead",
    "NotReady",
    "NothingToEnter",
    "Stale",
    "TooLong",
    "Undecided",
    "confirm_import",
    "decide_lines",
    "drop_import",
    "export_list",
    "fetch_export",
    "prepare_exports",
    "preview_import",
    "undo_import",
]
