"""Sessions to come before one enterprise: for it, perhaps, or not, and why."""

from collections.abc import Iterable

from virage.base.library import names
from virage.base.viewer import Viewer
from virage.core.matching import Found, Place, Seeker, found, words_met
from virage.core.words import Words
from virage.stages.awareness.queries.cards import SessionCard
from virage.stages.awareness.queries.sessions import calendar
from virage.stages.programme.queries import words_of_need

UNKNOWN_PLACE = Words(fr="la région n’est pas encore annoncée", en="the region is not announced yet")
CANCELLED = Words(fr="Séance annulée.", en="Session cancelled.")
FULL = Words(fr="Complet; il y a une liste d’attente.", en="Full; there is a waiting list.")


def matched_sessions(viewer: Viewer, seeker: Seeker) -> tuple[Found[SessionCard], ...]:
    """Every published session to come, judged, best first, the soonest among equals. One query."""
    return found(seeker, _places(calendar(viewer), words_of_need(seeker.need)), names())


def _places(cards: Iterable[SessionCard], named: tuple[str, ...]) -> Iterable[Place[SessionCard]]:
    for rank, card in enumerate(cards):
        here = (card.region,) if card.region else None
        yield Place(
            id=str(card.id),
            thing=card,
            sectors=card.sectors,
            regions=() if card.online else here,
            region_words=UNKNOWN_PLACE,
            words=words_met(f"{card.title} {card.summary}", named),
            closed=CANCELLED if card.cancelled else None,
            to_check=None if card.left else FULL,
            order=rank,
        )
