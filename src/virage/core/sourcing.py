"""Where a fact was read."""

from dataclasses import dataclass
from enum import StrEnum

from virage.core.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One source: its address and date as it gives them, None where it gives none."""

    id: str | None
    url: str | None
    date: str | None
    kind: str
    note: Words | None = None


class Qualifier(StrEnum):
    """How a source bounds what it says."""

    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_MOST = "at_most"
    UP_TO = "up_to"

    @property
    def words(self) -> Words:
        """Say it before a number.

        >>> Qualifier.NEARLY.words.fr
        'près de'
        """
        return QUALIFIERS[self]


QUALIFIERS = {
    Qualifier.MORE_THAN: Words(fr="plus de", en="more than"),
    Qualifier.AT_LEAST: Words(fr="au moins", en="at least"),
    Qualifier.ABOUT: Words(fr="environ", en="about"),
    Qualifier.NEARLY: Words(fr="près de", en="nearly"),
    Qualifier.AT_MOST: Words(fr="au plus", en="at most"),
    Qualifier.UP_TO: Words(fr="jusqu’à", en="up to"),
}
