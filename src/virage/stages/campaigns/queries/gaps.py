"""Who is still to be reached, as a grid: sector and size by region, for those who stopped before a stage."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.http import urlencode

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.core.effects import FEWEST
from virage.core.gaps import CUTS, gaps, shade
from virage.core.sectors import SectorRole
from virage.core.segments import Criteria
from virage.stages.campaigns.queries.portraits import everyone
from virage.stages.campaigns.states import Reach
from virage.stages.campaigns.wording import SIZES, region_names, sector_names

BEFORE = (Reach.NEVER, Reach.NOT_SENSITISED, Reach.NOT_DIAGNOSED, Reach.NOT_ACCOMPANIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class GapCell:
    """Enterprises of a row in a region, or in all for an empty one; ``count`` is nothing from one to nine."""

    place: str
    count: int | None
    shade: int
    criteria: Criteria

    @property
    def query(self) -> str:
        """What fills in the composer of segments."""
        of = self.criteria
        named = (("reach", of.reach), ("sectors", of.sectors), ("regions", of.regions), ("sizes", of.sizes))
        return urlencode({name: values for name, values in named if values}, doseq=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """One sector, or one size; the last cell is its total."""

    name: str
    cells: tuple[GapCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSheet:
    """The whole grid. Counts are nothing from one to nine; ``shades`` are (shade, from, to)."""

    regions: tuple[str, ...]
    sectors: tuple[GapRow, ...]
    sizes: tuple[GapRow, ...]
    totals: GapRow
    total: int | None
    known: int | None
    unplaced: int | None
    shades: tuple[tuple[int, int, int | None], ...]


def gap_sheet(viewer: Viewer, *, reach: Reach, size: str) -> GapSheet:
    """Who the viewer may write to that stopped before a stage, of one size or of all. Three queries."""
    known = everyone(viewer, criteria=Criteria(reach=(reach,)), on=timezone.localdate())
    found = gaps((one.portrait for one in known), reach=reach, size=size)
    places = {**region_names(viewer.language), "": ""}
    asked = Criteria(reach=(reach,), sizes=(size,) if size else ())
    totals = _row("", "", asked, found.by_sector, places)
    rows = {
        one: _row(name, one, replace(asked, sectors=(one,)), found.by_sector, places)
        for one, name in sector_names(viewer.language).items()
    }
    extra = {one.id for one in library().sectors.values() if one.role == SectorRole.EXTRA}
    return GapSheet(
        regions=tuple(name for code, name in places.items() if code),
        sectors=tuple(row for one, row in rows.items() if one not in extra or row.cells[-1].count != 0),
        sizes=tuple(
            _row(str(name), one, replace(asked, sizes=(one,)), found.by_size, places) for one, name in SIZES.items()
        ),
        totals=totals,
        total=totals.cells[-1].count,
        known=_told(found.known),
        unplaced=_told(found.unplaced),
        shades=tuple(
            (rank, low, high - 1 if high else None)
            for rank, (low, high) in enumerate(zip((FEWEST, *CUTS), (*CUTS, None), strict=True))
        ),
    )


def _row(
    name: str, key: str, asked: Criteria, counts: Mapping[tuple[str, str], int], places: Mapping[str, str]
) -> GapRow:
    return GapRow(
        name=name,
        cells=tuple(
            GapCell(
                place=place,
                count=_told(counts.get((key, code), 0)),
                shade=shade(counts.get((key, code), 0)),
                criteria=replace(asked, regions=(code,) if code else ()),
            )
            for code, place in places.items()
        ),
    )


def _told(count: int) -> int | None:
    return None if 0 < count < FEWEST else count
