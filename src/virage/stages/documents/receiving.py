"""A file that arrives: limited while it is read, recognised, cleaned, measured, before any row is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, cast

from django.conf import settings
from django.utils.formats import number_format

from virage.base.uploads import MEGABYTE
from virage.stages.documents.cleaning import cleaned
from virage.stages.documents.recognising import STEP, recognised
from virage.stages.documents.refusals import EmptyFile, OtherThanItsName, TooHeavy
from virage.stages.documents.states import ENDINGS, IMAGES, TEXTS, Kind

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LONGEST_NAME = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file that may be kept: its name shown, its kind, its weight in bytes, its digest."""

    name: str
    kind: Kind
    size: int
    sha256: str
    body: BinaryIO

    def slices(self) -> Iterator[bytes]:
        """The bytes, from the first, in slices."""
        self.body.seek(0)
        while part := self.body.read(STEP):
            yield part


def received(upload: "UploadedFile[bytes]") -> Received:
    """Read what was sent.

    Raises:
        NotTaken: too heavy, empty, or not what may be kept; the sentence says why.
    """
    size, limit = upload.size or 0, settings.DOCUMENT_MEGABYTES * MEGABYTE
    if not size:
        raise EmptyFile
    if size > limit:
        weight = number_format(-(-size * 10 // MEGABYTE) / 10)
        raise TooHeavy(str(TooHeavy.sentence) % {"weight": weight, "limit": settings.DOCUMENT_MEGABYTES})
    body = cast("BinaryIO", upload.file)
    found = recognised(body)
    kind = _as_named(upload.name or "", found)
    if kind in IMAGES:
        body.seek(0)
        body = BytesIO(cleaned(body.read(), kind))
    digest, size = sha256(), 0
    body.seek(0)
    while part := body.read(STEP):
        digest.update(part)
        size += len(part)
    return Received(name=_shown(upload.name or "", kind), kind=kind, size=size, sha256=digest.hexdigest(), body=body)


def _as_named(name: str, found: Kind) -> Kind:
    """The kind, when the name agrees; among texts, only the name tells a table from a note."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if not ending:
        return found
    said = ENDINGS.get(ending)
    if said == found or (found == Kind.TXT and said in TEXTS - {Kind.ICS}):
        return said
    raise OtherThanItsName(str(OtherThanItsName.sentence) % {"said": ending[:10], "found": found.value})


def _shown(name: str, kind: Kind) -> str:
    """The name without control characters nor path, short enough, with its ending."""
    bare = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable()).strip(" .") or "document"
    stem, dot, ending = bare.rpartition(".")
    if not dot or ENDINGS.get(ending.lower()) is None:
        stem, ending = bare, kind.value
    return f"{stem[: LONGEST_NAME - 6]}.{ending.lower()}"
