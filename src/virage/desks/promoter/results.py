"""What the promoter's own acts count, distinct and gross, and the enterprises behind each count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.base.library import library
from virage.core.periods import fiscal_year_name
from virage.desks.promoter.door import DESK
from virage.stages.insight.queries import (
    By,
    DefinitionCard,
    Indicator,
    Kept,
    Member,
    counts,
    definition,
    members,
)

BY_PAGE = 50
FIRST = date(2000, 1, 1)
CUTS = {By.YEAR: "exercice", By.SECTOR: "secteur", By.REGION: "region"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One part of one indicator."""

    name: str
    distinct: int
    gross: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One indicator: its definition, the whole, and three cuts."""

    defined: DefinitionCard
    whole: Line
    cuts: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsPage:
    """Every indicator."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPage:
    """The enterprises behind one count."""

    defined: DefinitionCard
    narrowed: str
    lines: Page[Member]
    count: int
    acts: int
    names: Mapping[str, str]
    query: str


@DESK.page("promoter/results.html")
def results(request: ViewerRequest) -> ResultsPage:
    viewer = request.viewer
    found = counts(viewer, since=FIRST, until=timezone.localdate())
    titles = {By.YEAR: _("Par exercice"), By.SECTOR: _("Par secteur"), By.REGION: _("Par région")}

    def lines(indicator: Indicator, by: By) -> tuple[Line, ...]:
        address = reverse("promoter:counted", args=[indicator])
        mine = [each for each in found if each.indicator is indicator and each.by is by]
        mine.sort(key=lambda each: each.key if by is By.YEAR else (-each.distinct, each.key))
        return tuple(
            Line(
                name=said(by, each.key, viewer.language),
                distinct=each.distinct,
                gross=each.gross,
                href=address if by is By.WHOLE else f"{address}?{urlencode({CUTS[by]: each.key})}",
            )
            for each in mine
        )

    return ResultsPage(
        blocks=tuple(
            Block(
                defined=definition(viewer, indicator=indicator),
                whole=next(iter(lines(indicator, By.WHOLE)), Line(name="", distinct=0, gross=0, href="")),
                cuts=tuple((titles[by], lines(indicator, by)) for by in CUTS),
            )
            for indicator in Indicator
        )
    )


@DESK.page("promoter/counted.html")
def counted(request: ViewerRequest, indicator: str) -> CountedPage:
    if indicator not in Indicator.values:
        raise Http404
    viewer, given = request.viewer, request.GET
    year = given.get("exercice", "")
    kept = Kept(
        sector=given.get("secteur"),
        region=given.get("region"),
        year=int(year) if year.isdecimal() and len(year) == len("2026") else None,
    )
    found = members(viewer, indicator=Indicator(indicator), since=FIRST, until=timezone.localdate(), kept=kept)
    query = given.copy()
    query.pop("page", None)
    return CountedPage(
        defined=definition(viewer, indicator=indicator),
        narrowed=", ".join(said(by, given[name], viewer.language) for by, name in CUTS.items() if given.get(name)),
        lines=Paginator(found, BY_PAGE).get_page(given.get("page")),
        count=len(found),
        acts=sum(member.acts for member in found),
        names={m.sector: said(By.SECTOR, m.sector, viewer.language) for m in found}
        | {m.region: said(By.REGION, m.region, viewer.language) for m in found},
        query=f"&{query.urlencode()}" if query else "",
    )


def said(by: By, key: str, language: str) -> str:
    """A part in words; what the packs do not know is shown as it is."""
    if by is By.YEAR:
        return fiscal_year_name(int(key)) if key.isdecimal() else key
    shelf = library().sectors if by is By.SECTOR else library().regions
    entry = shelf.get(key)
    return entry.name.say(language) if entry else key or _("Pas encore connu")
