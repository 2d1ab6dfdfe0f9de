"""Read the first sheet of an OpenDocument spreadsheet (ISO/IEC 26300): values alone, no formula is computed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

from virage.base.tables.model import Cell
from virage.base.tables.opendocument import NAMES
from virage.base.tables.told import Attributes, Listener, told

HOME = "content.xml"
WIDEST = 40
LONGEST_NUMBER = 100
MOST_COPIES = 100
"""A line repeated more often than that is the end of a sheet coloured to its bottom, not a hundred enterprises."""
NUMBERS = frozenset({"float", "currency", "percentage"})


class _Rows(Listener[tuple[int, list[Cell]]]):
    """Rows that hold something, each with its number; repeated cells and rows are told once and counted."""

    def __init__(self) -> None:
        super().__init__()
        self._row = self._times = 1
        self._cells: list[Cell] = []
        self._cell: Attributes = {}
        self._lines: list[str] = []
        self._depth = 0  # within the cell: its own paragraphs stand at 1, those of its notes and drawings deeper
        self._heard = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._depth:
            self._inside(tag)
            self._depth += 1
        elif tag in {"table-cell", "covered-table-cell"}:
            self._cell, self._lines, self._depth = attributes, [], 1
        elif tag == "table-row":
            self._cells, self._times = [], _repeated(attributes, "rows")

    def _inside(self, tag: str) -> None:
        if self._depth == 1:
            self._heard = tag == "p"
            if self._heard:
                self._lines.append("")
        elif self._heard and tag in {"s", "tab", "line-break"}:
            self._lines[-1] += " "

    def end(self, tag: str) -> None:
        if self._depth:
            self._depth -= 1
            if not self._depth:
                times = _repeated(self._cell, "columns")
                self._cells += [_value(self._cell, self._lines)] * min(times, WIDEST - len(self._cells))
        elif tag == "table-row":
            if any(self._cells):
                copies = self._times if self._times < MOST_COPIES else 1
                self.ready += [(self._row + rank, self._cells) for rank in range(copies)]
            self._row += self._times
        elif tag == "table":
            self.over = True

    def text(self, words: str) -> None:
        if self._heard and self._depth > 1:
            self._lines[-1] += words


def rows(parts: ZipFile) -> Iterator[tuple[int, list[Cell]]]:
    """Rows of the first sheet that hold something: their numbers from 1, their cells from column A, forty at most.

    Raises:
        Exception: whatever a broken document makes the library raise.
    """
    with parts.open(HOME) as page:
        yield from told(page, _Rows())


def _value(cell: Attributes, lines: list[str]) -> Cell:
    kind = _said(cell, "office", "value-type")
    if kind == "date":
        return date.fromisoformat(_said(cell, "office", "date-value")[:10])
    if kind in NUMBERS:
        number = Decimal(_said(cell, "office", "value"))
        short = number.is_finite() and abs(number.adjusted()) < LONGEST_NUMBER
        return f"{number:f}" if short else str(number)
    return "\n".join(lines)


def _repeated(attributes: Attributes, of: str) -> int:
    times = _said(attributes, "table", f"number-{of}-repeated")
    return int(times) if times.isdecimal() else 1


def _said(attributes: Attributes, prefix: str, name: str) -> str:
    return attributes.get(f"{NAMES[prefix]} {name}", "")
