"""What the tools say to the person at the keyboard: French first, then English, always on stderr."""

import errno
import os
import sys
import time
from typing import NoReturn

DISK_FULL = (
    "Le disque est plein : libérez de la place et recommencez, rien n’est perdu.",
    "The disk is full: make room and start again, nothing is lost.",
)


def say(french: str, english: str) -> None:
    """One line of progress, with the seconds since the command was typed."""
    started = float(os.environ.setdefault("VIRAGE_STARTED_AT", repr(time.time())))
    print(f"[{time.time() - started:5.1f} s] {french} · {english}", file=sys.stderr, flush=True)


class Trouble(Exception):  # noqa: N818 -- a word for people
    """What stops a tool, in one sentence per language."""

    def __init__(self, french: str, english: str) -> None:
        super().__init__(french)
        self.french, self.english = french, english

    def tell(self) -> NoReturn:
        """Leave with the sentence and nothing else."""
        sys.exit(f"virage: {self.french}\nvirage: {self.english}")


def trouble_from(error: OSError) -> Trouble:
    """The sentence for an error of the machine."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Trouble(*DISK_FULL)
    return Trouble(f"La machine a répondu : {error}.", f"The machine answered: {error}.")
