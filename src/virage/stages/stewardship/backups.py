"""Back up the database to one file, and restore that file into an empty database."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections
from django.utils.translation import gettext as _

from virage.base.refusals import Refusal
from virage.stages.stewardship.programs import program, surroundings

_TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"


class BackupFailed(Refusal):
    """pg_dump stopped; the sentence carries its last words."""


class RestoreFailed(Refusal):
    """pg_restore stopped; nothing was kept."""


def back_up(file: Path) -> int:
    """Write the whole database to a file that only its owner reads; returns its size in bytes.

    The file appears whole or not at all.
    """
    draft = file.with_name(file.name + ".part")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    done = _run("pg_dump", "--format=custom", f"--file={draft}")
    if done.returncode:
        draft.unlink(missing_ok=True)
        raise BackupFailed(_("La sauvegarde n’a pas été faite : %(why)s") % {"why": _why(done)})
    draft.replace(file)
    return file.stat().st_size


def restore(file: Path) -> None:
    """Read a backup into the database that the settings name, which must be empty: all of it or nothing.

    Raises:
        RestoreFailed: the file is missing or damaged, or the database holds tables already.
    """
    if not file.is_file():
        raise RestoreFailed(_("%(file)s n’existe pas.") % {"file": file})
    if _holds_tables():
        raise RestoreFailed(_("Cette base contient déjà des tables : restaurez dans une base vide."))
    with _only_rights_of_the_backup():
        done = _run(
            "pg_restore",
            "--exit-on-error",
            "--single-transaction",
            "--no-owner",
            "--no-comments",
            f"--dbname={connections['owner'].settings_dict['NAME']}",
            str(file),
        )
    if done.returncode:
        raise RestoreFailed(_("Rien n’a été restauré : %(why)s") % {"why": _why(done)})


@contextmanager
def _only_rights_of_the_backup() -> Iterator[None]:
    """Give the application no right by default on what is made meanwhile.

    The file carries the rights of each table; those that the database grants on every new table would come on top, and
    the application could write again where a migration took the right away.
    """
    with connections["owner"].cursor() as cursor:
        application = connections["owner"].ops.quote_name(connections["default"].settings_dict["USER"])
        rights = "SELECT, INSERT, UPDATE, DELETE ON TABLES"
        cursor.execute(f"ALTER DEFAULT PRIVILEGES REVOKE {rights} FROM {application}")
        try:
            yield
        finally:
            cursor.execute(f"ALTER DEFAULT PRIVILEGES GRANT {rights} TO {application}")


def _holds_tables() -> bool:
    with connections["owner"].cursor() as cursor:
        cursor.execute(_TABLES)
        return bool(cursor.fetchone()[0])


def _run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    database = connections["owner"].settings_dict
    return subprocess.run(  # noqa: S603 — our own programs, our own arguments
        [str(program(name)), *arguments],
        env=surroundings(database),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def _why(done: subprocess.CompletedProcess[str]) -> str:
    """The program's own error, without the statement it quotes."""
    errors = [line.partition("error: ")[2] for line in done.stderr.splitlines() if "error: " in line]
    return errors[0] if errors else f"code {done.returncode}"
