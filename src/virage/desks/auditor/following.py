"""Follow one dollar: the agreements of each envelope, and the chain of one agreement."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils import timezone

from virage.base.door import ViewerRequest
from virage.base.paging import Shown, shown
from virage.desks.auditor.door import DESK, ROLES
from virage.stages.claims.operations import copy_ledger
from virage.stages.claims.queries import Replayed, replayed
from virage.stages.exchange.policies import takes_lists_away
from virage.stages.ledger.following import Act, Link
from virage.stages.ledger.queries import (
    Chain,
    EnvelopeCard,
    FollowedLine,
    chain as the_chain,
    envelopes,
    followed,
    followed_count,
)

ACTS = 20
"""How many acts of a link are shown; its sums count them all, and the list of entries shows the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyPage:
    """Each envelope with the agreements that draw on it; ``unbound``, those that draw on none yet."""

    envelopes: tuple[tuple[EnvelopeCard, tuple[FollowedLine, ...]], ...]
    unbound: tuple[FollowedLine, ...]
    fictitious: bool
    shown: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLink:
    """One link; of its acts those shown, and how many ``others`` there are."""

    link: Link
    acts: tuple[Act, ...]
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPage:
    """One agreement; ``entry_id``, the entry that one comes from."""

    chain: Chain
    links: tuple[ShownLink, ...]
    entry_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayPage:
    """One payment, checked again."""

    replayed: Replayed


@DESK.page("auditor/money.html")
def money(request: ViewerRequest) -> MoneyPage:
    place = shown(request.GET, followed_count(request.viewer))
    cards, lines = envelopes(request.viewer), followed(request.viewer, rows=place.rows)
    drawn = {card.id: tuple(line for line in lines if card.id in line.envelopes) for card in cards}
    return MoneyPage(
        envelopes=tuple((card, drawn[card.id]) for card in cards),
        unbound=tuple(line for line in lines if not line.envelopes),
        fictitious=any(card.fictitious for card in cards),
        shown=place,
    )


@DESK.page("auditor/chain.html")
def chain(request: ViewerRequest, agreement_id: int) -> ChainPage:
    found = the_chain(request.viewer, agreement_id=agreement_id, on=timezone.localdate())
    if found is None:
        raise Http404
    asked = request.GET.get("ecriture", "")
    entry_id = int(asked) if asked.isdecimal() else None
    return ChainPage(chain=found, entry_id=entry_id, links=tuple(_shown(link, entry_id) for link in found.links))


def _shown(link: Link, entry_id: int | None) -> ShownLink:
    """The latest acts, or those around the entry asked."""
    place = next((rank for rank, act in enumerate(link.acts) if entry_id and act.entry_id == entry_id), len(link.acts))
    first = max(0, min(place - ACTS // 2, len(link.acts) - ACTS))
    return ShownLink(link=link, acts=link.acts[first : first + ACTS], others=max(0, len(link.acts) - ACTS))


@DESK.page("auditor/replay.html")
def replay(request: ViewerRequest, entry_id: int) -> ReplayPage:
    found = replayed(request.viewer, entry_id=entry_id)
    if found is None:
        raise Http404
    return ReplayPage(replayed=found)


@DESK.act(admits=takes_lists_away(*ROLES))
def copy(request: ViewerRequest) -> HttpResponse:
    response = HttpResponse(copy_ledger(request.viewer), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="grand-livre.zip"'
    response["Cache-Control"] = "no-store"
    return response
