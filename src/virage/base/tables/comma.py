"""Comma-separated values, as the spreadsheets of each language open them; and as people send them."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from virage.base.tables.cells import guarded, local, unguarded
from virage.base.tables.model import Table, Value
from virage.base.words import Language

MARK = "\ufeff"  # without it Excel takes accents for something else
SEPARATORS: dict[Language, str] = {"fr": ";", "en": ","}
SEEN = ";,\t|"


def write(table: Table, language: Language) -> bytes:
    """UTF-8 with its mark; semicolons and decimal commas in French, as Excel reads them there."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, delimiter=SEPARATORS[language])
    writer.writerow([guarded(column.heading) for column in table.columns])
    writer.writerows([_flat(value, language) for value in row] for row in table.rows)
    return (MARK + page.getvalue()).encode()


def _flat(value: Value, language: Language) -> str:
    match local(value):
        case None:
            return ""
        case date() as day:
            return day.isoformat()
        case str() as text:
            return guarded(text)
        case Decimal() as number if language == "fr":
            return f"{number:f}".replace(".", ",")
        case number:
            return f"{number:f}" if isinstance(number, Decimal) else str(number)


def rows(content: bytes) -> Iterator[tuple[str, ...]]:
    """The rows of a file, its encoding and its separator recognised.

    Raises:
        csv.Error: not a table of text.
    """
    text = _decoded(content)
    if "\0" in text:
        raise csv.Error("binary")
    lines = io.StringIO(text, newline="")
    for row in csv.reader(lines, delimiter=_separator(text)):
        yield tuple(unguarded(cell) for cell in row)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _separator(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEEN, key=first.count)
