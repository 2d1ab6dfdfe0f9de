"""What kinds of files are taken, each known by its content."""

from enum import StrEnum


class Kind(StrEnum):
    """A kind of file, by the ending its name has."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    WEBP = "webp"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    CSV = "csv"
    TXT = "txt"
    ICS = "ics"


ENDINGS = {one.value: one for one in Kind} | {"jpg": Kind.JPEG}
"""Ending of a name → the kind it announces."""

MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.WEBP: "image/webp",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Kind.CSV: "text/csv",
    Kind.TXT: "text/plain",
    Kind.ICS: "text/calendar",
}

IMAGES = frozenset({Kind.PNG, Kind.JPEG, Kind.WEBP})
SHOWN = IMAGES | {Kind.PDF}
"""What a browser shows by itself; the rest is taken away."""
TEXTS = frozenset({Kind.CSV, Kind.TXT, Kind.ICS})
