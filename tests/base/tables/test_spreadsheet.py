"""OpenDocument sheets as other programs write them: repeated, merged and annotated cells keep the rest in place."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from virage.base.tables import opendocument
from virage.base.tables.reading import SheetRefused, read_sheet


def lines(rows):
    page = BytesIO()
    with ZipFile(page, "w") as parts:
        parts.writestr("content.xml", f"{opendocument.HEAD}<table:table>{rows}{opendocument.TAIL}")
    return [(line.number, line.cells) for line in read_sheet(page.getvalue())]


def cell(said, more=""):
    return f"<table:table-cell{more}>{said}</table:table-cell>"


def row(*cells, more=""):
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def test_blank_and_repeated_rows_are_counted():
    blank = row("<table:table-cell/>", more=' table:number-rows-repeated="3"')
    twice = row(cell("<text:p>b</text:p>"), more=' table:number-rows-repeated="2"')
    assert lines(blank + twice + blank + row(cell("<text:p>c</text:p>"))) == [(4, ("b",)), (5, ("b",)), (9, ("c",))]


def test_cells_under_a_merged_one_are_counted():
    merged = cell("<text:p>a</text:p>", ' table:number-columns-spanned="2"') + "<table:covered-table-cell/>"
    assert lines(row(merged, cell("<text:p>c</text:p>"))) == [(1, ("a", "", "c"))]


def test_a_note_is_not_what_the_cell_says():
    note = "<office:annotation><text:p>relancer</text:p></office:annotation>"
    said = "<text:p>Menuiserie<text:s/><text:span>Roy</text:span></text:p><text:p>inc.</text:p>"
    assert lines(row(cell(note + said))) == [(1, ("Menuiserie Roy\ninc.",))]


def test_days_and_numbers_are_what_they_are_not_what_they_look_like():
    day = cell("<text:p>1er déc.</text:p>", ' office:value-type="date" office:date-value="2026-12-01T00:00:00"')
    share = cell("<text:p>35 %</text:p>", ' office:value-type="percentage" office:value="0.35"')
    assert lines(row(day, share)) == [(1, (date(2026, 12, 1), "0.35"))]


def test_a_document_type_is_refused_wherever_it_stands():
    page = BytesIO()
    with ZipFile(page, "w") as parts:
        parts.writestr("content.xml", f"<!--{' ' * 2000}--><!DOCTYPE a><a/>")
    with pytest.raises(SheetRefused):
        read_sheet(page.getvalue())
