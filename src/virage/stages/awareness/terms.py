"""What a promoter says of an activity and of a session, before it is written."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from virage.stages.awareness.states import Access, ActivityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityTerms:
    """What holds for the whole series. ``price`` in dollars, zero when free, None when not known yet."""

    kind: ActivityKind
    title: str
    summary: str
    language: str = "fr"
    sectors: tuple[str, ...] = ()
    prerequisites: str = ""
    price: Decimal | None = Decimal(0)
    organiser: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What may be corrected of a series that people read; ``price`` as in ``ActivityTerms``."""

    title: str
    summary: str
    prerequisites: str
    price: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTerms:
    """One session. ``region`` is a code of the territory, empty where not known; ``link`` is for who registered."""

    starts_at: datetime
    ends_at: datetime
    place: str
    places: int
    online: bool = False
    region: str = ""
    link: str = ""
    access: tuple[Access, ...] = ()
    partners: tuple[str, ...] = ()
