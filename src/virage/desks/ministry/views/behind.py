"""What stands behind a figure of the funnel: the enterprises, or the acts, one line each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from virage.base.door import ViewerRequest
from virage.desks.ministry.door import DESK
from virage.desks.ministry.frame import Frame, frame
from virage.desks.ministry.words import region_name, sector_name
from virage.stages.insight.queries import (
    ActLine,
    DefinitionCard,
    Indicator,
    Part,
    ProofLine,
    acts as the_acts,
    definition,
    proofs,
)
from virage.stages.programme.queries import project

BY_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One enterprise on one day."""

    enterprise_id: int | None
    enterprise: str
    fictitious: bool
    sector: str
    region: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A list that adds up to the figure it explains.

    ``narrowed`` says what was kept of it, in words; ``taken`` is what an address asks for the same list as a file.
    """

    defined: DefinitionCard
    narrowed: tuple[str, ...]
    frame: Frame
    lines: Page[Line]
    count: int
    query: str
    taken: str
    gross: bool


@DESK.page("ministry/behind.html")
def enterprises(request: ViewerRequest, indicator: str) -> Behind:
    """Distinct enterprises; the address may keep one part, project, sector or region."""
    viewer, given, asked = request.viewer, request.GET, _indicator(indicator)
    around = frame(request)
    shown = around.period
    part = Part(given["part"]) if given.get("part") in Part.values else Part.DISTINCT
    number = int(given["projet"]) if given.get("projet", "").isdecimal() else None
    sector, region = given.get("secteur", ""), given.get("region", "")
    carrier = project(viewer, project_id=number) if number else None
    if number and carrier is None:
        raise Http404
    kept = [
        line
        for line in proofs(viewer, indicator=asked, since=shown.since, until=shown.until, part=part, project=number)
        if sector in {"", line.sector} and region in {"", line.region}
    ]
    narrowed = (
        str(part.label) if part != Part.DISTINCT else "",
        _("projet « %(name)s »") % {"name": carrier.name} if carrier else "",
        sector_name(sector, viewer),
        region_name(region, viewer),
    )
    return _behind(request, asked, kept, around, tuple(filter(None, narrowed)))


@DESK.page("ministry/behind.html")
def acts(request: ViewerRequest, indicator: str) -> Behind:
    """Every act: the same enterprise comes back each time."""
    asked = _indicator(indicator)
    around = frame(request)
    shown = around.period
    found = the_acts(request.viewer, indicator=asked, since=shown.since, until=shown.until)
    return _behind(request, asked, found, around, (), gross=True)


def _behind(  # noqa: PLR0917, RUF100
    request: ViewerRequest,
    indicator: Indicator,
    found: Sequence[ProofLine | ActLine],
    around: Frame,
    narrowed: tuple[str, ...],
    *,
    gross: bool = False,
) -> Behind:
    viewer = request.viewer
    defined = definition(viewer, indicator=indicator)
    rows = [
        Line(
            enterprise_id=line.enterprise_id if isinstance(line, ProofLine) and line.enterprise else None,
            enterprise=line.enterprise,
            fictitious=line.fictitious,
            sector=sector_name(line.sector, viewer),
            region=region_name(line.region, viewer),
            on=line.on if isinstance(line, ActLine) else line.first_on,
        )
        for line in found
    ]
    kept = request.GET.copy()
    kept.pop("page", None)
    return Behind(
        defined=defined,
        narrowed=narrowed,
        frame=around,
        lines=Paginator(rows, BY_PAGE).get_page(request.GET.get("page")),
        count=len(rows),
        query=f"&{kept.urlencode()}" if kept else "",
        taken=_taken(kept, indicator, around, gross=gross),
        gross=gross,
    )


def _indicator(name: str) -> Indicator:
    if name not in Indicator.values:
        raise Http404
    return Indicator(name)


def _taken(kept: QueryDict, indicator: Indicator, around: Frame, *, gross: bool) -> str:
    asked = kept.copy()
    asked["indicateur"] = indicator.value
    asked["du"], asked["au"] = around.period.since.isoformat(), around.period.until.isoformat()
    asked["actes"] = "1" if gross else "0"
    return asked.urlencode()
