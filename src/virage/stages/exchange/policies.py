"""Who may bring a sheet in, and who may take a list away."""

from collections.abc import Callable

from virage.base.viewer import Role, Viewer
from virage.stages.programme.models import Project


def can_import(viewer: Viewer, project: Project) -> bool:
    """A promoter's own people, and a job of this installation."""
    return bool(viewer.job) or project.promoter_id in viewer.organisations(Role.PROMOTER)


def takes_lists_away(*roles: Role) -> Callable[[Viewer], bool]:
    """Someone who holds one of these roles and was given the right to take lists away: what a desk's door asks."""

    def may(viewer: Viewer) -> bool:
        return viewer.exports(*roles)

    return may
