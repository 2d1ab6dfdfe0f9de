"""What the register says of one NEQ, for anyone: it is public. Hidden addresses were never loaded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from virage.core.register import CURRENT_NAME, LEGAL_NAME

DOMAINS = {
    "registered_form": "FORME_JURI",
    "registered_status": "STAT_IMMAT",
    "registered_employees": "INTVAL_EMPLO_QUE",
    "registered_cae": "ACT_ECON",
}
"""Which list of DomaineValeur says the words of a code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterName:
    """A name in the register; ``legal`` and ``current`` as the register says."""

    name: str
    legal: bool
    current: bool
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPlace:
    """An establishment in the register; an address not to be shown is empty."""

    suffix: int
    main: bool
    name: str
    address: str
    postal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSheet:
    """One NEQ of the register. Codes come with their words where the register gives them."""

    neq: str
    name: str
    status: str
    status_on: date | None
    form: str
    employees: str
    cae: str
    registered_on: date | None
    address: str
    postal: str
    names: tuple[RegisterName, ...]
    places: tuple[RegisterPlace, ...]
    survivor: str


def register_sheet(neq: str) -> RegisterSheet | None:
    """One NEQ, or None when the register loaded here does not hold it. Five queries."""
    rows = _rows(
        "SELECT status, status_on, form, employees, cae, registered_on, address, postal"
        " FROM register_enterprise WHERE neq = %s",
        neq,
    )
    if not rows:
        return None
    status, status_on, form, employees, cae, registered_on, address, postal = rows[0]
    names = _names(neq)
    words = words_of(
        {
            "registered_status": status,
            "registered_form": form,
            "registered_employees": employees,
            "registered_cae": cae,
        }
    )
    survivor = _rows("SELECT survivor FROM register_succession WHERE absorbed = %s", neq)
    return RegisterSheet(
        neq=neq,
        name=names[0].name if names else "",
        status=words.get("registered_status", status),
        status_on=status_on,
        form=words.get("registered_form", form),
        employees=words.get("registered_employees", employees),
        cae=words.get("registered_cae", cae),
        registered_on=registered_on,
        address=address,
        postal=postal,
        names=names,
        places=_places(neq),
        survivor=survivor[0][0] if survivor else "",
    )


def _names(neq: str) -> tuple[RegisterName, ...]:
    rows = _rows(
        "SELECT name, kind = %s, status = %s, since, until FROM register_name WHERE neq = %s"
        " ORDER BY 3 DESC, 2 DESC, since DESC NULLS LAST, line",
        LEGAL_NAME,
        CURRENT_NAME,
        neq,
    )
    return tuple(RegisterName(name=n, legal=lg, current=c, since=s, until=u) for n, lg, c, s, u in rows)


def _places(neq: str) -> tuple[RegisterPlace, ...]:
    rows = _rows(
        "SELECT suffix, main, name, address, postal FROM register_establishment WHERE neq = %s"
        " ORDER BY main DESC, suffix",
        neq,
    )
    return tuple(RegisterPlace(suffix=s, main=m, name=n, address=a, postal=p) for s, m, n, a, p in rows)


def words_of(codes: Mapping[str, str]) -> dict[str, str]:
    """Fact name → the words of its code, where the register gives them; French, as the register is."""
    asked = [(name, DOMAINS[name], code) for name, code in codes.items() if name in DOMAINS and code]
    if not asked:
        return {}
    types, numbers = [domain for _name, domain, _code in asked], [code for _name, _domain, code in asked]
    rows = _rows(
        "SELECT type, code, words FROM register_word"
        " WHERE (type, code) IN (SELECT * FROM unnest(%s::text[], %s::text[]))",
        types,
        numbers,
    )
    said = {(domain, code): words for domain, code, words in rows}
    return {name: said[domain, code] for name, domain, code in asked if (domain, code) in said}


def names_of(numbers: Iterable[str]) -> dict[str, str]:
    """NEQ → its name in force, the legal one first."""
    rows = _rows(
        "SELECT DISTINCT ON (neq) neq, name FROM register_name WHERE neq = ANY (%s)"
        " ORDER BY neq, status = %s DESC, kind = %s DESC, since DESC NULLS LAST, line",
        list(numbers),
        CURRENT_NAME,
        LEGAL_NAME,
    )
    return dict(rows)


def _rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
