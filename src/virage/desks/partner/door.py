"""The partner's door: whoever funds or works beside the ministry, and reads what enterprises share with them."""

from django.utils.translation import gettext_lazy as _

from virage.base.door import Door, NavItem
from virage.base.viewer import Role, Viewer


def is_partner(viewer: Viewer) -> bool:
    """Someone who acts for a partner."""
    return viewer.has(Role.PARTNER)


DESK = Door(
    desk="partner",
    place=_("Espace partenaire"),
    layout="staff",
    nav=(NavItem(words=_("Dossiers partagés"), route="partner:home"),),
    admits=is_partner,
)
