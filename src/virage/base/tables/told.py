"""XML told piece by piece (expat): no tree is kept, so a sheet costs the memory of the row being read."""

from collections.abc import Iterator
from typing import IO, Generic, NoReturn, TypeVar
from xml.parsers.expat import ParserCreate

T = TypeVar("T")
PIECE = 1 << 16
Attributes = dict[str, str]


class Listener(Generic[T]):
    """What one kind of part means: told of each element and of its text, it puts in ``ready`` what it made of them."""

    def __init__(self) -> None:
        self.ready: list[T] = []
        self.over = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins; its name without its namespace."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, words: str) -> None:
        """Words, maybe not all of them at once."""


class _Local(dict[str, str]):
    """Names without their namespaces, each cut once."""

    def __missing__(self, name: str) -> str:
        found = self[name] = name.rpartition(" ")[2]
        return found


def told(part: IO[bytes], listener: Listener[T]) -> Iterator[T]:
    """Everything a listener makes of a part, until it says that it is over.

    Raises:
        ExpatError: not XML.
        ValueError: a document type: no spreadsheet writes one; entities that swell do.
    """
    local = _Local()
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: listener.start(local[name], attributes)
    parser.EndElementHandler = lambda name: listener.end(local[name])
    parser.CharacterDataHandler = listener.text
    while (piece := part.read(PIECE)) and not listener.over:
        parser.Parse(piece, False)
        yield from listener.ready
        listener.ready.clear()
    if not listener.over:
        parser.Parse(b"", True)


def _refuse(*_declared: object) -> NoReturn:
    raise ValueError("a document type")
