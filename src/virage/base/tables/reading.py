"""Read a sheet that somebody sent: recognised by its content, bounded in size, never executed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext_lazy as _

from virage.base.refusals import Refusal
from virage.base.tables import comma, opendocument

HEAVIEST = 10 * 1024 * 1024
UNPACKED = 200 * 1024 * 1024
PARTS = 1000
LONGEST = 25_000
WIDEST = 40
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIPPED = b"PK\x03\x04"

Cell = str | date


class SheetRefused(Refusal):
    """The file is not a sheet one can read."""

    sentence = _("Ce fichier ne se lit pas comme une feuille de calcul. Envoyez un fichier .xlsx, .ods ou .csv.")
    field = "file"


class SheetTooHeavy(SheetRefused):
    """More than is read at once."""

    sentence = _("Ce fichier est trop gros : 10 Mo et 25 000 lignes au plus. Séparez-le en plusieurs.")


class SheetTooOld(SheetRefused):
    """Excel 97-2003."""

    sentence = _("Ce fichier est d’un ancien format d’Excel (.xls). Enregistrez-le en .xlsx, puis envoyez-le.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that holds something: its number as the spreadsheet shows it, and its cells."""

    number: int
    cells: tuple[Cell, ...]


def read_sheet(content: bytes) -> tuple[Line, ...]:
    """The lines of the first sheet, blank ones left out; numbers as they are typed, dates as dates.

    Raises:
        SheetRefused: not a sheet, or one that is too heavy; the sentence says what to do.
    """
    if len(content) > HEAVIEST:
        raise SheetTooHeavy
    try:
        found = tuple(islice(_lines(_rows(content)), LONGEST + 2))
    except Refusal:
        raise
    except Exception as error:  # the libraries raise anything on a broken file
        raise SheetRefused from error
    if len(found) > LONGEST + 1:
        raise SheetTooHeavy
    return found


def _rows(content: bytes) -> Iterator[tuple[Any, ...]]:
    if content.startswith(OLD_EXCEL):
        raise SheetTooOld
    if not content.startswith(ZIPPED):
        return comma.rows(content)
    parts = _parts(content)
    if "content.xml" in parts:
        return opendocument.rows(content)
    if "xl/workbook.xml" in parts:
        return _excel(content)
    raise SheetRefused


def _parts(content: bytes) -> frozenset[str]:
    """Names of what the archive holds, once its true weight is known to be bearable."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise SheetTooHeavy
            for part in parts:
                with archive.open(part) as opened:
                    if b"<!DOCTYPE" in opened.read(1024):  # no spreadsheet writes one; entities that swell do
                        raise SheetRefused
    except BadZipFile as error:
        raise SheetRefused from error
    return frozenset(part.filename for part in parts)


def _excel(content: bytes) -> Iterator[tuple[Any, ...]]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    return iter(sheet.iter_rows(max_col=WIDEST, values_only=True))


def _lines(rows: Iterator[tuple[Any, ...]]) -> Iterator[Line]:
    for number, row in enumerate(rows, start=1):
        cells = [_cell(value) for value in row[:WIDEST]]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield Line(number=number, cells=tuple(cells))


def _cell(value: Any) -> Cell:
    match value:
        case None:
            return ""
        case datetime():
            return value.date()
        case date():
            return value
        case bool() | time():
            return str(value)
        case float():
            return _plain(value)
    return str(value).strip()


def _plain(value: float) -> str:
    """A number as people type it: a NEQ stored as a number stays ten digits."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{Decimal(repr(value))}"  # noqa: PLR2004
