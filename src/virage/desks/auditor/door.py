"""The auditor's door: reads everything, changes nothing."""

from django.utils.translation import gettext_lazy as _

from virage.base.door import Door, NavItem
from virage.base.viewer import Role, Viewer
from virage.stages.exchange.policies import takes_lists_away

ROLES = (Role.AUDITOR,)


def audits(viewer: Viewer) -> bool:
    """The auditor alone: what the auditor opened is not shown to the audited."""
    return viewer.has(*ROLES)


DESK = Door(
    desk="auditor",
    place=_("Vérification"),
    layout="staff",
    nav=(
        NavItem(words=_("Journal des actes"), route="auditor:trail"),
        NavItem(words=_("Suivre l’argent"), route="auditor:money"),
        NavItem(words=_("Mes exportations"), route="auditor:exports", admits=takes_lists_away(*ROLES)),
        NavItem(words=_("Pilotage du ministère"), route="ministry:dashboard"),
        NavItem(words=_("Grand livre"), route="ministry:envelope"),
    ),
    admits=audits,
)
