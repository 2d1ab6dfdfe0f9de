"""A table as a person asked for it, ready to be written in any format."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

Value = str | int | Decimal | date | datetime | None
"""What a cell may hold: nothing else reaches a file, so nothing else is executed by who opens it."""
Cell = str | date
"""What is read in a cell: text and numbers as they are typed, days as days."""


class ColumnKind(StrEnum):
    """What a column holds, so that a spreadsheet adds, sorts and shows it as such."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its heading in the reader's language, its kind, its width in characters."""

    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A title (the name of the sheet and of the file), columns, and rows of as many values."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Value, ...]]
