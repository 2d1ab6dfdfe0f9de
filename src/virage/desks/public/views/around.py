"""What stands around the real programme: council, centres, plans, tour, start-ups, residencies, partners.

One page for each subject of the governance packs; it says what sources say, when, and what none says.
"""

from dataclasses import dataclass

from django.http import Http404
from django.views.decorators.gzip import gzip_page

from virage.base.door import ViewerRequest
from virage.base.library import library
from virage.base.words import money
from virage.core.governance import Amount, GovernanceFact, Topic
from virage.core.spans import Span
from virage.core.territory import Region
from virage.core.words import Words
from virage.desks.public.door import PUBLIC
from virage.desks.public.programme.wording import bounded, language, valued

ROUND = 100_000  # dollars; what is not a multiple of it was given to the dollar


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One statement, the regions it names, and the day it is known by, if any."""

    fact: GovernanceFact
    on: Span | None
    regions: tuple[Region, ...]

    @property
    def labelled(self) -> tuple[tuple[str, Words | None], ...]:
        """The amounts that say of what they are; the statement itself gives the others."""
        return tuple((_exact(amount), amount.label) for amount in self.fact.amounts if amount.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage:
    """One subject: its statements from the oldest, those without a date last."""

    topic: Topic
    told: tuple[Told, ...]
    first: Span | None
    last: Span | None
    disputed: int
    alone: int


@gzip_page
@PUBLIC.page("public/around.html")
def topic(_request: ViewerRequest, topic_id: str) -> TopicPage:
    """Show one subject; a pack that does not have it has no such page."""
    found = library().governance.get(topic_id)
    if found is None:
        raise Http404
    told = tuple(sorted(map(_told, found.facts), key=_oldest_first))
    dated = [each.on for each in told if each.on]
    return TopicPage(
        topic=found,
        told=told,
        first=dated[0] if dated else None,
        last=dated[-1] if dated else None,
        disputed=sum(each.fact.disputed for each in told),
        alone=sum(each.fact.single_source for each in told),
    )


def _told(fact: GovernanceFact) -> Told:
    return Told(
        fact=fact,
        on=Span.of(fact.date) if fact.date else None,
        regions=tuple(library().regions[code] for code in fact.regions if code in library().regions),
    )


def _exact(amount: Amount) -> str:
    """In millions when the source gave it so, to the dollar when it gave more."""
    if amount.value % ROUND:
        return bounded(amount.qualifier, money(amount.value, language()))
    return valued(amount.value, amount.unit, amount.qualifier)


def _oldest_first(told: Told) -> tuple[bool, Span | str]:
    return told.on is None, told.on or told.fact.id
