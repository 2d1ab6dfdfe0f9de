"""The projects that could help: those really announced, and those of this installation."""

from virage.base.door import ViewerRequest
from virage.base.library import library
from virage.core.offers import Reading
from virage.core.routing import Match, Seeker, could_help
from virage.stages.directory.queries import EnterpriseCard
from virage.stages.programme.queries import OfferCard, ProjectCard, offers_for, suited_projects


def real_projects(card: EnterpriseCard) -> tuple[Match, ...]:
    facts = {name: card.facts[name] for name in ("scian", "region", "employees") if name in card.facts}
    seeker = Seeker(sector=card.facts.get("sector"), need=str(card.facts.get("need", "")), facts=facts)
    return could_help(seeker, library().portfolio.projects.values(), library().sectors)


def projects_here(request: ViewerRequest, card: EnterpriseCard) -> tuple[ProjectCard, ...]:
    return suited_projects(request.viewer, sector=card.facts.get("sector"), region=card.facts.get("region"))


def offers_here(request: ViewerRequest, card: EnterpriseCard) -> tuple[tuple[OfferCard, Reading], ...]:
    return offers_for(request.viewer, facts=card.facts)
