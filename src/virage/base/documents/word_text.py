"""Runs of text in a Word file."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

INK, QUIET, SPRUCE, COPPER, AMBER = "1D2426", "51595C", "14524F", "BB561A", "7A4300"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML cannot hold; someone's pasted text may."""


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return UNPRINTABLE.sub("", text)


def add(
    paragraph: "Paragraph", text: str, *, size: float | None = None, colour: str | None = None, bold: bool = False
) -> None:
    """Add a run of text at the end of a paragraph; what is not given follows the paragraph's style."""
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(clean(text))
    run.bold = bold or None
    if size is not None:
        run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = RGBColor.from_string(colour)
