"""What a document is made of. Blocks hold plain text: no renderer reads a sign of it as markup."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from virage.base.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A title inside the document: level 2 for a part, 3 for one of its pieces."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text. `tone` is "lead" for the finding, "quiet" for a note, "demo" for the demonstration banner."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One large number and what it says."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Large numbers side by side."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a list; `url` makes it a link."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list without order."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Short labels, each with its text."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: a strong first line, a text, a quiet last line; each may be empty.

    `bar` is (first, last, of): a stretch of a line divided in `of` parts, drawn where there is room for it.
    """

    text: str = ""
    strong: str = ""
    quiet: str = ""
    bar: tuple[int, int, int] | None = None

    def lines(self) -> tuple[str, ...]:
        """Its lines that say something."""
        return tuple(line for line in (self.strong, self.text, self.quiet) if line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a header that is repeated on each page. `widths` are shares; `numeric` columns align right."""

    summary: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    numeric: frozenset[int] = frozenset()
    total: tuple[Cell, ...] | None = None


Block = Heading | Paragraph | Figures | Bullets | Terms | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document. `place` is what it is, above the title; `footer` stands on every page."""

    title: str
    subtitle: str
    place: str
    author: str
    footer: str
    on: date
    language: Language
    blocks: tuple[Block, ...]


def texts(document: Document) -> Iterator[str]:
    """Every text of a document in reading order: what both renderings must say."""
    yield document.title
    yield document.subtitle
    for block in document.blocks:
        yield from _texts(block)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Figures():
            yield from (text for figure in block.figures for text in (figure.value, figure.label))
        case Bullets():
            yield from (item.text for item in block.items)
        case Terms():
            yield from (text for pair in block.pairs for text in pair)
        case Table():
            yield from block.header
            cells = [cell for row in (*block.rows, block.total or ()) for cell in row]
            yield from (line for cell in cells for line in cell.lines())
