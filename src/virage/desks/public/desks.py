"""Which desk each role works at: where one lands after signing in, and how one passes from one to another."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from virage.base.viewer import MINISTRY, Role, Viewer

DESKS: tuple[tuple[frozenset[Role], Promise, str], ...] = (
    (frozenset({Role.ADVISER}), _("Ma journée de conseil"), "adviser:today"),
    (frozenset({Role.PROMOTER}), _("Mes projets, organisme porteur"), "promoter:home"),
    (frozenset({Role.PARTNER}), _("Dossiers partagés, partenaire"), "partner:home"),
    (MINISTRY | {Role.AUDITOR}, _("Pilotage du programme"), "ministry:dashboard"),
    (frozenset({Role.AUDITOR}), _("Journal de vérification"), "auditor:trail"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A desk where someone works, and for whom."""

    words: str
    organisation: str
    href: str


def places(viewer: Viewer) -> tuple[Place, ...]:
    """The desks of someone's roles, once each; those that this installation does not have are left out."""
    found = []
    for roles, words, route in DESKS:
        held = [m.organisation for m in viewer.memberships if m.role in roles]
        try:
            href = reverse(route)
        except NoReverseMatch:
            continue
        if held:
            found.append(Place(words=str(words), organisation=", ".join(dict.fromkeys(held)), href=href))
    return tuple(found)
