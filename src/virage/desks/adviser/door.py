"""The adviser's door: whoever accompanies enterprises for a promoter."""

from django.utils.translation import gettext_lazy as _

from virage.base.door import Door, NavItem
from virage.base.viewer import Role, Viewer
from virage.stages.exchange.policies import takes_lists_away

ROLES = (Role.ADVISER,)


def advises(viewer: Viewer) -> bool:
    """Someone who holds the role of adviser."""
    return viewer.has(*ROLES)


DESK = Door(
    desk="adviser",
    place=_("Espace conseil"),
    layout="staff",
    nav=(
        NavItem(words=_("Ma journée"), route="adviser:today"),
        NavItem(words=_("Dossiers"), route="adviser:caseload"),
        NavItem(words=_("Aides aux entreprises"), route="adviser:regrants"),
        NavItem(words=_("Mes exportations"), route="adviser:exports", admits=takes_lists_away(*ROLES)),
    ),
    admits=advises,
)
