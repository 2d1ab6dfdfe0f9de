"""The register's files, in the ZIP that one downloads or in a folder; read as a stream."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext_lazy as _

from virage.base.refusals import Refusal
from virage.core.register import FILES

BLOCK = 1 << 20


class NotTheRegister(Refusal):
    """What was given is not the register's files."""

    sentence = _("Donnez l’archive ZIP du registre, ou un dossier de ses fichiers CSV.")


class RegisterFiles:
    """A ZIP or a folder; ``digest`` tells one delivery from another."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.names = dict(self._named())
        missing = [f"{name}.csv" for name in FILES if name not in self.names]
        if missing:
            raise NotTheRegister(_("Il manque au registre : %(files)s.") % {"files": ", ".join(missing)})

    def _named(self) -> Iterator[tuple[str, str]]:
        known = {name.casefold(): name for name in FILES}
        for path in self._listed():
            stem, _dot, ending = path.rpartition("/")[2].casefold().rpartition(".")
            if ending == "csv" and stem in known:
                yield known[stem], path

    def _listed(self) -> list[str]:
        if self.place.is_dir():
            return [path.name for path in self.place.iterdir()]
        try:
            with ZipFile(self.place) as archive:
                return archive.namelist()
        except (OSError, BadZipFile) as error:
            raise NotTheRegister from error

    def digest(self) -> str:
        """A digest of what the files hold, read block by block."""
        found = hashlib.sha256()
        for name in FILES:
            found.update(f"\n{name}\n".encode())
            with self._bytes(name) as stream:
                while block := stream.read(BLOCK):
                    found.update(block)
        return found.hexdigest()

    @contextmanager
    def text(self, name: str) -> Iterator[IO[str]]:
        """One file as text; what is not UTF-8 shows as « � », and its line is found wrong."""
        with (
            self._bytes(name) as stream,
            TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="") as text,
        ):
            yield text

    @contextmanager
    def _bytes(self, name: str) -> Iterator[IO[bytes]]:
        if self.place.is_dir():
            with (self.place / self.names[name]).open("rb") as stream:
                yield stream
        else:
            with ZipFile(self.place) as archive, archive.open(self.names[name]) as stream:
                yield stream
