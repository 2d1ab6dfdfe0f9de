"""The tour of this installation: stops by region against where enterprises are; and whoever was met there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from virage.base.charts.model import Chart, Said
from virage.base.charts.tiles import Scale, Tile, tile_map
from virage.base.door import ViewerRequest
from virage.desks.public.door import PUBLIC
from virage.desks.public.views.entering import unlisted
from virage.stages.awareness.operations import confirm_lead
from virage.stages.awareness.queries import LeadLine, Tour, lead, tour
from virage.stages.awareness.queries.tour import Covered

STOPS, ENTERPRISES = (2, 4, 6, 8), (5, 10, 15, 20)
HELD_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TourPage:
    """Two maps on the same grid: where we stopped, where enterprises are."""

    tour: Tour
    stops: Chart
    enterprises: Chart
    fictitious: bool
    shown: int = HELD_SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadPage:
    """``consent`` is kept as it is read."""

    lead: LeadLine
    consent: str


@PUBLIC.page("public/tour.html")
def tour_page(request: ViewerRequest) -> TourPage:
    found = tour(request.viewer)
    language = request.viewer.language
    stops = Said(name="etapes", title=_("Étapes par région"), finding=_("Étapes par région"), language=language)
    there = _("Entreprises connues, par région")
    enterprises = Said(name="entreprises", title=there, finding=there, language=language)
    return TourPage(
        tour=found,
        stops=_map(found.regions, [one.stops for one in found.regions], STOPS, _("étapes"), stops),
        enterprises=_map(
            found.regions, [one.enterprises for one in found.regions], ENTERPRISES, _("entreprises"), enterprises
        ),
        fictitious=any(one.fictitious for one in (*found.coming, *found.held)),
    )


@unlisted
@PUBLIC.form("public/lead.html")
def met(request: ViewerRequest, key: UUID) -> LeadPage | HttpResponse:
    found = lead(request.viewer, key=key)
    if found is None or key not in request.viewer.keys:
        raise Http404
    consent = _(
        "J’accepte que %(promoter)s me rappelle pour son projet « %(project)s » et voie les réponses que mon "
        "entreprise a données ici, s’il y en a. Je peux retirer cet accord en tout temps."
    ) % {"promoter": found.promoter, "project": found.project}
    if request.method == "POST":
        confirm_lead(request.viewer, key=key, consent_text=consent)
        messages.success(request, _("C’est demandé. %(promoter)s vous rappelle.") % {"promoter": found.promoter})
        return redirect("public:lead", key=key)
    return LeadPage(lead=found, consent=consent)


def _map(
    regions: Sequence[Covered], counts: Sequence[int | None], cuts: tuple[int, int, int, int], unit: str, said: Said
) -> Chart:
    drawn = [
        Tile(code=one.code, name=one.name, column=one.column, row=one.row, count=count)
        for one, count in zip(regions, counts, strict=True)
    ]
    chart = tile_map(drawn, Scale(cuts=cuts, unit=unit), said)
    few = _("moins de cinq")
    rows = [[row[0], few if count is None else row[1]] for row, count in zip(chart.table.rows, counts, strict=True)]
    return replace(chart, table=replace(chart.table, rows=rows))
