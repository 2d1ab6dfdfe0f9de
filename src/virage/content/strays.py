"""Files of a pack that nothing reads: a wrong name would otherwise be silence."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from virage.content.problems import Problem
from virage.core.words import Words

CARD = "pack.yaml"


def strays(folder: Path, globs: Iterable[str]) -> Iterator[Problem]:
    """Name each file that no kind of content reads, with the nearest name that one does."""
    expected = (CARD, *globs)
    read = {path for glob in expected for path in folder.glob(glob)}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path not in read and not _hidden(path.relative_to(folder)):
            near = next(iter(get_close_matches(str(path.relative_to(folder)), expected, 1, 0)))
            fr, en = f"ce fichier n’est pas lu; attendu\u00a0: {near}", f"this file is not read; expected: {near}"
            yield Problem(path, 1, Words(fr=fr, en=en))


def missing(path: Path) -> Problem:
    """Say that no pack holds a file that the library needs."""
    return Problem(path, 1, Words(fr="le fichier manque", en="the file is missing"))


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "__pycache__")) for part in path.parts)
