"""What is given on, what is left of it, and what every aid of an enterprise comes to."""

from virage.stages.regrants.queries.cumulation import cumulation_of, known_aids
from virage.stages.regrants.queries.declared import DeclaredCard, DeclaredSheet, declared
from virage.stages.regrants.queries.lines import SELECTED, LineCard, RegrantCard, lines, regrant, selectable
from virage.stages.regrants.queries.sheet import AidRow, ReadingRow, RegrantSheet, regrant_sheet

__all__ = [
    "SELECTED",
    "AidRow",
    "DeclaredCard",
    "DeclaredSheet",
    "LineCard",
    "ReadingRow",
    "RegrantCard",
    "RegrantSheet",
    "cumulation_of",
    "declared",
    "known_aids",
    "lines",
    "regrant",
    "regrant_sheet",
    "selectable",
]
