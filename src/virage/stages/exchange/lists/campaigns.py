"""Lists of whoever composes and writes: segments, who is in one, campaigns, who is in one, what followed it."""

from collections.abc import Collection
from decimal import Decimal

from django.http import Http404, QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from virage.base.forms import number_in
from virage.base.tables.model import Table, Value
from virage.base.viewer import Role, Viewer
from virage.stages.campaigns.queries import CampaignSheet, Effect, campaign, campaigns, places, segment, segments
from virage.stages.exchange.listing import Listing, day, listed, number, place_columns, text

TENTH = Decimal("0.1")
BETWEEN = " · "


@listed("segments")
def kept_segments(viewer: Viewer, _asked: QueryDict, _roles: Collection[Role]) -> Listing:
    """The segments that the organisation keeps, and what each asks."""
    found = segments(viewer)
    table = Table(
        title=_("Segments"),
        columns=(text(_("Segment"), 40), text(_("Critères"), 60)),
        rows=((line.name, BETWEEN.join(line.said)) for line in found),
    )
    return Listing(size=len(found), table=table)


@listed("segment")
def enterprises_of_a_segment(viewer: Viewer, asked: QueryDict, _roles: Collection[Role]) -> Listing:
    """Who is in a segment (``segment`` in the address) today; no list where the page shows none."""
    sheet = segment(viewer, segment_id=number_in(asked.get("segment")) or 0)
    if sheet is None or not sheet.composed.lines:
        raise Http404
    found = sheet.composed.lines
    table = Table(
        title=sheet.line.name,
        columns=(text(_("Entreprise"), 36), *place_columns(), text(_("Peut-on lui écrire?")), text(_("Pourquoi"), 36)),
        rows=(
            (line.name, line.sector, line.region, _("non") if line.left_out else _("oui"), line.left_out)
            for line in found
        ),
    )
    return Listing(size=len(found), table=table)


@listed("campagnes")
def kept_campaigns(viewer: Viewer, _asked: QueryDict, _roles: Collection[Role]) -> Listing:
    """The campaigns of the organisation, latest first."""
    found = campaigns(viewer)
    columns = (text(_("Segment"), 40), text(_("Invitation"), 40), day(_("Partie le")), day(_("Fin")))
    table = Table(
        title=_("Campagnes"),
        columns=columns,
        rows=((line.segment, line.aim or _("diagnostic rapide"), line.launched_at, line.ends_on) for line in found),
    )
    return Listing(size=len(found), table=table)


@listed("campagne")
def enterprises_of_a_campaign(viewer: Viewer, asked: QueryDict, _roles: Collection[Role]) -> Listing:
    """Who fell on which side (``campagne`` in the address), in the order drawn; no list where the page shows none."""
    sheet = _sheet(viewer, asked)
    if not sheet.named:
        raise Http404
    found = places(viewer, campaign_id=sheet.line.id)
    columns = (text(_("Entreprise"), 36), *place_columns(), text(_("Groupe"), 26))
    sending = (day(_("Parti le")), day(_("Prévu le")), text(_("Laissée de côté"), 36))
    table = Table(
        title=sheet.line.segment,
        columns=(*columns, *sending),
        rows=(
            (
                *(one.enterprise, one.sector, one.region, one.group_words),
                *(one.sent_at, None if one.sent_at or one.left_out else one.due_on, one.left_out),
            )
            for one in found
        ),
    )
    return Listing(size=len(found), table=table)


@listed("effets")
def what_followed(viewer: Viewer, asked: QueryDict, _roles: Collection[Role]) -> Listing:
    """What followed a campaign (``campagne`` in the address) in each group, and what may be said of it."""
    sheet = _sheet(viewer, asked)
    counts = (number(_("Invitées")), number(_("sur")), number(_("Comparaison")), number(_("sur")))
    gap = (number(_("Écart en points")), number(_("de")), number(_("à")))
    table = Table(
        title=_("Ce qui a suivi – %(segment)s") % {"segment": sheet.line.segment},
        columns=(text(_("Suite"), 36), *counts, *gap, text(_("Ce qu’on peut en dire"), 60)),
        rows=((str(one.sequel.label), *_counts(one), *_gap(one), _claim(one)) for one in sheet.effects),
    )
    return Listing(size=len(sheet.effects), table=table)


def _sheet(viewer: Viewer, asked: QueryDict) -> CampaignSheet:
    sheet = campaign(viewer, campaign_id=number_in(asked.get("campagne")) or 0)
    if sheet is None:
        raise Http404
    return sheet


def _counts(effect: Effect) -> tuple[Value, ...]:
    """Of a group too small, not even a count."""
    if not effect.shown:
        return (None, None, None, None)
    compared: tuple[Value, ...] = (effect.compared.count, effect.compared.n) if effect.compared.n else (None, None)
    return (effect.invited.count, effect.invited.n, *compared)


def _gap(effect: Effect) -> tuple[Value, ...]:
    if not effect.shown or effect.gap is None:
        return (None, None, None)
    return tuple(Decimal(points).quantize(TENTH) for points in effect.points)


def _claim(effect: Effect) -> str:
    return render_to_string("campaigns/claim.html", {"effect": effect}).strip()
