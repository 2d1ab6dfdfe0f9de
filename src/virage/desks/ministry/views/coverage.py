"""Where enterprises are: sector by region, each cell opening to its list."""

from dataclasses import dataclass

from django.urls import reverse

from virage.base.door import ViewerRequest
from virage.base.library import library
from virage.core.sectors import SectorRole
from virage.desks.ministry.door import DESK
from virage.desks.ministry.frame import Frame, frame
from virage.stages.insight.queries import Indicator, coverage as the_coverage

CUTS = (2, 3, 5, 8)
"""A cell of at least that many enterprises takes the next shade."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Enterprises of one sector in one region."""

    count: int
    shade: int
    href: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One sector."""

    name: str
    cells: tuple[Cell, ...]
    total: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage:
    """The grid of one indicator over a period."""

    frame: Frame
    indicator: Indicator
    choices: tuple[Indicator, ...]
    regions: tuple[str, ...]
    rows: tuple[Row, ...]
    totals: tuple[int, ...]
    total: int
    empty: int
    shades: tuple[tuple[int, int, int | None], ...]


@DESK.page("ministry/coverage.html")
def coverage(request: ViewerRequest) -> CoveragePage:
    viewer, asked = request.viewer, request.GET.get("etape", "")
    indicator = Indicator(asked) if asked in Indicator.values else Indicator.ACCOMPANIED
    around = frame(request)
    shown = around.period
    found = the_coverage(viewer, indicator=indicator, since=shown.since, until=shown.until)
    regions = {code: region.name.say(viewer.language) for code, region in library().regions.items()}
    sectors = {s.id: s.name.say(viewer.language) for s in library().sectors.values() if s.role != SectorRole.EXTRA}
    address = f"{reverse('ministry:enterprises', args=[indicator])}?{shown.query}"
    rows = tuple(
        Row(
            name=sector,
            cells=tuple(
                Cell(
                    count=found.get((key, code), 0),
                    shade=sum(found.get((key, code), 0) >= cut for cut in CUTS),
                    href=f"{address}&secteur={key}&region={code}",
                    place=region,
                )
                for code, region in regions.items()
            ),
            total=sum(found.get((key, code), 0) for code in regions),
            href=f"{address}&secteur={key}",
        )
        for key, sector in sectors.items()
    )
    totals = tuple(sum(row.cells[column].count for row in rows) for column in range(len(regions)))
    return CoveragePage(
        frame=around,
        indicator=indicator,
        choices=tuple(Indicator),
        regions=tuple(regions.values()),
        rows=rows,
        totals=totals,
        total=sum(totals),
        empty=sum(1 for row in rows for cell in row.cells if not cell.count),
        shades=tuple(
            (shade, low, high - 1 if high else None)
            for shade, (low, high) in enumerate(zip((1, *CUTS), (*CUTS, None), strict=True))
        ),
    )
