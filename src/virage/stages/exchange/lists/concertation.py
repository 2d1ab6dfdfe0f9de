"""Lists of who sits at tables: the tables, their meetings, and what each organisation owes."""

from collections.abc import Collection

from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.forms import number_in
from virage.base.tables.model import Table
from virage.base.viewer import Role, Viewer
from virage.stages.concertation.queries import FollowUp, TableSheet, follow_ups, meeting, table as one_table, tables
from virage.stages.exchange.listing import Listing, day, listed, number, text


@listed("tables")
def kept_tables(viewer: Viewer, _asked: QueryDict, _roles: Collection[Role]) -> Listing:
    """Where one sits, and how much is open there."""
    found = tables(viewer)
    table = Table(
        title=_("Tables de concertation"),
        columns=(text(_("Table"), 40), text(_("Sujet"), 40), number(_("Suites ouvertes"))),
        rows=((line.name, line.about, line.owed) for line in found),
    )
    return Listing(size=len(found), table=table)


@listed("rencontres")
def meetings(viewer: Viewer, asked: QueryDict, _roles: Collection[Role]) -> Listing:
    """The meetings of a table (``table`` in the address), latest first."""
    sheet = _table(viewer, asked)
    table = Table(
        title=_("Rencontres – %(table)s") % {"table": sheet.line.name},
        columns=(day(_("Rencontre")), text(_("Heure"), 10), text(_("Lieu"), 36), text(_("Compte rendu"))),
        rows=(
            (
                *(one.starts_at, f"{timezone.localtime(one.starts_at):%H:%M}", one.place),
                _("gardé") if one.minuted else _("à écrire") if one.past else _("à venir"),
            )
            for one in sheet.meetings
        ),
    )
    return Listing(size=len(sheet.meetings), table=table)


@listed("suites")
def owed(viewer: Viewer, asked: QueryDict, _roles: Collection[Role]) -> Listing:
    """What is owed: to a table (``table``), since a meeting (``rencontre``), or by the viewer's organisations."""
    found = _owed(viewer, asked)
    columns = (text(_("Suite à donner"), 50), text(_("Organisme"), 36), day(_("Pour le")), text(_("Table"), 36))
    known = (day(_("Rencontre")), text(_("Entreprise"), 36), day(_("Fermée le")), text(_("Ce qui en est advenu"), 50))
    table = Table(
        title=_("Suites à donner"),
        columns=(*columns, *known),
        rows=(
            (
                *(one.what, one.organisation, one.due_on, one.table),
                *(one.met_on, one.enterprise, one.settled_at, one.outcome),
            )
            for one in found
        ),
    )
    return Listing(size=len(found), table=table)


def _owed(viewer: Viewer, asked: QueryDict) -> tuple[FollowUp, ...]:
    if "table" in asked:
        return _table(viewer, asked).owed
    if "rencontre" not in asked:
        return follow_ups(viewer)
    held = meeting(viewer, meeting_id=number_in(asked.get("rencontre")) or 0)
    if held is None:
        raise Http404
    return held.decisions


def _table(viewer: Viewer, asked: QueryDict) -> TableSheet:
    sheet = one_table(viewer, table_id=number_in(asked.get("table")) or 0)
    if sheet is None:
        raise Http404
    return sheet
