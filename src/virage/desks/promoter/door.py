"""The promoter's door: whoever manages projects for the body that carries them."""

from django.utils.translation import gettext_lazy as _

from virage.base.door import Door, NavItem
from virage.base.viewer import Role, Viewer
from virage.stages.exchange.policies import takes_lists_away

ROLES = (Role.PROMOTER,)


def manages_projects(viewer: Viewer) -> bool:
    """Someone who holds the role of promoter."""
    return viewer.has(*ROLES)


DESK = Door(
    desk="promoter",
    place=_("Espace porteur"),
    layout="staff",
    nav=(
        NavItem(words=_("Aujourd’hui"), route="promoter:home"),
        NavItem(words=_("Demandes de rappel"), route="promoter:requests"),
        NavItem(words=_("Dossiers"), route="promoter:caseload"),
        NavItem(words=_("Doublons"), route="promoter:doubles", under="promoter:caseload"),
        NavItem(words=_("Importer"), route="promoter:imports", under="promoter:caseload"),
        NavItem(
            words=_("Mes exportations"),
            route="promoter:exports",
            admits=takes_lists_away(*ROLES),
            under="promoter:caseload",
        ),
        NavItem(words=_("Appels"), route="promoter:calls"),
        NavItem(words=_("Offres"), route="promoter:offers"),
        NavItem(words=_("Points de service"), route="promoter:delivery"),
        NavItem(words=_("Activités"), route="promoter:sessions"),
        NavItem(words=_("Segments"), route="promoter:segments"),
        NavItem(words=_("Ententes"), route="promoter:agreements"),
        NavItem(words=_("Réclamations"), route="promoter:claims"),
        NavItem(words=_("Aides aux entreprises"), route="promoter:regrants", under="promoter:agreements"),
        NavItem(words=_("Résultats"), route="promoter:results"),
        NavItem(words=_("Cibles"), route="promoter:targets", under="promoter:results"),
        NavItem(words=_("Concertation"), route="promoter:tables"),
        NavItem(words=_("Équipe"), route="promoter:team"),
        NavItem(words=_("Courriels non partis"), route="promoter:unsent", under="promoter:team"),
    ),
    admits=manages_projects,
)
