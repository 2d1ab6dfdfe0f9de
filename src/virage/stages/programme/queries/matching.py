"""The projects of this installation before one enterprise: who could help, why, and what is left to say."""

from dataclasses import dataclass

from virage.base.library import names, need_words
from virage.base.viewer import Viewer
from virage.core.matching import Found, Place, Seeker, Size, found, possible, words_met
from virage.core.words import Words
from virage.stages.programme.queries.offers import OfferCard, offers
from virage.stages.programme.queries.projects import ProjectCard, projects
from virage.stages.programme.states import OfferState

CLOSED = Words(fr="Ne reçoit pas de nouvelles demandes.", en="Takes no new requests.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectHere:
    """A project of this installation and the offers it publishes."""

    card: ProjectCard
    offers: tuple[OfferCard, ...]


def matched_projects(viewer: Viewer, seeker: Seeker) -> tuple[Found[ProjectHere], ...]:
    """Every announced project, judged, best first; one that takes no request comes last and says so. Two queries."""
    cards = projects(viewer)
    published = [
        one
        for one in offers(viewer, promoters={card.promoter_id for card in cards})
        if one.state is OfferState.PUBLISHED
    ]
    here = (
        ProjectHere(card=card, offers=tuple(one for one in published if one.project_id == card.id)) for card in cards
    )
    named = words_of_need(seeker.need)
    return found(seeker, (_place(one, named) for one in here), names())


def suited_projects(viewer: Viewer, seeker: Seeker) -> tuple[ProjectCard, ...]:
    """Projects that accept requests from such an enterprise, best first; an unknown never hides one. Two queries."""
    return tuple(one.thing.card for one in possible(matched_projects(viewer, seeker)))


def words_of_need(need: str) -> tuple[str, ...]:
    """What a need speaks of, in the words that the packs know: to be found again in each text."""
    return words_met(need, need_words())


def _place(here: ProjectHere, named: tuple[str, ...]) -> Place[ProjectHere]:
    card = here.card
    sizes = [Size(least=one.terms.employees_least, most=one.terms.employees_most) for one in here.offers]
    told = " ".join((card.name, card.summary, card.offer, *(f"{one.name} {one.what}" for one in here.offers)))
    return Place(
        id=str(card.id),
        thing=here,
        sectors=card.sectors,
        regions=card.regions,
        sizes=() if Size() in sizes else tuple(dict.fromkeys(sizes)),
        words=words_met(told, named),
        closed=None if card.accepts_requests else CLOSED,
    )
