"""Read a sheet that somebody sent: recognised by its content, bounded in size, never executed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.utils.translation import gettext_lazy as _

from virage.base.refusals import Refusal
from virage.base.tables import comma, spreadsheet, workbook
from virage.base.tables.model import Cell

HEAVIEST = 10 * 1024 * 1024
UNPACKED = 200 * 1024 * 1024
PARTS = 1000
LONGEST = 25_000
WIDEST = 40
HEAVIEST_TEXT = 50_000_000
"""Characters in all the cells: one text kept once may be shown a million times."""
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIPPED = b"PK\x03\x04"
Row = tuple[int, Sequence[Cell]]
READERS: Mapping[str, Callable[[ZipFile], Iterator[Row]]] = {
    spreadsheet.HOME: spreadsheet.rows,
    workbook.HOME: workbook.rows,
}


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


def _rows(content: bytes) -> Iterator[Row]:
    if content.startswith(OLD_EXCEL):
        raise SheetTooOld
    if not content.startswith(ZIPPED):
        return enumerate(comma.rows(content), start=1)
    archive = _opened(content)
    for path, read in READERS.items():
        if path in archive.namelist():
            return read(archive)
    raise SheetRefused


def _opened(content: bytes) -> ZipFile:
    """The archive, once its true weight is known to be bearable: no part gives more than it declares."""
    archive = ZipFile(BytesIO(content))
    parts = archive.infolist()
    if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
        raise SheetRefused  # the other ways of packing may ask for gigabytes before the first letter
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise SheetTooHeavy
    return archive


def _lines(rows: Iterator[Row]) -> Iterator[Line]:
    last = weight = 0
    for number, row in rows:
        cells = [cell.strip() if isinstance(cell, str) else cell for cell in row[:WIDEST]]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        weight += sum(len(cell) for cell in cells if isinstance(cell, str))
        if weight > HEAVIEST_TEXT:
            raise SheetTooHeavy
        if number <= last:
            raise SheetRefused  # two lines of the same number: no spreadsheet writes that
        last = number
        yield Line(number=number, cells=tuple(cells))
