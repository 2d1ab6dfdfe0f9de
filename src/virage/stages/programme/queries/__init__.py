"""The projects of this installation, their targets and their offers."""

from virage.stages.programme.queries.delivery import (
    AbsenceLine,
    PartnerLine,
    PointLine,
    Work,
    partner,
    partners,
    point,
    points,
    work_of,
)
from virage.stages.programme.queries.matching import ProjectHere, matched_projects, suited_projects, words_of_need
from virage.stages.programme.queries.offers import OfferCard, offer, offers, offers_for
from virage.stages.programme.queries.projects import (
    ProjectCard,
    TargetLine,
    first_day,
    initiatives,
    project,
    projects,
    projects_and_targets,
    targets,
)

__all__ = [
    "AbsenceLine",
    "OfferCard",
    "PartnerLine",
    "PointLine",
    "ProjectCard",
    "ProjectHere",
    "TargetLine",
    "Work",
    "first_day",
    "initiatives",
    "matched_projects",
    "offer",
    "offers",
    "offers_for",
    "partner",
    "partners",
    "point",
    "points",
    "project",
    "projects",
    "projects_and_targets",
    "suited_projects",
    "targets",
    "words_of_need",
    "work_of",
]
