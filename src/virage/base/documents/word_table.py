"""Tables in a Word file: a header that repeats, rows that do not break, hairlines between them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from virage.base.documents.blocks import Cell, Table
from virage.base.documents.word_text import INK, QUIET, add

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable, _Cell, _Row

WIDTH_CM = 17.39
ORDER = (
    "tblStyle",
    "tblW",
    "jc",
    "tblInd",
    "tblBorders",
    "shd",
    "tblLayout",
    "tblCellMar",
    "tblLook",
    "tblDescription",
)
"""Order that the format asks of a table's settings; Word refuses a file that breaks it."""
HAIRLINE, HEAVY = {"val": "single", "sz": "4", "color": "DDD6C9"}, {"val": "single", "sz": "12", "color": INK}


def print_table(file: "Document", block: Table) -> None:
    """Add a table at the end of the file, then an empty paragraph, without which two tables would merge."""
    rows = (*block.rows, *((block.total,) if block.total else ()))
    table = file.add_table(rows=1 + len(rows), cols=len(block.header))
    _set_frame(table, block)
    _put(table.rows[0]._tr.get_or_add_trPr(), "tblHeader", {})  # noqa: SLF001 - repeated on each page
    for column, text in enumerate(block.header):
        cell = table.rows[0].cells[column]
        _fill(cell, Cell(quiet=text), right=column in block.numeric)
        _put(_put(cell._tc.get_or_add_tcPr(), "tcBorders", {}), "bottom", HEAVY)  # noqa: SLF001
    for row, cells in zip(table.rows[1:], rows, strict=True):
        _print_row(row, cells, block)
    file.add_paragraph()


def _print_row(row: "_Row", cells: tuple[Cell, ...], block: Table) -> None:
    _put(row._tr.get_or_add_trPr(), "cantSplit", {})  # noqa: SLF001 - python-docx has no such setting
    for column, cell in enumerate(cells):
        _fill(row.cells[column], cell, right=column in block.numeric)


def _set_frame(table: "WordTable", block: Table) -> None:
    from docx.shared import Cm

    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has neither borders nor margins nor descriptions
    _put(properties, "tblDescription", {"val": block.summary})
    borders = _put(properties, "tblBorders", {})
    for side in ("top", "bottom", "insideH"):
        _put(borders, side, HAIRLINE)
    margins = _put(properties, "tblCellMar", {})
    for side in ("top", "bottom"):
        _put(margins, side, {"w": "70", "type": "dxa"})
    properties[:] = sorted(properties, key=lambda child: ORDER.index(child.tag.rpartition("}")[2]))
    for column, share in enumerate(block.widths):
        width = Cm(WIDTH_CM * share / sum(block.widths))
        table.columns[column].width = width
        for cell in table.columns[column].cells:
            cell.width = width


def _put(parent: Any, name: str, attributes: Mapping[str, str]) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
    return element


def _fill(cell: "_Cell", content: Cell, *, right: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add(paragraph, content.strong, size=9.5, bold=True)
    if content.text:
        add(paragraph, ("\n" if content.strong else "") + content.text, size=9.5)
    if content.quiet:
        add(paragraph, ("\n" if content.strong or content.text else "") + content.quiet, size=8.5, colour=QUIET)
