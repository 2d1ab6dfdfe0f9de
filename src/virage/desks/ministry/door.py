"""The ministry's door: its four roles, and the auditor, who reads everything and changes nothing."""

from django.utils.translation import gettext_lazy as _

from virage.base.door import Door, NavItem
from virage.base.viewer import MINISTRY, Role, Viewer


def reads_the_programme(viewer: Viewer) -> bool:
    """The ministry and the auditor."""
    return viewer.has(*MINISTRY, Role.AUDITOR)


def directs(viewer: Viewer) -> bool:
    """The ministry's direction: brings organisations and people in, and answers for what does not leave."""
    return viewer.has(Role.DIRECTOR)


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
        NavItem(words=_("Doublons"), route="ministry:doubles"),
        NavItem(words=_("Organismes"), route="ministry:organisations", admits=directs),
        NavItem(words=_("Courriels non partis"), route="ministry:unsent", admits=directs),
    ),
    admits=reads_the_programme,
)
