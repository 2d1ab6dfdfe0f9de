"""Money that sleeps at promoters, and money that a year would leave unspent."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base import words
from virage.base.charts.model import Chart, Said
from virage.base.charts.ranges import Span, ranges
from virage.base.door import ViewerRequest
from virage.base.forms import number_in, posted
from virage.base.library import library
from virage.base.paging import Shown, shown
from virage.core.periods import fiscal_year_name
from virage.core.reallocation import Cell
from virage.desks.ministry.door import DESK
from virage.stages.claims.forms import RecoverForm
from virage.stages.claims.queries import ProjectOutlook, Sleeper, YearOutlook, sleepers, year_outlook

LONGEST, BY_PAGE, DRAWN = 12, 25, 25


@dataclass(frozen=True, slots=True, kw_only=True)
class SleepingPage:
    """What sleeps, dollars in all; ``recovering`` the form of each advance that the viewer may recover."""

    sleepers: tuple[Sleeper, ...]
    shown: Shown
    left: Decimal
    sleeps: Decimal
    recovering: tuple[tuple[Sleeper, RecoverForm], ...]
    form: RecoverForm | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastPage:
    """A year's forecast, drawn, ``beyond`` of its projects left out; the wish of one floor, as it was asked."""

    seen: YearOutlook | None
    chart: Chart | None
    projects: tuple[ProjectOutlook, ...]
    beyond: int
    sectors: tuple[tuple[str, str], ...]
    regions: tuple[tuple[str, str], ...]
    asked: QueryDict
    short: tuple[tuple[str, Decimal], ...]
    moves: tuple[tuple[str, str, Decimal], ...]
    years: tuple[tuple[int, str], ...]


@DESK.form("ministry/sleeping.html")
def sleeping(request: ViewerRequest) -> SleepingPage | HttpResponse:
    found = sleepers(request.viewer)
    said = RecoverForm(posted(request)) if request.method == "POST" else None
    if said is not None and said.is_valid() and said.recover(request.viewer):
        messages.success(request, _("Le recouvrement est inscrit au grand livre."))
        return redirect("ministry:sleeping")
    place = shown(request.GET, len(found), by_page=BY_PAGE)
    return SleepingPage(
        sleepers=found[place.rows],
        shown=place,
        left=sum((one.left for one in found), Decimal(0)),
        sleeps=sum((one.sleeps for one in found), Decimal(0)),
        recovering=tuple(
            (one, RecoverForm(initial={"advance": aged.id, "amount": aged.sleeps}))
            for one in found[place.rows]
            if one.own
            for aged in one.advances
            if aged.sleeps
        ),
        form=said,
    )


@DESK.page("ministry/forecast.html")
def forecast(request: ViewerRequest) -> ForecastPage:
    viewer, asked = request.viewer, request.GET
    shelf = library()
    floor = _floor(asked)
    seen = year_outlook(viewer, year=number_in(asked.get("exercice")), floors=floor)
    names, proposal = (seen.names, seen.proposal) if seen else ({}, None)
    sectors = tuple((key, one.name.say(viewer.language)) for key, one in shelf.sectors.items())
    regions = tuple((key, one.name.say(viewer.language)) for key, one in shelf.regions.items())
    places = {**dict(sectors), **dict(regions), "": _("plusieurs")}
    return ForecastPage(
        seen=seen,
        chart=_drawn(seen, viewer.language) if seen and seen.projects else None,
        projects=tuple(_first(seen)) if seen else (),
        beyond=max(0, len(seen.projects) - DRAWN) if seen else 0,
        sectors=sectors,
        regions=regions,
        asked=asked,
        short=tuple((f"{places[a]}, {places[b]}", left) for (a, b), left in proposal.short.items()) if proposal else (),
        moves=tuple((names[m.giver], names[m.taker], m.amount) for m in proposal.moves) if proposal else (),
        years=tuple((year, fiscal_year_name(year)) for year in seen.years) if seen else (),
    )


def _floor(asked: QueryDict) -> dict[Cell, Decimal]:
    """One wish: dollars for a sector and a region; nothing when it is not one."""
    try:
        least = Decimal(asked.get("plancher", "").replace(",", ".").replace(" ", "")[:LONGEST])
    except InvalidOperation:
        return {}
    shelf = library()
    sector, region = asked.get("secteur", ""), asked.get("region", "")
    known = (not sector or sector in shelf.sectors) and (not region or region in shelf.regions)
    return {(sector, region): least} if known and least.is_finite() and least > 0 else {}


def _first(seen: YearOutlook) -> list[ProjectOutlook]:
    """Those that would leave the most money first."""
    return sorted(seen.projects, key=lambda one: -one.spare)[:DRAWN]


def _drawn(seen: YearOutlook, language: str) -> Chart:
    title = _("Versements attendus en %(year)s, par projet") % {"year": seen.year_name}
    finding = _("Crédits qui seraient probablement périmés : %(lapse)s") % {
        "lapse": words.money(seen.whole.lapse.likely, words.spoken(language))
    }
    said = Said(name="attendus", title=title, finding=finding, language=language)
    spans = [
        Span(
            label=one.name,
            least=one.expected.range.least,
            likely=one.expected.range.likely,
            most=one.expected.range.most,
        )
        for one in _first(seen)
    ]
    return ranges(spans, said)
