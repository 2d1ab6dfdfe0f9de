"""The enterprises behind one count; the address says which part."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import Http404

from virage.base.door import ViewerRequest
from virage.base.forms import number_in
from virage.core.periods import fiscal_year_name
from virage.desks.ministry.door import DESK
from virage.desks.ministry.frame import Frame, frame
from virage.desks.ministry.words import region_name, sector_name
from virage.stages.accounts.queries import organisation_names
from virage.stages.insight.queries import (
    DefinitionCard,
    Indicator,
    Kept,
    Member,
    definition,
    members,
)

BY_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersPage:
    """The enterprises behind one count."""

    frame: Frame
    defined: DefinitionCard
    narrowed: tuple[str, ...]
    lines: Page[Member]
    count: int
    acts: int
    names: Mapping[str, str]
    query: str


@DESK.page("ministry/counted.html")
def counted(request: ViewerRequest, indicator: str) -> MembersPage:
    if indicator not in Indicator.values:
        raise Http404
    viewer, given, around = request.viewer, request.GET, frame(request)
    kept = Kept(
        promoter=number_in(given.get("organisme")),
        both=number_in(given.get("avec")),
        sector=given.get("secteur"),
        region=given.get("region"),
        year=number_in(given.get("exercice")),
    )
    found = members(
        viewer,
        indicator=Indicator(indicator),
        since=around.period.since,
        until=around.period.until,
        kept=kept,
    )
    named = organisation_names({pk for pk in (kept.promoter, kept.both) if pk is not None})
    narrowed = (
        *(named.get(pk, "") for pk in (kept.promoter, kept.both) if pk is not None),
        sector_name(kept.sector, viewer) if kept.sector else "",
        region_name(kept.region, viewer) if kept.region else "",
        fiscal_year_name(kept.year) if kept.year is not None else "",
    )
    query = given.copy()
    query.pop("page", None)
    return MembersPage(
        frame=around,
        defined=definition(viewer, indicator=indicator),
        narrowed=tuple(filter(None, narrowed)),
        lines=Paginator(found, BY_PAGE).get_page(given.get("page")),
        count=len(found),
        acts=sum(member.acts for member in found),
        names={m.sector: sector_name(m.sector, viewer) for m in found}
        | {m.region: region_name(m.region, viewer) for m in found},
        query=f"&{query.urlencode()}" if query else "",
    )
