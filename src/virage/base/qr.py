"""QR codes as SVG, made here: one path, black on white, with its quiet border and what it says."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

BORDER = 4  # modules; the standard's quiet zone (ISO/IEC 18004)


def modules(text: str) -> list[list[bool]]:
    """The squares of a code, row by row, without its border; dark ones are true."""
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(square) for square in row] for row in code.get_matrix()]


def qr_svg(text: str, *, label: str, side: int = 200) -> SafeString:
    """Draw a text as a QR code, ``side`` pixels wide; ``label`` is what it says to who cannot see it."""
    rows = modules(text)
    whole = len(rows) + 2 * BORDER
    path = "".join(
        f"M{x + BORDER} {y + BORDER}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return mark_safe(  # noqa: S308 — numbers, and a label that is escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(label)}" width="{side}" '
        f'height="{side}" viewBox="0 0 {whole} {whole}" shape-rendering="crispEdges">'
        f'<rect width="{whole}" height="{whole}" fill="#fff"/><path d="{path}" fill="#000"/></svg>'
    )
