"""Read the first sheet of an Excel workbook (ECMA-376): values alone, no formula is computed, nothing is executed."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from posixpath import join, normpath
from zipfile import ZipFile

from virage.base.tables.cells import letter
from virage.base.tables.model import Cell
from virage.base.tables.told import Attributes, Listener, told

HOME = "xl/workbook.xml"
WIDEST = 40
MOST_TEXTS = 1_000_000
MOST_ROWS = 1_048_576
LETTERS = {letter(rank): rank for rank in range(WIDEST)}
DAYS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Number formats that show a day or an hour and that no workbook declares (ECMA-376, 18.8.30)."""
SAID = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
ESCAPED = re.compile(r"_x(0009|000A|000D|005F)_")
EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
LEAP = 60
"""Excel holds 1900 for a leap year: before its false 29 February the count is one day behind."""
DAY_SECONDS = 86_400
EXACT = 1e15


class _Elements(Listener[tuple[str, Attributes]]):
    """Each element of a short part, in order."""

    def start(self, tag: str, attributes: Attributes) -> None:
        self.ready.append((tag, {name.rpartition(" ")[2]: value for name, value in attributes.items()}))


class _Texts(Listener[str]):
    """Texts of a part, without the readings given beside Japanese ones."""

    def __init__(self, whole: str) -> None:
        super().__init__()
        self._whole = whole
        self._pieces: list[str] = []
        self._heard = self._aside = False

    def start(self, tag: str, _attributes: Attributes) -> None:
        if tag == "t":
            self._heard = not self._aside
        elif tag == "rPh":
            self._aside = True
        elif tag == self._whole:
            self._pieces = []

    def end(self, tag: str) -> None:
        if tag == "t":
            self._heard = False
        elif tag == "rPh":
            self._aside = False
        elif tag == self._whole:
            self.ready.append(_unescaped("".join(self._pieces)))

    def text(self, words: str) -> None:
        if self._heard:
            self._pieces.append(words)


class _Rows(Listener[tuple[int, list[Cell]]]):
    """Rows of a sheet that hold something, each with its number."""

    def __init__(self, shared: list[str], days: frozenset[int], epoch: date) -> None:
        super().__init__()
        self._shared, self._days, self._epoch = shared, days, epoch
        self._row = self._rank = 0
        self._cells: list[Cell] = []
        self._kind = ""
        self._is_day = self._heard = self._aside = False
        self._pieces: list[str] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            place = attributes.get("r", "")
            self._rank = LETTERS.get(place.rstrip("0123456789"), WIDEST) if place else self._rank + 1
            self._kind = attributes.get("t", "n")
            self._is_day = int(attributes.get("s", "0")) in self._days
            self._pieces = []
        elif tag in {"v", "t"}:
            self._heard = self._rank < WIDEST and not self._aside
        elif tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._rank, self._cells = -1, []
            if self._row > MOST_ROWS:
                raise ValueError("more rows than a sheet has")
        elif tag == "rPh":
            self._aside = True

    def end(self, tag: str) -> None:
        if tag == "c":
            if self._pieces:
                self._keep(self._value("".join(self._pieces)))
        elif tag in {"v", "t"}:
            self._heard = False
        elif tag == "row":
            if self._cells:
                self.ready.append((self._row, self._cells))
        elif tag == "rPh":
            self._aside = False
        elif tag == "sheetData":
            self.over = True

    def text(self, words: str) -> None:
        if self._heard:
            self._pieces.append(words)

    def _keep(self, value: Cell) -> None:
        cells = self._cells
        cells.extend([""] * (self._rank + 1 - len(cells)))
        cells[self._rank] = value

    def _value(self, said: str) -> Cell:
        match self._kind:
            case "s":
                return self._shared[int(said)]
            case "n":
                return _moment(float(said), self._epoch) if self._is_day else _plain(said)
            case "b":
                return str(said.strip() == "1")
            case "d":
                return date.fromisoformat(said[:10])
        return _unescaped(said)


