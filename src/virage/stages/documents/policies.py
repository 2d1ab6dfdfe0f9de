"""Who may attach a file, and to whom. Who may open it is said by the stage that attached it."""

from virage.base.viewer import Viewer
from virage.stages.directory.models import Enterprise


def can_attach(viewer: Viewer, *, enterprise_id: int | None, organisation_id: int | None) -> bool:
    """Whoever may see the enterprise, whoever works for the organisation."""
    if viewer.job:
        return True
    if organisation_id is not None:
        return organisation_id in {one.organisation_id for one in viewer.memberships}
    found = Enterprise.objects.visible_to(viewer).filter(pk=enterprise_id or 0)
    return found.exists()
