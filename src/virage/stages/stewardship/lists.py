"""The trail, as the auditor takes it away."""

from collections.abc import Collection

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from virage.base.tables.model import Table
from virage.base.viewer import Role, Viewer
from virage.stages.exchange.listing import Listing, day, listed, text
from virage.stages.stewardship.forms import TrailForm, wanted_of
from virage.stages.stewardship.queries import trail, trail_lines


@listed("journal")
def trail_list(viewer: Viewer, asked: QueryDict, _roles: Collection[Role]) -> Listing:
    """What the auditor looks for in the trail, latest first."""
    wanted = wanted_of(TrailForm(asked))
    columns = (text(_("Acte"), 26), day(_("Jour")), text(_("Heure"), 10), text(_("Par"), 16), text(_("Sur"), 26))
    table = Table(
        title=_("Journal des actes"),
        columns=(*columns, text(_("Organisme"), 30), text(_("Écran"), 36), text(_("Motif")), text(_("Détails"), 60)),
        rows=(
            (
                *(line.verb, line.at, f"{timezone.localtime(line.at):%H:%M:%S}", line.by),
                *(f"{line.kind} {line.subject}", line.organisation, line.screen, line.reason),
                "; ".join(f"{name} {value}" for name, value in line.details),
            )
            for line in trail_lines(viewer, wanted=wanted)
        ),
    )
    return Listing(size=trail(viewer, wanted=wanted, by_page=1).count, table=table)
