"""The partner's door: whoever funds or works beside the ministry, and reads what enterprises share with them."""

from django.utils.translation import gettext_lazy as _

from virage.base.door import Door, NavItem
from virage.base.viewer import Role, Viewer
from virage.stages.exchange.policies import takes_lists_away

ROLES = (Role.PARTNER,)


def is_partner(viewer: Viewer) -> bool:
    """Someone who acts for a partner."""
    return viewer.has(*ROLES)


DESK = Door(
    desk="partner",
    place=_("Espace partenaire"),
    layout="staff",
    nav=(
        NavItem(words=_("Dossiers partagés"), route="partner:home"),
        NavItem(words=_("Nos apports"), route="partner:shares"),
        NavItem(words=_("Mes exportations"), route="partner:exports", admits=takes_lists_away(*ROLES)),
        NavItem(words=_("Concertation"), route="partner:tables"),
    ),
    admits=is_partner,
)
