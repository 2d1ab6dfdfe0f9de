"""What a file is, by its content: its name proves nothing."""

import re
from collections.abc import Mapping
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from virage.stages.documents.refusals import Damaged, Locked, OldOffice, PhotoOfPhone, Program, UnknownKind
from virage.stages.documents.states import Kind

STEP = 256 * 1024
HEAD = 1024
MOST_ENTRIES, LONGEST_MANIFEST = 20_000, 4 * 1024 * 1024
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"#!",
    b"L\0\0\0\x01\x14\2\0",
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
NOT_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
PAGE = re.compile(rb"\s*<(?:!doctype|html|script|svg|\?xml)", re.IGNORECASE)
OFFICE = {"word/document.xml": Kind.DOCX, "xl/workbook.xml": Kind.XLSX, "ppt/presentation.xml": Kind.PPTX}
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
}
MACROS = re.compile(r"(^|/)(vbaProject\.bin|Basic/|Scripts/)|\.(exe|dll|js|vbs|bat|cmd|ps1|scr)$", re.IGNORECASE)


def recognised(body: BinaryIO) -> Kind:
    """The kind of a file, read from its beginning; a text that is not an agenda is ``TXT``.

    Raises:
        NotTaken: not among the kinds taken, encrypted, damaged, or carrying a program.
    """
    body.seek(0)
    head = body.read(HEAD)
    if head.startswith(PROGRAMS):
        raise Program
    if head.startswith(OLD_OFFICE):
        raise OldOffice
    if head.startswith(b"PK\x03\x04"):
        return _archive(body)
    if b"%PDF-" in head:
        return _pdf(body)
    return _image(head) or _text(body, head)


def _image(head: bytes) -> Kind | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"}:
        raise PhotoOfPhone
    return None


def _pdf(body: BinaryIO) -> Kind:
    body.seek(0)
    before = b""
    while step := body.read(STEP):
        if ENCRYPTED.search(before + step):
            raise Locked
        before = step[-64:]
    return Kind.PDF


def _archive(body: BinaryIO) -> Kind:
    body.seek(0)
    try:
        with ZipFile(body) as archive:
            entries = {entry.filename: entry for entry in archive.infolist()}
            if len(entries) > MOST_ENTRIES:
                raise Damaged
            if any(entry.flag_bits & 1 for entry in entries.values()):
                raise Locked
            kind = _office(entries) or _open_document(archive, entries)
    except (BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as fault:
        raise Damaged from fault
    if any(map(MACROS.search, entries)):
        raise Program
    return kind


def _office(entries: Mapping[str, ZipInfo]) -> Kind | None:
    return next((kind for name, kind in OFFICE.items() if name in entries and "[Content_Types].xml" in entries), None)


def _open_document(archive: ZipFile, entries: Mapping[str, ZipInfo]) -> Kind:
    if "mimetype" not in entries:
        raise UnknownKind
    with archive.open("mimetype") as said:
        kind = OPEN_DOCUMENT.get(said.read(HEAD).strip())
    if kind is None:
        raise UnknownKind
    if "META-INF/manifest.xml" in entries:
        with archive.open("META-INF/manifest.xml") as manifest:
            if b"encryption-data" in manifest.read(LONGEST_MANIFEST):
                raise Locked
    return kind


def _text(body: BinaryIO, head: bytes) -> Kind:
    body.seek(0)
    while step := body.read(STEP):
        if NOT_TEXT.search(step):
            raise UnknownKind
    start = head.removeprefix(b"\xef\xbb\xbf")
    if PAGE.match(start):
        raise UnknownKind
    return Kind.ICS if start.lstrip().upper().startswith(b"BEGIN:VCALENDAR") else Kind.TXT
