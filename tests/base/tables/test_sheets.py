"""Sheets: what is written is read again, nothing in them is a formula, and no file breaks the reader."""

from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings, strategies as st
from openpyxl import Workbook, load_workbook

from virage.base.tables import opendocument
from virage.base.tables.model import Column, ColumnKind, Table
from virage.base.tables.reading import LONGEST, Line, SheetRefused, SheetTooHeavy, SheetTooOld, read_sheet
from virage.base.tables.writing import FORMATS, file_name

COLUMNS = (
    Column(heading="Entreprise"),
    Column(heading="Employés", kind=ColumnKind.NUMBER),
    Column(heading="Montant", kind=ColumnKind.MONEY),
    Column(heading="Ouvert le", kind=ColumnKind.DAY),
)
HEADINGS = tuple(column.heading for column in COLUMNS)


def table(*rows):
    return Table(title="Dossiers : été/2026", columns=COLUMNS, rows=rows)


def written(extension, *rows, language="fr"):
    return FORMATS[extension].write(table(*rows), language)


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_written_is_read_again(extension, language):
    sheet = read_sheet(written(extension, ("Érablière & fils <1>", 12, Decimal("1.5"), None), language=language))
    amount = "1,5" if (extension, language) == ("csv", "fr") else "1.5"
    assert [line.number for line in sheet] == [1, 2]
    assert sheet[0].cells == HEADINGS
    assert sheet[1].cells[:3] == ("Érablière & fils <1>", "12", amount)


@pytest.mark.parametrize("extension", ["xlsx", "ods"])
def test_a_day_is_a_day_in_local_time(extension):
    night = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    assert read_sheet(written(extension, ("A", 1, None, night)))[1].cells[3] == date(2026, 11, 22)


def test_excel_types_amounts_and_days():
    sheet = load_workbook(BytesIO(written("xlsx", ("A", 3, Decimal("10.25"), date(2026, 1, 2))))).active
    assert [cell.value for cell in sheet[2]] == ["A", 3, 10.25, datetime(2026, 1, 2)]  # noqa: DTZ001
    assert sheet["D2"].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t="])
def test_no_text_is_a_formula(begins):
    text = f"{begins}HYPERLINK(1)"
    row = (text, None, None, None)
    assert load_workbook(BytesIO(written("xlsx", row))).active["A2"].data_type == "s"
    assert f"'{text}".encode() in written("csv", row)
    with ZipFile(BytesIO(written("ods", row))) as parts:
        assert b"formula" not in parts.read("content.xml")


def test_a_number_of_ten_digits_kept_as_a_number_stays_ten_digits():
    book = Workbook()
    book.active.append([1140030355.0, "=1+1"])
    page = BytesIO()
    book.save(page)
    assert read_sheet(page.getvalue())[0].cells == ("1140030355",)  # a formula nobody computed holds nothing


def test_blank_lines_keep_their_number():
    assert read_sheet(b"a;b\n\n;\nc;d\n") == (Line(number=1, cells=("a", "b")), Line(number=4, cells=("c", "d")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encodings_and_separators_are_recognised(encoding, separator):
    content = f"Employés{separator}Région\n".encode(encoding)
    assert read_sheet(content)[0].cells == ("Employés", "Région")


def zipped(**parts):
    page = BytesIO()
    with ZipFile(page, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return page.getvalue()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"\xd0\xcf\x11\xe0 old", SheetTooOld),
        (b"PK\x03\x04 broken", SheetRefused),
        (b"\x00\x01\x02", SheetRefused),
        (zipped(other_xml="<a/>"), SheetRefused),
        (zipped(content_xml="<!DOCTYPE a><a/>"), SheetRefused),
        (zipped(content_xml="<a>"), SheetRefused),
        (zipped(xl__workbook_xml="<a/>"), SheetRefused),
        (b"x" * (10 * 1024 * 1024 + 1), SheetTooHeavy),
        (b"a\n" * (LONGEST + 2), SheetTooHeavy),
    ],
)
def test_what_is_not_a_sheet_is_refused_in_words(content, refusal):
    with pytest.raises(refusal) as refused:
        read_sheet(content)
    assert refused.value.field == "file"


def test_an_archive_that_swells_is_refused():
    with pytest.raises(SheetRefused):
        read_sheet(zipped(content_xml=" " * (1024 * 1024) * 201))


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe"]))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read_or_refused(content, beginning):
    with suppress(SheetRefused):
        assert isinstance(read_sheet(beginning + content), tuple)


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_any_text_is_written(texts):
    rows = [(text, None, None, None) for text in texts]
    for extension in FORMATS:
        assert read_sheet(written(extension, *rows))[0].cells == HEADINGS


def test_open_document_repeats_are_bounded():
    many = 'table:number-columns-repeated="99999999" office:value-type="string"'
    cell = f"<table:table-cell {many}><text:p>a</text:p></table:table-cell>"
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    page = f"{opendocument.HEAD}<table:table>{row}{opendocument.TAIL}"
    assert [len(line.cells) for line in read_sheet(zipped(content_xml=page))] == [40]


def test_a_file_name_every_system_keeps():
    assert file_name("Dossiers : été/2026", "xlsx") == "dossiers-ete2026.xlsx"
