"""One command at a time where two would harm each other; a killed holder releases its lock."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Busy(Exception):  # noqa: N818 -- a word for a state, not for a fault
    """Somebody else holds the lock."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@contextmanager
def alone(path: Path, words: str = "", *, wait: bool = True) -> Iterator[None]:
    """Hold the lock alone; `words` is what others read in it while they are kept out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as held:
            file.seek(0)
            raise Busy(file.read()) from held
        file.truncate(0)
        file.write(words)
        file.flush()
        yield


class Shared:
    """A place in the company of those who use a thing; the last to leave puts the light out."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._fd, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Leave; True when nobody else is left."""
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        else:
            return True
        finally:
            os.close(self._fd)
