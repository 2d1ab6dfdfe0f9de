"""Print a document as Word, to be edited: the same blocks as the PDF, with real headings, lists and header rows."""

import zipfile
from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from virage.base.documents.blocks import Block, Bullets, Document, Figures, Heading, Paragraph, Table, Terms
from virage.base.documents.word_table import print_table
from virage.base.documents.word_text import AMBER, INK, QUIET, SPRUCE, add, clean

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

FACE = "Calibri"
"""Hanken Grotesk is not on people's machines; a missing face would be replaced by whatever comes."""
LABEL = 24
"""Longest label, in letters, that stands beside its text rather than above it."""
EPOCH = (1980, 1, 1, 0, 0, 0)


def word(document: Document) -> bytes:
    """Print; the same document gives the same bytes, its date standing for the clock."""
    import docx

    file = docx.Document()
    _set_up(file, document)
    add(file.add_paragraph(style="Title"), document.title)
    add(file.add_paragraph(style="Subtitle"), document.subtitle)
    for block in document.blocks:
        _print(file, block)
    buffer = BytesIO()
    file.save(buffer)
    return _without_clock(buffer.getvalue())


def _set_up(file: "WordDocument", document: Document) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = file.sections[0]
    section.page_width, section.page_height = Cm(21.59), Cm(27.94)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.1)
    for name, size, colour in (
        ("Normal", 10.5, INK), ("Title", 26, INK), ("Subtitle", 11.5, QUIET), ("Heading 1", 16, INK),
        ("Heading 2", 12, SPRUCE),
    ):  # fmt: skip
        style: Any = file.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FACE, Pt(size), RGBColor.from_string(colour)
        style.font.italic, style.font.bold = False, name not in ("Normal", "Subtitle")
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for spacing in style.element.rPr.findall(qn("w:spacing")):
            style.element.rPr.remove(spacing)
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{attribute}"), None)
    for border in file.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    tongue = "fr-CA" if document.language == "fr" else "en-CA"
    for element in file.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), tongue)
    _set_properties(file, document, tongue)
    _set_footer(section.footer.paragraphs[0], document.footer)


def _set_properties(file: "WordDocument", document: Document, tongue: str) -> None:
    properties, at = file.core_properties, datetime.combine(document.on, time(), UTC)
    properties.title, properties.author, properties.language = clean(document.title), document.author, tongue
    properties.created = properties.modified = at
    properties.comments = ""


def _set_footer(paragraph: "WordParagraph", text: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    add(paragraph, f"{text} – ", size=8.5, colour=QUIET)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields


def _print(file: "WordDocument", block: Block) -> None:
    match block:
        case Heading():
            add(file.add_heading(level=block.level - 1), block.text)
        case Paragraph():
            _print_paragraph(file, block)
        case Figures():
            _print_figures(file, block)
        case Bullets():
            _print_bullets(file, block)
        case Terms():
            _print_terms(file, block)
        case Table():
            print_table(file, block)


def _print_figures(file: "WordDocument", block: Figures) -> None:
    for figure in block.figures:
        paragraph = file.add_paragraph()
        add(paragraph, figure.value, size=15, bold=True)
        add(paragraph, f"  {figure.label}", colour=QUIET)


def _print_bullets(file: "WordDocument", block: Bullets) -> None:
    for item in block.items:
        paragraph = file.add_paragraph(style="List Bullet")
        add(paragraph, item.text)
        if item.url and item.url != item.text:
            add(paragraph, f" – {item.url}", size=9, colour=QUIET)


def _print_terms(file: "WordDocument", block: Terms) -> None:
    from docx.shared import Cm, Pt

    beside = max(len(label) for label, _ in block.pairs) <= LABEL
    for label, text in block.pairs:
        paragraph = file.add_paragraph()
        add(paragraph, label, size=9.5, colour=QUIET, bold=not beside)
        add(paragraph, f"\t{text}" if beside else f"\n{text}")
        form = paragraph.paragraph_format
        form.space_after = Pt(3)
        if beside:
            form.left_indent, form.first_line_indent = Cm(3.8), Cm(-3.8)
            form.tab_stops.add_tab_stop(Cm(3.8))


def _print_paragraph(file: "WordDocument", block: Paragraph) -> None:
    size, colour = {"lead": (13.0, INK), "quiet": (9.5, QUIET), "demo": (10.5, AMBER)}.get(block.tone, (None, None))
    add(file.add_paragraph(), block.text, size=size, colour=colour, bold=block.tone == "demo")


def _without_clock(file: bytes) -> bytes:
    """Write the parts again with one fixed hour: a zip remembers when each was written."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as parts, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in parts.namelist():
            fixed.writestr(zipfile.ZipInfo(name, EPOCH), parts.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
