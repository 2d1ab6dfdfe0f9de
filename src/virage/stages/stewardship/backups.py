"""Back up the database to one file, and restore that file into an empty database."""

import subprocess
from pathlib import Path

from django.db import connections

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
        raise BackupFailed(f"La sauvegarde n’a pas été faite : {_last_words(done)}")
    draft.replace(file)
    return file.stat().st_size


def restore(file: Path) -> None:
    """Read a backup into the database that the settings name, which must be empty: all of it or nothing.

    Raises:
        RestoreFailed: the file is missing or damaged, or the database holds tables already.
    """
    if not file.is_file():
        raise RestoreFailed(f"{file} n’existe pas.")
    if _holds_tables():
        raise RestoreFailed("Cette base contient déjà des tables : restaurez dans une base vide, puis vérifiez-la.")
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
        raise RestoreFailed(f"Rien n’a été restauré : {_last_words(done)}")


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


def _last_words(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return lines[-1] if lines else f"code {done.returncode}"