def rows(parts: ZipFile) -> Iterator[tuple[int, list[Cell]]]:
    """Rows of the first sheet that hold something: their numbers from 1, their cells from column A, forty at most.

    Raises:
        Exception: whatever a broken workbook makes the library raise.
    """
    related = {
        said["Id"]: said for tag, said in _elements(parts, "xl/_rels/workbook.xml.rels") if tag == "Relationship"
    }
    kinds = {said["Type"].rpartition("/")[2]: said["Target"] for said in related.values()}
    sheet, epoch = "", EPOCHS[False]
    for tag, said in _elements(parts, HOME):
        if tag == "workbookPr":
            epoch = EPOCHS[said.get("date1904") in {"1", "true"}]
        elif tag == "sheet" and not sheet and related[said["id"]]["Type"].endswith("/worksheet"):
            sheet = related[said["id"]]["Target"]
    shared = _shared(parts, kinds["sharedStrings"]) if "sharedStrings" in kinds else []
    days = _days(parts, kinds["styles"]) if "styles" in kinds else frozenset()
    with parts.open(_path(sheet)) as page:
        yield from told(page, _Rows(shared, days, epoch))


def _elements(parts: ZipFile, path: str) -> Iterator[tuple[str, Attributes]]:
    with parts.open(path) as page:
        yield from told(page, _Elements())


def _path(target: str) -> str:
    return normpath(join("/xl", target)).lstrip("/")


def _shared(parts: ZipFile, target: str) -> list[str]:
    found: list[str] = []
    with parts.open(_path(target)) as page:
        for text in told(page, _Texts("si")):
            found.append(text)
            if len(found) > MOST_TEXTS:
                raise ValueError("more texts than cells")
    return found


def _days(parts: ZipFile, target: str) -> frozenset[int]:
    """Styles that show a number as a day or an hour."""
    shown, place, rank, found = set(DAYS), "", 0, set()
    for tag, said in _elements(parts, _path(target)):
        if tag == "numFmt" and _shows_day(said["formatCode"]):
            shown.add(int(said["numFmtId"]))
        elif tag in {"cellXfs", "cellStyleXfs", "cellStyles"}:
            place = tag
        elif tag == "xf" and place == "cellXfs":
            if int(said.get("numFmtId", "0")) in shown:
                found.add(rank)
            rank += 1
    return frozenset(found)


def _shows_day(code: str) -> bool:
    """True for a format with a day, a month, a year or an hour in it.

    >>> [_shows_day(code) for code in ("yyyy-mm-dd", '[$-C0C]d mmmm', '#,##0.00 "dollars"', "0%", "General")]
    [True, True, False, False, False]
    """
    return re.search(r"[dmyhs]", SAID.sub("", code.partition(";")[0]), re.IGNORECASE) is not None


def _moment(count: float, epoch: date) -> Cell:
    """A day from its number; an hour alone stays text; what is no day stays the number."""
    seconds = round(count * DAY_SECONDS)
    days, rest = divmod(seconds, DAY_SECONDS)
    if days == 0 and rest:
        return f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"
    early = days < LEAP and epoch == EPOCHS[False]
    try:
        return epoch + timedelta(days=days + early) if days > 0 else _plain(repr(count))
    except OverflowError:
        return _plain(repr(count))


def _plain(said: str) -> str:
    """A number as people type it: a NEQ stored as a number stays ten digits.

    >>> [_plain(number) for number in ("1140030355", "1140030355.0", "0.10000000000000001", "1.1400303550000000E9")]
    ['1140030355', '1140030355', '0.1', '1140030355']
    """
    if said.isdecimal():
        return said
    number = float(said)
    return str(int(number)) if number.is_integer() and abs(number) < EXACT else f"{Decimal(repr(number))}"


def _unescaped(said: str) -> str:
    """Excel writes as _x000D_ the signs that XML would not give back."""
    return ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), said) if "_x" in said else said
