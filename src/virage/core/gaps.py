"""Who is still to be reached: enterprises that stopped before a stage, by sector, region and size."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from virage.core.effects import FEWEST
from virage.core.segments import Criteria, Portrait, belongs

CUTS = (2 * FEWEST, 50, 100, 200)
"""A cell of at least that many enterprises takes the next shade."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """Enterprises by (sector, region) and by (size, region), an empty name for all of them.

    ``by_sector`` holds the size asked, if one was; ``by_size`` holds them all. ``known`` counts everyone of that
    size, ``unplaced`` those counted whose sector or region is not known: no cell holds them.
    """

    by_sector: Mapping[tuple[str, str], int]
    by_size: Mapping[tuple[str, str], int]
    known: int
    unplaced: int


def gaps(of: Iterable[Portrait], *, reach: str, size: str = "") -> Gaps:
    """Count those of whom `reach` is true, as in `Criteria`.

    >>> shops = [Portrait(sector="meuble", region="06", size="1-4")] * 12 + [Portrait(sector="meuble")]
    >>> found = gaps(shops, reach="never")
    >>> found.by_sector["meuble", "06"], found.by_sector["meuble", ""], found.by_size["1-4", ""], found.unplaced
    (12, 13, 12, 1)
    """
    everyone = tuple(of)
    known = [one for one in everyone if not size or one.size == size]
    late = [one for one in everyone if belongs(one, Criteria(reach=(reach,)))]
    asked = [one for one in late if not size or one.size == size]
    return Gaps(
        by_sector=_crossed((one.sector, one.region) for one in asked),
        by_size=_crossed((one.size, one.region) for one in late),
        known=len(known),
        unplaced=sum(not (one.sector and one.region) for one in asked),
    )


def shade(count: int) -> int:
    """The shade of a cell, from 0 to 4.

    >>> shade(10), shade(20), shade(1000)
    (0, 1, 4)
    """
    return sum(count >= cut for cut in CUTS)


def _crossed(pairs: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
    return Counter(key for row, column in pairs for key in {(row, column), (row, ""), ("", column), ("", "")})
