"""When the sources of the packs were read."""

from functools import cache

from virage.base.library import library
from virage.content.pack import PackCard
from virage.content.reader import load_file


@cache
def cards() -> tuple[PackCard, ...]:
    """The card of each pack, the shipped one first."""
    return tuple(load_file(folder / "pack.yaml", PackCard, pack=folder.name).content for folder in library().packs)


def read_on() -> str | None:
    """The date on which the sources were read, as the packs give it; the latest pack that does."""
    return next((card.read_on for card in reversed(cards()) if card.read_on), None)
