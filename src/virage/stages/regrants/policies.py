"""Who gives on, who decides, who declares."""

from virage.base.viewer import Role, Viewer
from virage.stages.directory.models import Enterprise
from virage.stages.regrants.models import CARRIERS, RegrantLine


def can_propose(viewer: Viewer, line: RegrantLine) -> bool:
    """The body that carries the project."""
    return bool(viewer.job) or line.agreement.promoter_id in viewer.organisations(*CARRIERS)


def can_grant(viewer: Viewer, line: RegrantLine) -> bool:
    """Whoever manages the project for that body."""
    return bool(viewer.job) or line.agreement.promoter_id in viewer.organisations(Role.PROMOTER)


def can_declare(viewer: Viewer, enterprise: Enterprise) -> bool:
    """The owner; an organisation that follows the enterprise, in its place: the owner confirms."""
    if viewer.job or enterprise.key in viewer.keys:
        return True
    seen = Enterprise.objects.visible_to(viewer).filter(pk=enterprise.pk)
    return viewer.has(*CARRIERS) and seen.exists()


def can_confirm(viewer: Viewer, enterprise: Enterprise) -> bool:
    """The owner alone."""
    return enterprise.key in viewer.keys
