"""Read one cell of a caseload: the value, or what is wrong with it as a code and what was said."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from virage.base.tables.model import Cell
from virage.core.coordinates import PHONE_DIGITS
from virage.core.identifiers import NEQ_DIGITS, read_neq
from virage.core.text import fold
from virage.stages.programme.states import Stage

POSTAL = re.compile(r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\d[ABCEGHJ-NPRSTV-Z]\d")
"""Canada Post's form of a postal code: no D, F, I, O, Q, U; no W nor Z first."""
MOST_EMPLOYEES = 99_999
LONGEST_PHONE = 30
LANGUAGES = {"fr": "fr", "francais": "fr", "french": "fr", "en": "en", "anglais": "en", "english": "en"}
DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T]0?0:00(?::00)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the installation knows when a sheet is read: folded names → identifiers, colleagues by address, the day."""

    regions: Mapping[str, str]
    sectors: Mapping[str, str]
    stages: Mapping[str, str]
    colleagues: Mapping[str, int]
    on: date


class WrongCell(Exception):  # noqa: N818 — said to a person, not an error
    """What is wrong: a code of ``problems.SENTENCES`` and what its sentence needs."""

    def __init__(self, code: str, **said: Any) -> None:
        self.code = code
        self.said = said
        super().__init__(code)


Reader = Callable[[Cell, Known], Any]


def text(most: int) -> Reader:
    """Words, at most so many characters."""

    def read(cell: Cell, _known: Known) -> str:
        said = " ".join(str(cell).split())
        if len(said) > most:
            raise WrongCell("long", length=len(said), most=most)
        return said

    return read


def neq(cell: Cell, _known: Known) -> str:
    found = read_neq(str(cell))
    if found is None:
        bare = re.sub(r"[\s.\u00a0\u202f-]", "", str(cell))
        raise WrongCell("neq", digits=len(bare), needed=NEQ_DIGITS) if bare.isdecimal() else WrongCell("neq_letters")
    return found


def email(cell: Cell, _known: Known) -> str:
    said = str(cell).lower()
    try:
        validate_email(said)
    except ValidationError as error:
        raise WrongCell("email") from error
    if len(said) > 254:  # noqa: PLR2004 — RFC 5321
        raise WrongCell("email")
    return said


def phone(cell: Cell, known: Known) -> str:
    """As it was typed, with the area code at least."""
    said: str = text(LONGEST_PHONE)(cell, known)
    if sum(character.isdecimal() for character in said) < PHONE_DIGITS:
        raise WrongCell("phone", needed=PHONE_DIGITS)
    return said


def postal_code(cell: Cell, _known: Known) -> str:
    said = re.sub(r"[\s-]", "", str(cell)).upper()
    if not POSTAL.fullmatch(said):
        raise WrongCell("postal_code")
    return f"{said[:3]} {said[3:]}"


def employees(cell: Cell, _known: Known) -> int:
    said = re.sub(r"\s", "", str(cell))
    if not re.fullmatch(r"[0-9]{1,5}", said) or int(said) > MOST_EMPLOYEES:
        raise WrongCell("employees")
    return int(said)


def language(cell: Cell, _known: Known) -> str:
    return _one_of(LANGUAGES, cell, "language")


def region(cell: Cell, known: Known) -> str:
    return _one_of(known.regions, f"{cell:0>2}" if str(cell).isdecimal() else cell, "region")


def sector(cell: Cell, known: Known) -> str:
    return _one_of(known.sectors, cell, "listed")


def stage(cell: Cell, known: Known) -> str:
    return Stage(_one_of(known.stages, cell, "listed")).value


def colleague(cell: Cell, known: Known) -> int:
    found = known.colleagues.get(str(cell).lower())
    if found is None:
        raise WrongCell("colleague")
    return found


def day(cell: Cell, _known: Known) -> str:
    """A day, as ISO 8601."""
    if isinstance(cell, date):
        return _bearable(cell).isoformat()
    found = DAY.fullmatch(cell)
    try:
        return _bearable(date(*map(int, found.groups()))).isoformat() if found else _no_day()
    except ValueError:
        return _no_day()


def past_day(cell: Cell, known: Known) -> str:
    found = day(cell, known)
    if date.fromisoformat(found) > known.on:
        raise WrongCell("future")
    return found


def _bearable(found: date) -> date:
    if not 1990 <= found.year <= 2100:  # noqa: PLR2004 — a slip of the finger, or a number taken for a day
        raise WrongCell("day")
    return found


def _no_day() -> str:
    raise WrongCell("day")


def _one_of(choices: Mapping[str, str], cell: Cell, code: str) -> str:
    found = choices.get(" ".join(re.findall(r"\w+", fold(str(cell)))))
    if found is None:
        raise WrongCell(code, said=str(cell)[:60])
    return found
