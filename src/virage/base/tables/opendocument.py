"""Write an OpenDocument sheet (ISO/IEC 26300) with the standard library alone."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from virage.base.tables.cells import local
from virage.base.tables.model import ColumnKind, Table, Value
from virage.base.words import Language

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
}
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3" '
    + " ".join(f'xmlns:{name}="{address}"' for name, address in NAMES.items() if name != "manifest")
    + "><office:automatic-styles>"
    '<number:date-style style:name="N1"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text>'
    '<number:day number:style="long"/></number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="head" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"
MANIFEST = (
    f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{NAMES["manifest"]}" '
    f'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{MEDIA_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write(table: Table, _language: Language) -> bytes:
    """The document: values typed, text as text, no formula."""
    page = BytesIO()
    with ZipFile(page, "w", ZIP_DEFLATED) as parts:
        parts.writestr("mimetype", MEDIA_TYPE, ZIP_STORED)  # first and plain: that is how the kind of file is known
        parts.writestr("META-INF/manifest.xml", MANIFEST)
        with parts.open("content.xml", "w", force_zip64=True) as content:
            content.write(f"{HEAD}<table:table table:name={quoteattr(table.title)}>".encode())
            content.write(_row(_cell(column.heading, style="head") for column in table.columns))
            for row in table.rows:
                pairs = zip(row, table.columns, strict=True)
                content.write(_row(_typed(value, column.kind) for value, column in pairs))
            content.write(TAIL.encode())
    return page.getvalue()


def _row(cells: Iterator[str]) -> bytes:
    return f"<table:table-row>{''.join(cells)}</table:table-row>".encode()


def _cell(text: str, *, style: str = "") -> str:
    styled = f' table:style-name="{style}"' if style else ""
    said = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.splitlines())
    return f'<table:table-cell{styled} office:value-type="string">{said}</table:table-cell>'


def _typed(value: Value, kind: ColumnKind) -> str:
    match local(value):
        case None | "":
            return "<table:table-cell/>"
        case date() as day:
            return (
                f'<table:table-cell table:style-name="day" office:value-type="date" office:date-value="{day}">'
                f"<text:p>{day}</text:p></table:table-cell>"
            )
        case str() as text:
            return _cell(text)
        case number:
            said = f"{number:f}" if isinstance(number, Decimal) else str(number)
            money = 'currency" office:currency="CAD' if kind == ColumnKind.MONEY else "float"
            return (
                f'<table:table-cell office:value-type="{money}" office:value="{said}"><text:p>{said}</text:p>'
                "</table:table-cell>"
            )
