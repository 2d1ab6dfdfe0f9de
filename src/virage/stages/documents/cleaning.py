"""Photos without what the camera wrote of the place and the device; the picture itself is not touched.

Out go Exif, XMP, IPTC, comments, and whatever follows the picture. Colours stay, and which way is up.
Formats: JPEG (ITU T.81, Exif 2.32), PNG (third edition), WebP container (RFC 9649).
"""

import re
import struct

from virage.stages.documents.refusals import Damaged
from virage.stages.documents.states import Kind

MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
JPEG_KEPT_APPS = {0xE0, 0xEE}
"""JFIF and Adobe: how colours are written. An ICC profile (APP2) is kept too."""
START_OF_SCAN, END_OF_IMAGE, APP1, APP2, APP15, COMMENT = 0xDA, 0xD9, 0xE1, 0xE2, 0xEF, 0xFE
ORIENTATION, SIDEWAYS = 0x0112, range(2, 9)
PNG_KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP"),
    *(b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"),
}
WEBP_DROPPED = {b"EXIF", b"XMP "}
WEBP_SAYS_EXIF_XMP = 0b1100


def cleaned(image: bytes, kind: Kind) -> bytes:
    """The same picture without its place.

    Raises:
        Damaged: the file is not built as its format says.
    """
    try:
        return {Kind.JPEG: _jpeg, Kind.PNG: _png, Kind.WEBP: _webp}[kind](image)
    except (struct.error, IndexError, ValueError) as fault:
        raise Damaged from fault


def _jpeg(image: bytes) -> bytes:
    kept: list[bytes] = []
    at, upright = 2, b""
    while True:
        found = MARKER.search(image, at)
        if found is None:
            raise ValueError("no end")
        marker, start = image[found.start() + 1], found.start()
        if image[at:start].strip(b"\xff") and (not kept or kept[-1][1] != START_OF_SCAN):
            raise ValueError("bytes between segments")
        if at != start:  # what was scanned: the picture itself
            kept.append(image[at:start])
        if marker == END_OF_IMAGE:
            return b"".join((b"\xff\xd8", upright, *kept, b"\xff\xd9"))
        (length,) = struct.unpack_from(">H", image, start + 2)
        segment, at = image[start : start + 2 + length], start + 2 + length
        if len(segment) < length + 2:
            raise ValueError("cut")
        if marker == APP1 and segment[4:10] == b"Exif\0\0":
            upright = upright or _upright(segment[10:])
        icc = marker == APP2 and segment[4:16] == b"ICC_PROFILE\0"
        if icc or marker in JPEG_KEPT_APPS or not (APP1 <= marker <= APP15 or marker == COMMENT):
            kept.append(segment)


def _upright(tiff: bytes) -> bytes:
    """An Exif segment that says which way is up and nothing else; empty when it says nothing."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2], "")
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(count):
            tag, _kind, _many, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == ORIENTATION and value in SIDEWAYS:
                said = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION, 3, 1, value, 0, 0)
                return b"\xff\xe1" + struct.pack(">H", len(said) + 8) + b"Exif\0\0" + said
    except struct.error:
        pass  # unreadable, and taken out anyway
    return b""


def _png(image: bytes) -> bytes:
    kept, at, kind = [image[:8]], 8, b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", image, at)
        chunk, at = image[at : at + length + 12], at + length + 12
        if len(chunk) < length + 12:
            raise ValueError("cut")
        if kind in PNG_KEPT:
            kept.append(chunk)
    return b"".join(kept)


def _webp(image: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", image, 4)
    end, at, kept = size + 8, 12, []
    if end > len(image) + 1:
        raise ValueError("cut")
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", image, at)
        chunk, at = image[at : at + 8 + length + length % 2], at + 8 + length + length % 2
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~WEBP_SAYS_EXIF_XMP]) + chunk[9:]
        if kind not in WEBP_DROPPED:
            kept.append(chunk)
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body
