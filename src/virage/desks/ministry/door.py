"""The ministry's door: its four roles, and the auditor, who reads everything and changes nothing."""

from django.utils.translation import gettext_lazy as _

from virage.base.door import Door, NavItem
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.agreements.policies import DRAFT
from virage.stages.claims.policies import verifies
from virage.stages.exchange.policies import takes_lists_away
from virage.stages.insight.queries import can_reach_out, can_see_counts
from virage.stages.ledger.policies import can_move_credits


def reads_the_programme(viewer: Viewer) -> bool:
    """The ministry and the auditor."""
    return viewer.has(*MINISTRY, Role.AUDITOR)


def reads_counts(viewer: Viewer) -> bool:
    """The same, and the members of the council: counts alone, no list behind them."""
    return can_see_counts(viewer)


def reaches_out(viewer: Viewer) -> bool:
    """Whoever writes to enterprises that agreed, and draws whom to invite."""
    return can_reach_out(viewer)


def keeps_the_books(viewer: Viewer) -> bool:
    """The finances: post to the ledger of their own envelopes."""
    return can_move_credits(viewer)


def drafts_agreements(viewer: Viewer) -> bool:
    """Whoever writes agreements, receives what they ask for and verifies what is owed."""
    return viewer.has(*DRAFT)


def handles_agreements(viewer: Viewer) -> bool:
    """The ministry’s four roles: each act asks for its own."""
    return viewer.has(*MINISTRY)


def verifies_claims(viewer: Viewer) -> bool:
    """Whoever decides what is accepted of a claim; another pays."""
    return verifies(viewer)


def directs(viewer: Viewer) -> bool:
    """The ministry's direction: brings organisations and people in, and answers for what does not leave."""
    return viewer.has(Role.DIRECTOR)


DESK = Door(
    desk="ministry",
    place=_("Ministère"),
    layout="staff",
    nav=(
        NavItem(words=_("Pilotage"), route="ministry:dashboard", admits=reads_the_programme),
        NavItem(words=_("Enveloppe"), route="ministry:envelope", admits=reads_the_programme),
        NavItem(words=_("Promesses"), route="ministry:promises", admits=reads_the_programme, under="ministry:envelope"),
        NavItem(words=_("Appels de projets"), route="ministry:calls", admits=reads_the_programme),
        NavItem(words=_("Ententes"), route="ministry:agreements", admits=reads_the_programme),
        NavItem(
            words=_("Aides aux entreprises"),
            route="ministry:regrants",
            admits=reads_the_programme,
            under="ministry:agreements",
        ),
        NavItem(words=_("Réclamations"), route="ministry:claims", admits=reads_the_programme),
        NavItem(
            words=_("Argent qui dort"), route="ministry:sleeping", admits=reads_the_programme, under="ministry:claims"
        ),
        NavItem(words=_("Prévision"), route="ministry:forecast", admits=reads_the_programme, under="ministry:claims"),
        NavItem(words=_("Cibles et résultats"), route="ministry:targets", admits=reads_the_programme),
        NavItem(words=_("Comptes"), route="ministry:counts"),
        NavItem(words=_("Freins"), route="ministry:barriers"),
        NavItem(words=_("Messages"), route="ministry:letters", admits=reaches_out, under="ministry:barriers"),
        NavItem(words=_("Segments"), route="ministry:segments", admits=reaches_out, under="ministry:barriers"),
        NavItem(words=_("Couverture"), route="ministry:coverage", admits=reads_the_programme),
        NavItem(words=_("Retards"), route="ministry:late", admits=reads_the_programme),
        NavItem(words=_("Doublons"), route="ministry:doubles", admits=reads_the_programme),
        NavItem(words=_("Concertation"), route="ministry:tables", admits=reaches_out),
        NavItem(words=_("Organismes"), route="ministry:organisations", admits=directs),
        NavItem(
            words=_("Courriels non partis"), route="ministry:unsent", admits=directs, under="ministry:organisations"
        ),
        NavItem(words=_("Mes exportations"), route="ministry:exports", admits=takes_lists_away(*MINISTRY)),
    ),
    admits=reads_the_programme,
)
