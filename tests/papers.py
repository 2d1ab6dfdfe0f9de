"""Small files of each kind, made by hand, as people send them."""

import struct
import zipfile
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

from virage.stages.documents.receiving import received

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PLACE = b"GPSLatitude 46.8139"


def sent(name="rapport.pdf", body=PDF):
    """A file as a form receives it."""
    return SimpleUploadedFile(name, body)


def paper(name="rapport.pdf", body=PDF):
    """A file as an operation receives it."""
    return received(sent(name, body))


def archive(*names, **bodies):
    """An archive with these entries."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for name in names:
            written.writestr(name, b"<x/>")
        for name, body in bodies.items():
            written.writestr(name.replace("__", "/"), body)
    return made.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
ODT = archive(mimetype=b"application/vnd.oasis.opendocument.text", content=b"<x/>")


def segment(marker, body):
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def exif(orientation):
    """An Exif block: which way is up, then a place."""
    first = struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    return segment(0xE1, b"Exif\0\0" + first + PLACE)


SCAN = segment(0xDB, bytes(65)) + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
JFIF = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")


def jpeg(orientation=6):
    """A photo that says where it was taken, before its picture and after."""
    spoken = segment(0xFE, PLACE) + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE)
    return b"\xff\xd8" + JFIF + exif(orientation) + spoken + SCAN + b"\xff\xd9" + PLACE


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


HEADER, PIXEL = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), chunk(b"IDAT", zlib.compress(b"\0\0"))
END = chunk(b"IEND", b"")
PNG = b"\x89PNG\r\n\x1a\n" + HEADER + PIXEL + END
PNG_OF_A_PLACE = b"\x89PNG\r\n\x1a\n" + HEADER + chunk(b"eXIf", PLACE) + chunk(b"tEXt", PLACE) + PIXEL + END + PLACE


def webp(*chunks):
    packed = (kind + struct.pack("<I", len(said)) + said + b"\0" * (len(said) % 2) for kind, said in chunks)
    body = b"WEBP" + b"".join(packed)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def wide(flags):
    return b"VP8X", bytes([flags]) + bytes(9)
