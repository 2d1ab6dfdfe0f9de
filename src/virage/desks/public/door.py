"""The public door: everyone is admitted."""

from django.utils.translation import gettext_lazy as _

from virage.base.door import Door, NavItem

PUBLIC = Door(
    desk="public",
    place=_("Offensive de transformation numérique"),
    nav=(
        NavItem(words=_("Mon entreprise"), route="sme:start"),
        NavItem(words=_("Le programme"), route="public:portfolio"),
        NavItem(words=_("Aides"), route="public:aids"),
        NavItem(words=_("Activités"), route="public:calendar"),
        NavItem(words=_("Chercher"), route="public:search"),
    ),
)
