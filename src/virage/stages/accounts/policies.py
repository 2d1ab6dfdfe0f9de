"""Who may bring people in, and who may hand on a private key."""

from uuid import UUID

from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import ROLES_OF_KIND, Organisation, OrganisationKind

MANAGERS = frozenset({Role.PROMOTER, Role.DIRECTOR})
"""Whoever invites the others; an organisation that has one keeps one."""


def can_found_organisations(viewer: Viewer) -> bool:
    """The installation itself, and a director of the ministry."""
    return bool(viewer.job) or viewer.has(Role.DIRECTOR)


def can_offer_role(viewer: Viewer, organisation: Organisation, role: Role) -> bool:
    """A director everywhere; a promoter for its own people; and only roles that suit the organisation."""
    suits = role in ROLES_OF_KIND[OrganisationKind(organisation.kind)]
    own = organisation.pk in viewer.organisations(Role.PROMOTER)
    return suits and (can_found_organisations(viewer) or own)


def can_hand_key(viewer: Viewer, subject: UUID) -> bool:
    """Whoever holds the key of a thread may pass it on or take it back, and a job acting for them."""
    return bool(viewer.job) or subject in viewer.keys
