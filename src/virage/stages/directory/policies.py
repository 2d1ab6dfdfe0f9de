"""Who may do what with an enterprise."""

from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.directory.models import Enterprise, LinkPair


def can_own(viewer: Viewer, enterprise: Enterprise) -> bool:
    """Whoever holds its key acts for the enterprise."""
    return bool(viewer.job) or enterprise.key in viewer.keys


def can_see_identities(viewer: Viewer) -> bool:
    """The ministry and the auditor know who is who, though not what anyone answered."""
    return bool(viewer.job) or viewer.has(*MINISTRY, Role.AUDITOR)


def can_merge(viewer: Viewer, *enterprises: Enterprise) -> bool:
    """A ministry officer, whatever the records; a promoter, when both are among its own files."""
    if viewer.job or viewer.has(Role.ANALYST, Role.DIRECTOR):
        return True
    if not viewer.has(Role.PROMOTER):
        return False
    wanted = {enterprise.pk for enterprise in enterprises}
    return Enterprise.objects.visible_to(viewer).filter(pk__in=wanted).count() == len(wanted)


def can_decide(viewer: Viewer, pair: LinkPair) -> bool:
    """As for a merge; a pair with the register is about one record."""
    return can_merge(viewer, pair.left, *([pair.right] if pair.right else []))


def can_load_register(viewer: Viewer) -> bool:
    """The register is loaded from the command line, by whoever keeps the installation."""
    return bool(viewer.job)
