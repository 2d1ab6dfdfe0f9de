"""Who may bring a sheet in: whoever manages projects for the body that carries this one."""

from virage.base.viewer import Role, Viewer
from virage.stages.programme.models import Project


def can_import(viewer: Viewer, project: Project) -> bool:
    """A promoter's own people, and a job of this installation."""
    return bool(viewer.job) or project.promoter_id in viewer.organisations(Role.PROMOTER)
