"""Excel workbooks as other programs write them: what openpyxl writes is read where and as it stands."""

from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings, strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from virage.base.tables import reading
from virage.base.tables.reading import SheetRefused, SheetTooHeavy, read_sheet

HOME = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
VALUES = st.one_of(st.none(), st.integers(-(10**14), 10**14), st.text("aé<&\n0_x", max_size=9))
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def book(*rows, **places):
    made = Workbook()
    for row in rows:
        made.active.append(row)
    for place, value in places.items():
        made.active[place] = value
    return made


def cells(made):
    page = BytesIO()
    made.save(page)
    return [(line.number, line.cells) for line in read_sheet(page.getvalue())]


def raw(rows, *, strings="", packing=ZIP_DEFLATED, before=""):
    """A workbook written by hand: its rows as they are, its shared texts."""
    page = BytesIO()
    with ZipFile(page, "w", packing) as parts:
        sheets = f'<sheets><sheet name="a" sheetId="1" xmlns:r="{KINDS}" r:id="rId1"/></sheets>'
        parts.writestr("xl/workbook.xml", f'<workbook xmlns="{HOME}">{sheets}</workbook>')
        parts.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships><Relationship Id="rId1" Type="{KINDS}/worksheet" Target="/xl/a.xml"/>'
            f'<Relationship Id="rId2" Type="{KINDS}/sharedStrings" Target="texts.xml"/></Relationships>',
        )
        parts.writestr("xl/texts.xml", f'<sst xmlns="{HOME}">{strings}</sst>')
        parts.writestr(
            "xl/a.xml",
            f'{before}<x:worksheet xmlns:x="{HOME}"><x:sheetData>{rows}</x:sheetData><x:t>after</x:t></x:worksheet>',
        )
    return page.getvalue()


def test_lines_and_columns_keep_their_place():
    made = book(A1="Nom", C1="NEQ", B4="b", AN7="last", AO7="beyond")
    made.active.merge_cells("A9:B9")
    made.active["C9"] = "after a merged cell"
    assert cells(made) == [
        (1, ("Nom", "", "NEQ")),
        (4, ("", "b")),
        (7, (*[""] * 39, "last")),
        (9, ("", "", "after a merged cell")),
    ]


@pytest.mark.parametrize(
    ("value", "shown", "read"),
    [
        ("0418", "@", "0418"),
        (1140030355, "General", "1140030355"),
        (0.35, "0%", "0.35"),
        (0.125, "General", "0.125"),
        (-12, "General", "-12"),
        (True, "General", "True"),
        (date(2026, 12, 1), "yyyy-mm-dd", date(2026, 12, 1)),
        (datetime(2026, 12, 1, 23, 59, 59), "d mmm yyyy h:mm", date(2026, 12, 1)),  # noqa: DTZ001 — as a sheet says it
        (46357, "[$-C0C]d mmmm yyyy;@", date(2026, 12, 1)),
        (46357, '#,##0 "jours"', "46357"),
        (46357, "#,##0.00\\ $", "46357"),
        (time(9, 30), "h:mm", "09:30:00"),
        (1, "yyyy-mm-dd", date(1900, 1, 1)),
        (61, "yyyy-mm-dd", date(1900, 3, 1)),
        (1e12, "yyyy-mm-dd", "1000000000000"),
        ("#N/A", "General", "#N/A"),
        ("a\rb_x0041_", "General", "a\rb_x0041_"),
    ],
)
def test_values_are_read_as_they_are_typed(value, shown, read):
    made = book(A1="a", B1=value)
    made.active["B1"].number_format = shown
    assert cells(made)[0][1][1] == read


def test_days_of_a_workbook_that_counts_from_1904():
    made = Workbook()
    made.epoch = CALENDAR_MAC_1904
    made.active["A1"] = date(2026, 12, 1)
    assert cells(made) == [(1, (date(2026, 12, 1),))]


def test_the_first_sheet_is_read_whatever_its_file():
    made = book(A1="second")
    made.create_sheet("first", 0)["A1"] = "first"
    assert cells(made) == [(1, ("first",))]


def test_texts_in_runs_are_whole_and_readings_aside_are_left():
    strings = "<si><r><t>Ate</t></r><r><t xml:space='preserve'>lier </t></r><rPh><t>x</t></rPh></si><si><t/></si>"
    kinds = (("s", "0"), ("s", "1"), ("str", "a_x000D_"))
    line = "".join(f'<x:c t="{kind}"><x:v>{said}</x:v></x:c>' for kind, said in kinds)
    assert read_sheet(raw(f"<x:row>{line}</x:row>", strings=strings))[0].cells == ("Atelier", "", "a")


def test_a_sparse_sheet_costs_what_it_holds():
    near = '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
    far = '<x:row r="1048576"><x:c r="XFD1048576"><x:v>2</x:v></x:c></x:row>'
    assert [line.number for line in read_sheet(raw(near + far))] == [1]


@pytest.mark.parametrize(
    "content",
    [
        raw('<x:row r="1048577"><x:c><x:v>1</x:v></x:c></x:row>'),
        raw('<x:row r="2"><x:c><x:v>1</x:v></x:c></x:row><x:row r="2"><x:c><x:v>1</x:v></x:c></x:row>'),
        raw('<x:row><x:c t="s"><x:v>7</x:v></x:c></x:row>'),
        raw("", before=f"<!--{' ' * 2000}--><!DOCTYPE a [<!ENTITY b 'c'>]>"),
        raw("", packing=ZIP_BZIP2),
        raw("<x:row>"),
    ],
    ids=["too far", "same line twice", "unknown text", "document type", "other packing", "cut"],
)
def test_what_no_spreadsheet_writes_is_refused(content):
    with pytest.raises(SheetRefused):
        read_sheet(content)


def test_one_text_shown_a_million_times_is_too_heavy(monkeypatch):
    monkeypatch.setattr(reading, "HEAVIEST_TEXT", 1000)
    cell = '<x:c t="s"><x:v>0</x:v></x:c>'
    with pytest.raises(SheetTooHeavy):
        read_sheet(raw(f"<x:row>{cell * 11}</x:row>", strings=f"<si><t>{'a' * 100}</t></si>"))


@given(st.lists(st.lists(VALUES, max_size=reading.WIDEST), max_size=5))
@settings(max_examples=25, deadline=None)
def test_what_openpyxl_writes_is_what_is_read(rows):
    lines = [tuple("" if value is None else str(value).strip() for value in row) for row in rows]
    expected = [
        (n, line[: max(i for i, cell in enumerate(line) if cell) + 1]) for n, line in enumerate(lines, 1) if any(line)
    ]
    assert cells(book(*rows)) == expected
