"""The pages about the real programme, for the menu that they share. A page that this site does not have is left out."""

from django.utils.translation import gettext_lazy as _

from virage.base.door import NavItem

FOLLOWED = (
    NavItem(words=_("Portefeuille"), route="public:portfolio"),
    NavItem(words=_("Engagements publics"), route="public:promises"),
    NavItem(words=_("Cibles"), route="public:targets"),
    NavItem(words=_("Chiffres"), route="public:figures"),
    NavItem(words=_("Définitions"), route="public:definitions"),
    NavItem(words=_("Contradictions"), route="public:contradictions"),
    NavItem(words=_("Secteurs"), route="public:sectors"),
)
AROUND = (
    NavItem(words=_("Conseil"), route="public:council"),
    NavItem(words=_("Centres"), route="public:centres"),
    NavItem(words=_("Plan d’action"), route="public:action_plan"),
    NavItem(words=_("Stratégie"), route="public:strategy"),
    NavItem(words=_("Tournée"), route="public:tour"),
    NavItem(words=_("Jeunes pousses"), route="public:startups"),
    NavItem(words=_("Résidences"), route="public:residencies"),
    NavItem(words=_("Partenaires"), route="public:partners"),
)
