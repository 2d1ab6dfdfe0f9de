"""Read a caseload sheet: every line, its values, everything that is wrong, lines that say the same enterprise twice."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from virage.base.tables.reading import Line, SheetRefused
from virage.core.enterprise_names import plain_name
from virage.stages.exchange.cells import Known, WrongCell
from virage.stages.exchange.columns import FIELDS, recognised
from virage.stages.exchange.problems import Problem

KEYS = ("neq", "email", "postal_code")


class NoHeadings(SheetRefused):
    """The first line does not name the columns."""

    sentence = _("La première ligne doit nommer les colonnes, avec au moins « Entreprise ». Partez du modèle.")


class NoLines(SheetRefused):
    """Nothing under the headings."""

    sentence = _("Cette feuille n’a aucune ligne sous ses titres de colonnes.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """One line: what was typed, what was understood by name of field, what is wrong, and its ``mark_of``."""

    number: int
    cells: tuple[str, ...]
    values: Mapping[str, Any]
    problems: tuple[Problem, ...]
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheet:
    """The headings as typed, the columns left aside, and the lines."""

    headings: tuple[str, ...]
    columns: Mapping[str, int]
    lines: tuple[ReadLine, ...]


def read_lines(sheet: Sequence[Line], known: Known) -> ReadSheet:
    """Read a sheet whose first line names the columns.

    Raises:
        SheetRefused: no heading, or no line.
    """
    if not sheet:
        raise NoHeadings
    headings = tuple(str(cell) for cell in sheet[0].cells)
    columns = recognised(headings)
    if "name" not in columns:
        raise NoHeadings
    if len(sheet) == 1:
        raise NoLines
    lines = tuple(_read(line, columns, known) for line in sheet[1:])
    return ReadSheet(headings=headings, columns=columns, lines=tuple(_once_each(lines, columns)))


def _read(line: Line, columns: Mapping[str, int], known: Known) -> ReadLine:
    values: dict[str, Any] = {}
    problems = []
    for field in FIELDS:
        rank = columns.get(field.name)
        cell = line.cells[rank] if rank is not None and rank < len(line.cells) else ""
        if not cell:
            if field.required:
                problems.append(Problem(column=rank, code="required"))
            continue
        try:
            values[field.name] = field.read(cell, known)
        except WrongCell as wrong:
            problems.append(Problem(column=rank, code=wrong.code, said=wrong.said))
    if not problems and not any(key in values for key in KEYS):
        problems.append(Problem(column=None, code="key"))
    cells = tuple(str(cell).replace("\0", "") for cell in line.cells)
    return ReadLine(number=line.number, cells=cells, values=values, problems=tuple(problems), mark=mark_of(values))


def mark_of(values: Mapping[str, Any]) -> str:
    """Digest of what identifies the enterprise: the same line sent again has the same."""
    said = [plain_name(str(values.get("name", ""))), *(str(values.get(key, "")) for key in KEYS)]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def _once_each(lines: Sequence[ReadLine], columns: Mapping[str, int]) -> Iterator[ReadLine]:
    seen: dict[tuple[str, ...], int] = {}
    for line in lines:
        by_number, by_name = identities(line.values)
        first = next((seen[key] for key in by_number or by_name if key in seen), None)
        for key in (*by_number, *by_name):
            seen.setdefault(key, line.number)
        if line.problems or first is None:
            yield line
            continue
        twice = Problem(column=columns["name"], code="twice", said={"line": first})
        yield replace(line, problems=(twice,))


def identities(values: Mapping[str, Any]) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    """What makes two lines one enterprise: the NEQ; without one, the name with the address or the postal code.

    Two NEQ that differ are two enterprises, whatever their names.
    """
    name = plain_name(str(values.get("name", "")))
    by_number = (("neq", str(values["neq"])),) if "neq" in values else ()
    return by_number, tuple((key, name, str(values[key])) for key in ("email", "postal_code") if key in values)
