"""Short names for the state of a set of files: a step that saw the same state before is skipped."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from tools.places import ROOT, SOURCES


def fingerprint(files: Iterable[Path]) -> str:
    """Twelve hexadecimal digits for these files' paths and contents."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def migrations() -> str:
    """The state of what `migrate` would read."""
    ours = SOURCES.rglob("migrations/*.py")
    return fingerprint([*ours, SOURCES / "config" / "settings.py", ROOT / "uv.lock"])


def packs() -> str:
    """The state of what `virage pack check` would read."""
    shelves = (p for p in (SOURCES / "packs").rglob("*") if p.is_file())
    readers = (p for floor in ("content", "core") for p in (SOURCES / floor).rglob("*.py"))
    return fingerprint([*shelves, *readers])


def search() -> str:
    """The state of what `virage search rebuild` would read: the packs, and how they are said and found."""
    said = [SOURCES / "stages" / "insight" / "indexing.py", SOURCES / "base" / "search.py"]
    addresses = (SOURCES / "desks").rglob("urls.py")
    return f"{packs()}{fingerprint([*said, *addresses])}"
