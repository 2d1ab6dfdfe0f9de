"""The projects that could help: those really announced, and those of this installation."""

from virage.base.door import ViewerRequest
from virage.base.library import library, names
from virage.core.matching import Found, Seeker, found, possible
from virage.core.offers import Reading
from virage.core.portfolio import Project
from virage.core.routing import announced
from virage.stages.directory.queries import EnterpriseCard
from virage.stages.programme.queries import OfferCard, ProjectCard, offers_for, suited_projects


def real_projects(card: EnterpriseCard) -> tuple[Found[Project], ...]:
    return possible(found(Seeker.of(card.facts), announced(library().portfolio.projects.values()), names()))


def projects_here(request: ViewerRequest, card: EnterpriseCard) -> tuple[ProjectCard, ...]:
    return suited_projects(request.viewer, Seeker.of(card.facts))


def offers_here(request: ViewerRequest, card: EnterpriseCard) -> tuple[tuple[OfferCard, Reading], ...]:
    return offers_for(request.viewer, facts=card.facts)
