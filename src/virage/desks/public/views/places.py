"""The programme by sector and by region: what sources say of each, and what none does."""

from dataclasses import dataclass

from django.http import Http404
from django.views.decorators.gzip import gzip_page

from virage.base.door import ViewerRequest
from virage.base.library import library
from virage.content.sectors import SECTORS, SectorsFile
from virage.core.money import Money
from virage.core.portfolio import Project
from virage.core.sectors import Sector, SectorRole
from virage.core.territory import BoundaryChange, Region
from virage.core.words import Words
from virage.desks.public.door import PUBLIC
from virage.desks.public.programme import money, projects
from virage.desks.public.views.programme import SectorLine, sector_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorsPage:
    """The sectors that named projects serve, and those that none does."""

    list_note: Words
    reconstruction: bool
    lines: tuple[SectorLine, ...]
    most: int
    without: tuple[Sector, ...]
    unnamed: tuple[Project, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorPage:
    """One sector: its codes, its projects, and the neighbours outside the programme's envelope."""

    sector: Sector
    codes: tuple[tuple[str, Words | None], ...]
    parent: Sector | None
    list_note: Words
    found: tuple[Project, ...]
    aid: Money
    related: tuple[Project, ...]
    general: tuple[Project, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionPage:
    """One region: the projects that name it, and those that no source limits."""

    region: Region
    naming: tuple[Project, ...]
    everywhere: tuple[Project, ...]
    somewhere: tuple[Project, ...]
    change: BoundaryChange


def _for_all(found: Sector) -> bool:
    """A sector that only projects use and that no code limits."""
    return found.role is SectorRole.EXTRA and not found.scian


def _file() -> SectorsFile:
    return library().files(SECTORS)[-1].content


@gzip_page
@PUBLIC.page("public/programme/sectors.html")
def sectors(_request: ViewerRequest) -> SectorsPage:
    identified = library().portfolio.identified
    lines = sector_lines(identified)
    served = {line.sector.id for line in lines}
    return SectorsPage(
        list_note=_file().statement.words,
        reconstruction=_file().reconstruction,
        lines=lines,
        most=max((line.projects for line in lines), default=0),
        without=tuple(s for s in library().sectors.values() if s.role is SectorRole.SECTOR and s.id not in served),
        unnamed=tuple(p for p in identified if not p.sectors),
    )


@gzip_page
@PUBLIC.page("public/programme/sector.html")
def sector(_request: ViewerRequest, sector_id: str) -> SectorPage:
    every = library().sectors
    found = every.get(sector_id)
    if found is None:
        raise Http404
    portfolio = library().portfolio
    mine = tuple(p for p in portfolio.identified if sector_id in p.sectors)
    return SectorPage(
        sector=found,
        codes=tuple((code, library().scian.get(code)) for code in found.scian),
        parent=every.get(found.parent or ""),
        list_note=_file().statement.words,
        found=mine,
        aid=money.named_aid(mine),
        related=tuple(p for p in portfolio.related if sector_id in p.sectors),
        general=tuple(p for p in portfolio.identified if p not in mine and any(_for_all(every[s]) for s in p.sectors)),
    )


@gzip_page
@PUBLIC.page("public/programme/region.html")
def region(_request: ViewerRequest, code: str) -> RegionPage:
    found = library().regions.get(code)
    if found is None:
        raise Http404
    portfolio = library().portfolio
    return RegionPage(
        region=found,
        naming=projects.naming(code, (*portfolio.identified, *portfolio.related)),
        everywhere=projects.everywhere(portfolio.identified),
        somewhere=projects.somewhere(portfolio.identified),
        change=library().territory.boundary_change,
    )
