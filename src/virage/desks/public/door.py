"""The public door: everyone is admitted."""

from django.utils.translation import gettext_lazy as _

from virage.base.door import Door, NavItem

PUBLIC = Door(
    desk="public",
    place=_("Offensive de transformation numérique"),
    nav=(NavItem(words=_("Accueil"), route="public:home"),),
)
