"""The ministry's door: its four roles, and the auditor, who reads everything and changes nothing."""

from django.utils.translation import gettext_lazy as _

from virage.base.door import Door, NavItem
from virage.base.viewer import MINISTRY, Role, Viewer


def reads_the_programme(viewer: Viewer) -> bool:
    """The ministry and the auditor."""
    return viewer.has(*MINISTRY, Role.AUDITOR)


DESK = Door(
    desk="ministry",
    place=_("Ministère"),
    layout="staff",
    nav=(
        NavItem(words=_("Pilotage"), route="ministry:dashboard"),
        NavItem(words=_("Enveloppe"), route="ministry:envelope"),
        NavItem(words=_("Cibles et résultats"), route="ministry:targets"),
        NavItem(words=_("Couverture"), route="ministry:coverage"),
        NavItem(words=_("Retards"), route="ministry:late"),
    ),
    admits=reads_the_programme,
)
