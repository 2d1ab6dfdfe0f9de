"""Which sessions of a calendar answer what someone looks for. What is not known never hides a session."""

from dataclasses import dataclass
from datetime import date

from virage.core.answers import Answer, all_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A session as filters see it. ``region`` is None where it is not known; empty ``sectors`` means all."""

    kind: str
    on: date
    language: str
    online: bool
    region: str | None
    sectors: frozenset[str]
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What someone looks for; what is empty does not filter. ``month`` is any day of it."""

    kind: str = ""
    region: str = ""
    sector: str = ""
    language: str = ""
    month: date | None = None
    online: bool = False
    with_places: bool = False


def suits(session: Held, wanted: Wanted) -> Answer:
    """Is this one of them? Unknown is shown too, and says so.

    >>> here = Held(kind="fair", on=date(2026, 12, 1), language="fr", online=False, region=None, sectors=frozenset(),
    ...             left=3)
    >>> suits(here, Wanted(region="01")), suits(here, Wanted(region="01", kind="webinar")), suits(here, Wanted())
    (<Answer.UNKNOWN: 'unknown'>, <Answer.NO: 'no'>, <Answer.YES: 'yes'>)
    """
    return all_of(
        (
            Answer.of(not wanted.kind or session.kind == wanted.kind),
            Answer.of(not wanted.language or session.language == wanted.language),
            Answer.of(not wanted.sector or not session.sectors or wanted.sector in session.sectors),
            Answer.of(wanted.month is None or _same_month(session.on, wanted.month)),
            Answer.of(not wanted.online or session.online),
            Answer.of(not wanted.with_places or session.left > 0),
            _region(session, wanted.region),
        )
    )


def _region(session: Held, region: str) -> Answer:
    """A session online is attended from every region."""
    if not region or session.online:
        return Answer.YES
    return Answer.of(None if session.region is None else session.region == region)


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)
