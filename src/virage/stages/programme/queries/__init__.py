"""The projects of this installation, their targets and their offers."""

from virage.stages.programme.queries.offers import OfferCard, offer, offers, offers_for
from virage.stages.programme.queries.projects import (
    ProjectCard,
    TargetLine,
    first_day,
    project,
    projects,
    projects_and_targets,
    suited_projects,
    targets,
)

__all__ = [
    "OfferCard",
    "ProjectCard",
    "TargetLine",
    "first_day",
    "offer",
    "offers",
    "offers_for",
    "project",
    "projects",
    "projects_and_targets",
    "suited_projects",
    "targets",
]
