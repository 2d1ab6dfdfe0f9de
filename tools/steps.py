"""What stands between an empty database and a first page: tables, packs, demonstration.

Each step is done once for a given state of the files: its mark is kept on the label of the database.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Protocol, Self

from tools import catalogues, fingerprint, roles
from tools.places import ROOT
from tools.voice import Trouble, say


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


class Hand:
    """The program of `tools/hand.py`: called once, it does every step that needs Django, one after the other."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._process: subprocess.Popen[str] | None = None
        self._loaded = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.dismiss()

    def call(self) -> subprocess.Popen[str]:
        """Let it load what it needs; a step calls it too."""
        self._process = self._process or subprocess.Popen(
            [sys.executable, "-P", "-m", "tools.hand"],
            cwd=ROOT,
            env={**self._environment, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # we are the one to be interrupted, and we stop it
        )
        return self._process

    def wait(self) -> None:
        """Return once it has loaded what it needs, if it was called."""
        if self._process and self._process.stdout and not self._loaded:
            self._loaded = bool(self._process.stdout.readline())

    def do(self, step: str, french: str, english: str) -> None:
        """Have one step done, or leave with its sentence; what went wrong was told above by the program itself."""
        process = self.call()
        self.wait()
        done = ""
        if process.stdin and process.stdout:
            with suppress(BrokenPipeError):
                process.stdin.write(f"{step}\n")
                process.stdin.flush()
                done = process.stdout.readline()
        if not done:
            raise Trouble(french, english)

    def dismiss(self) -> None:
        """Give back its memory."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process, self._loaded = None, False


def bring_up(environment: Mapping[str, str], label: Label, hand: Hand, load_server: Callable[[], None]) -> None:
    """Run the steps whose files changed since the label was written, while the server loads."""
    catalogues.compile_all()
    done = label.read()
    packs = check_packs(environment) if done.get("packs") != fingerprint.packs() else None
    try:
        hand.wait()  # two programs that compile the same files would only be in each other's way
        load_server()
        if done.get("migrations") != (mark := fingerprint.migrations()):
            migrate(hand)
            label.write("migrations", mark)
        if packs:
            finish(packs, "Les contenus portent des erreurs (voir ci-dessus).", "The packs hold mistakes (see above).")
            say("Contenus vérifiés", "packs checked")
            label.write("packs", fingerprint.packs())
    finally:
        if packs:
            packs.kill()


def furnish(environment: Mapping[str, str], label: Label, hand: Hand) -> None:
    """Build the demonstration where there is to be one, and index the packs; the server may be opening meanwhile."""
    done = label.read()
    if "demo" not in done and environment.get("VIRAGE_DEMO") == "1":
        hand.do("demo", "La démonstration n’a pu être préparée (ci-dessus).", "The demo could not be built (above).")
        say("Démonstration prête", "demonstration ready")
        label.write("demo", "built")
    if done.get("search") != (mark := fingerprint.search()):
        hand.do("search", "La recherche n’a pu être préparée (ci-dessus).", "The search could not be built (above).")
        label.write("search", mark)
    hand.dismiss()


def migrate(hand: Hand) -> None:
    """Bring the tables up to date."""
    hand.do("migrate", "Les migrations ont échoué (voir ci-dessus).", "Migrations failed (see above).")
    say("Tables à jour", "tables up to date")


def check_packs(environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Check the packs while the migrations run; what it finds joins our own progress."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "virage.cli.main", "pack", "check"],
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
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
