"""A role in people's words."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from virage.base.viewer import MINISTRY, Role, Viewer

register = template.Library()

ROLE_NAMES: dict[Role, Promise] = {
    Role.ADVISER: _("Conseil aux entreprises"),
    Role.PROMOTER: _("Gestion de projets, organisme porteur"),
    Role.ANALYST: _("Analyse, ministère"),
    Role.DIRECTOR: _("Direction, ministère"),
    Role.FINANCE: _("Finances, ministère"),
    Role.APPROVER: _("Approbation, ministère"),
    Role.PARTNER: _("Partenaire financier"),
    Role.COUNCIL: _("Membre du conseil"),
    Role.AUDITOR: _("Vérification"),
}


@register.filter
def role_name(role: Role) -> Promise:
    """``{{ held.role|role_name }}``."""
    return ROLE_NAMES[role]


@register.filter
def houses(viewer: Viewer, role: str) -> str:
    """The organisations for which someone holds a role: « Réseau fictif du bâtiment »."""
    return ", ".join(dict.fromkeys(m.organisation for m in viewer.memberships if m.role == role))


@register.filter
def may_export(viewer: Viewer, desk: str) -> bool:
    """True for someone who may take lists away at this desk; the four roles of the ministry share one."""
    return viewer.exports(*(MINISTRY if desk == "ministry" else (Role(desk),)))
