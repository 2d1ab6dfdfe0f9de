"""Lists of the ministry: what stands behind a figure, what is late."""

from collections.abc import Collection, Sequence
from datetime import date

from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.forms import number_in
from virage.base.tables.model import Table
from virage.base.viewer import Role, Viewer
from virage.stages.exchange.listing import Listing, day, listed, number, place, place_columns, text
from virage.stages.insight.queries import (
    ActLine,
    Indicator,
    Part,
    ProofLine,
    acts,
    late_moves,
    late_requests,
    places,
    proofs,
)


@listed("etapes")
def behind_a_figure(viewer: Viewer, asked: QueryDict, _roles: Collection[Role]) -> Listing:
    """Enterprises, or acts (``actes=1``), behind a figure: ``indicateur``, ``du`` and ``au``, and what narrows them."""
    found: Sequence[ProofLine | ActLine]
    indicator, since, until = _indicator(asked), _date(asked, "du"), _date(asked, "au")
    gross = asked.get("actes") == "1"
    if gross:
        found = acts(viewer, indicator=indicator, since=since, until=until)
    else:
        part = Part(said) if (said := asked.get("part", "")) in Part.values else Part.DISTINCT
        everyone = proofs(
            viewer, indicator=indicator, since=since, until=until, part=part, project=number_in(asked.get("projet"))
        )
        sector, region = asked.get("secteur", ""), asked.get("region", "")
        found = [line for line in everyone if sector in {"", line.sector} and region in {"", line.region}]
    first = day(_("Jour") if gross else _("Première preuve"))
    table = Table(
        title=str(indicator.label),
        columns=(text(_("Entreprise"), 36), *place_columns(), first),
        rows=(
            (
                line.enterprise,
                *place(line.sector, line.region, viewer),
                line.on if isinstance(line, ActLine) else line.first_on,
            )
            for line in found
        ),
    )
    return Listing(size=len(found), table=table)


@listed("retards")
def unanswered(viewer: Viewer, asked: QueryDict, _roles: Collection[Role]) -> Listing:
    """Requests past a delay, of one promoter (``organisme``) or of all: where the enterprise is, never who it is."""
    promoter, past = number_in(asked.get("organisme")), number_in(asked.get("delai"))
    found = late_requests(viewer, on=timezone.localdate(), promoter=promoter, past=past)
    where = places(found)
    columns = (number(_("Demande")), text(_("Organisme"), 30), text(_("Projet"), 30), *place_columns())
    table = Table(
        title=_("Demandes de rappel sans réponse"),
        columns=(*columns, day(_("Demandé le")), number(_("Jours d’attente"))),
        rows=(
            (
                *(line.request_id, line.promoter, line.project),
                *place(where.get((line.enterprise_id, "sector")), where.get((line.enterprise_id, "region")), viewer),
                *(line.asked_on, line.days),
            )
            for line in found
        ),
    )
    return Listing(size=len(found), table=table)


@listed("gestes")
def overdue_moves(viewer: Viewer, asked: QueryDict, _roles: Collection[Role]) -> Listing:
    """Moves past their day, of one promoter (``organisme``) or of all."""
    promoter = number_in(asked.get("organisme"))
    found = late_moves(viewer, on=timezone.localdate(), promoter=promoter)
    columns = (number(_("Dossier")), text(_("Organisme"), 30), text(_("Projet"), 30), text(_("Le geste est à")))
    table = Table(
        title=_("Gestes dont la date est passée"),
        columns=(*columns, day(_("Prévu le")), number(_("Jours de retard"))),
        rows=((m.case_file_id, m.promoter, m.project, m.owes, m.due_on, m.days) for m in found),
    )
    return Listing(size=len(found), table=table)


def _indicator(asked: QueryDict) -> Indicator:
    said = asked.get("indicateur", "")
    if said not in Indicator.values:
        raise Http404
    return Indicator(said)


def _date(asked: QueryDict, name: str) -> date:
    try:
        return date.fromisoformat(asked.get(name, ""))
    except ValueError as error:
        raise Http404 from error
