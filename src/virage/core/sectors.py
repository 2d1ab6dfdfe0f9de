"""The programme's sectors and what they cover of SCIAN, by longest prefix."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from virage.core.answers import Answer
from virage.core.sourcing import Citation
from virage.core.values import expand, starts_with
from virage.core.words import Words


class SectorRole(StrEnum):
    """One of the programme's sectors, the general one for everyone else, or one that only projects use."""

    SECTOR = "sector"
    GENERAL = "general"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """One sector; `scian` are prefixes (31-33 is one), empty when no code decides."""

    id: str
    name: Words
    scian: tuple[str, ...]
    role: SectorRole = SectorRole.SECTOR
    parent: str | None = None
    legal_form_based: bool = False
    sources: tuple[Citation, ...] = ()

    def covers(self, code: str) -> Answer:
        """Say whether a code, of which only the beginning may be known, falls in the sector.

        >>> furniture = Sector(id="meuble", name=Words(fr="Meuble", en="Furniture"), scian=("337",))
        >>> furniture.covers("3371"), furniture.covers("33"), furniture.covers("23")
        (<Answer.YES: 'yes'>, <Answer.UNKNOWN: 'unknown'>, <Answer.NO: 'no'>)
        """
        return starts_with(code, expand(self.scian)) if self.scian else Answer.NO


def sectors_of(code: str, sectors: Mapping[str, Sector]) -> tuple[str, ...]:
    """Propose the sectors of a code: those that surely cover it, longest prefix first, then those that may.

    The general sector closes the list when none is sure. Sectors that only projects use are never proposed.
    """
    mine = [s for s in sectors.values() if s.role is SectorRole.SECTOR]
    sure = sorted((s for s in mine if s.covers(code) is Answer.YES), key=lambda s: -_longest(code, s))
    maybe = [s for s in mine if s.covers(code) is Answer.UNKNOWN]
    general = [] if sure else [s for s in sectors.values() if s.role is SectorRole.GENERAL]
    return tuple(s.id for s in (*sure, *maybe, *general))


def _longest(code: str, sector: Sector) -> int:
    starts = expand([code])
    return max(len(p) for p in expand(sector.scian) if any(stem.startswith(p) for stem in starts))


def within(inner: Iterable[str], outer: Iterable[str]) -> Answer:
    """Say whether codes that begin with the inner prefixes begin with the outer ones.

    >>> within(("337",), ("31-33",)), within(("31-33",), ("337",)), within(("23",), ("11",))
    (<Answer.YES: 'yes'>, <Answer.UNKNOWN: 'unknown'>, <Answer.NO: 'no'>)
    """
    outside = expand(outer)
    seen = {starts_with(stem, outside) for stem in expand(inner)}
    return seen.pop() if len(seen) == 1 else Answer.UNKNOWN if seen else Answer.NO
