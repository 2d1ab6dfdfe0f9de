"""The projects of this installation, their targets and their offers."""

from virage.stages.programme.queries.matching import ProjectHere, matched_projects, suited_projects, words_named
from virage.stages.programme.queries.offers import OfferCard, offer, offers, offers_for
from virage.stages.programme.queries.projects import (
    ProjectCard,
    TargetLine,
    first_day,
    project,
    projects,
    projects_and_targets,
    targets,
)

__all__ = [
    "OfferCard",
    "ProjectCard",
    "ProjectHere",
    "TargetLine",
    "first_day",
    "matched_projects",
    "offer",
    "offers",
    "offers_for",
    "project",
    "projects",
    "projects_and_targets",
    "suited_projects",
    "targets",
    "words_named",
]
