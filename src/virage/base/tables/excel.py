"""Write an Excel workbook, row by row: memory does not grow with the number of rows."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from virage.base.tables.cells import local
from virage.base.tables.model import ColumnKind, Table
from virage.base.words import Language

FORMATS = {
    ColumnKind.TEXT: "@",
    ColumnKind.NUMBER: "General",
    ColumnKind.MONEY: '#,##0.00\\ "$"',
    ColumnKind.DAY: "yyyy-mm-dd",
}
TITLE = 31
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write(table: Table, language: Language) -> bytes:
    """The workbook; text is written as text whatever it begins with, so nothing in it is a formula."""
    import xlsxwriter

    page = BytesIO()
    book = xlsxwriter.Workbook(
        page, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    )
    sheet = book.add_worksheet(table.title.translate(FORBIDDEN).strip("' ")[:TITLE] or "Virage")
    bold = book.add_format({"bold": True, "bottom": 1})
    formats = {kind: book.add_format({"num_format": shown}) for kind, shown in FORMATS.items()}
    amount = '"$"#,##0.00' if language == "en" else FORMATS[ColumnKind.MONEY]
    formats[ColumnKind.MONEY].set_num_format(amount)
    for rank, column in enumerate(table.columns):
        sheet.set_column(rank, rank, column.width, formats[column.kind])
        sheet.write_string(0, rank, column.heading, bold)
    sheet.freeze_panes(1, 1)
    for line, row in enumerate(table.rows, start=1):
        for rank, (value, column) in enumerate(zip(map(local, row), table.columns, strict=True)):
            if isinstance(value, date):
                sheet.write_datetime(line, rank, value, formats[column.kind])
            elif isinstance(value, int | Decimal):
                sheet.write_number(line, rank, value, formats[column.kind])
            elif value:
                sheet.write_string(line, rank, value, formats[column.kind])
    book.close()
    return page.getvalue()
