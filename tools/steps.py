"""What stands between an empty database and a first page: tables, packs, demonstration.

Each step is done once for a given state of the files: its mark is kept on the label of the database.
"""

import importlib.util
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Protocol

from tools import catalogues, fingerprint, roles
from tools.places import ROOT, SOURCES
from tools.voice import Trouble, say

DEMO_SEED = 1
PACK_COMMAND = SOURCES / "cli" / "commands" / "pack.py"
DEMO_COMMAND = SOURCES / "demo" / "__main__.py"


class Label(Protocol):
    """Remembers which steps a database has gone through."""

    def read(self) -> dict[str, str]: ...

    def write(self, step: str, mark: str) -> None: ...


class DatabaseLabel:
    """Kept as the comment of the database, `step=mark` separated by spaces: it lives and dies with it."""

    def __init__(self, administrator_url: str, database: str) -> None:
        self._administrator_url, self._database = administrator_url, database

    def read(self) -> dict[str, str]:
        with roles.administrator(self._administrator_url) as administration:
            words = roles.note(administration, self._database).split()
        return dict(word.split("=", 1) for word in words if "=" in word)

    def write(self, step: str, mark: str) -> None:
        marks = {**self.read(), step: mark}
        words = " ".join(f"{key}={value}" for key, value in sorted(marks.items()))
        with roles.administrator(self._administrator_url) as administration:
            roles.write_note(administration, self._database, words)


class NoLabel:
    """For a database that is not ours to write on: every step is asked again."""

    def read(self) -> dict[str, str]:
        return {}

    def write(self, step: str, mark: str) -> None:
        """Forget it."""


def bring_up(environment: Mapping[str, str], label: Label) -> None:
    """Run the steps whose files changed since the label was written."""
    catalogues.compile_all()
    done = label.read()
    packs = check_packs(environment) if done.get("packs") != fingerprint.packs() else None
    try:
        if done.get("migrations") != (mark := fingerprint.migrations()):
            migrate(environment)
            label.write("migrations", mark)
        if packs:
            finish(packs, "Les contenus portent des erreurs (voir ci-dessus).", "The packs hold mistakes (see above).")
            say("Contenus vérifiés", "packs checked")
            label.write("packs", fingerprint.packs())
    finally:
        if packs:
            packs.kill()


def furnish(environment: Mapping[str, str], label: Label) -> None:
    """Index the packs, and build the demonstration where there is to be one; the server may be opening meanwhile."""
    done = label.read()
    index = rebuild_search(environment) if done.get("search") != fingerprint.search() else None
    try:
        if "demo" not in done and environment.get("VIRAGE_DEMO") == "1" and build_demo(environment):
            label.write("demo", str(DEMO_SEED))
        if index:
            finish(index, "La recherche n’a pu être préparée (ci-dessus).", "The search could not be built (above).")
            label.write("search", fingerprint.search())
    finally:
        if index:
            index.kill()


def rebuild_search(environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Index the packs while the demonstration is told."""
    return python(environment, "-m", "virage.cli.main", "search", "rebuild", tells=False)


@contextmanager
def compiling(environment: Mapping[str, str]) -> Iterator[None]:
    """Compile what the server imports, where that was never done, on the processor that the database leaves free."""
    django = importlib.util.find_spec("django")
    if django is None or django.cached is None or Path(django.cached).exists():
        yield
        return
    process = python(environment, "tools/imports.py")
    try:
        yield
    finally:
        process.kill()
        process.wait()


def migrate(environment: Mapping[str, str]) -> None:
    """Bring the tables up to date, as the role that owns them."""
    # Django's checks cost as much as the migrations; `dev.py check` makes them
    command = ["-m", "virage.config.manage", "migrate", "--database", "owner", "--verbosity", "0", "--skip-checks"]
    finish(
        python(environment, *command), "Les migrations ont échoué (voir ci-dessus).", "Migrations failed (see above)."
    )
    say("Tables à jour", "tables up to date")


def check_packs(environment: Mapping[str, str]) -> subprocess.Popen[bytes] | None:
    """Check the packs while the migrations run."""
    if not PACK_COMMAND.exists():
        return None
    return python(environment, "-m", "virage.cli.main", "pack", "check")


def build_demo(environment: Mapping[str, str]) -> bool:
    """The one place that knows how the demonstration is called; nothing to call until the demo floor provides it."""
    if not DEMO_COMMAND.exists():
        return False
    today = date.today().isoformat()  # noqa: DTZ011 -- the day of the person at the keyboard
    building = python(environment, "-m", "virage.demo", "--on", today, "--seed", str(DEMO_SEED), tells=False)
    finish(
        building, "La démonstration n’a pu être préparée (voir ci-dessus).", "The demo could not be built (see above)."
    )
    say("Démonstration prête", "demonstration ready")
    return True


def python(environment: Mapping[str, str], *arguments: str, tells: bool = True) -> subprocess.Popen[bytes]:
    """Start a program of ours; what it tells joins our own progress, or is left unsaid."""
    return subprocess.Popen(
        [sys.executable, "-P", *arguments],
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr if tells else subprocess.DEVNULL,
        start_new_session=True,  # we are the one to be interrupted, and we stop it
    )


def finish(process: subprocess.Popen[bytes], french: str, english: str) -> None:
    """Wait for a program, and leave with a sentence when it failed; interrupted, take it along."""
    try:
        status = process.wait()
    finally:
        process.kill()
    if status != 0:
        raise Trouble(french, english)
