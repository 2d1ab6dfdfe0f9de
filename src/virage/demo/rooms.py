"""Where and how each session is held: invented rooms, partners and prices."""

from dataclasses import dataclass
from decimal import Decimal

from virage.demo.portfolio import Announced
from virage.stages.awareness.states import Access, ActivityKind

ONLINE, ROOM = "En ligne", "Salle fictive, 1, rue de l’Exemple"
STOPS = ("01", "16", "03", "06", "04", "15", "02", "12", "05", "07", "14")
PARTNERS = ("Chambre de commerce fictive", "Centre fictif de services aux entreprises", "Collège fictif du virage")
LINK = "https://example.org/salle-fictive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is said of a session beside its title and its day."""

    online: bool
    place: str
    region: str
    link: str
    access: tuple[str, ...]
    partners: tuple[str, ...]
    price: Decimal | None
    prerequisites: str
    organiser: str


def terms(kind: ActivityKind, rank: int, project: Announced) -> Terms:
    """Every kind is shown in every manner: free or not, known or not, near or far."""
    online = kind == ActivityKind.WEBINAR
    return Terms(
        online=online,
        place=ONLINE if online else ROOM,
        region="" if online else _region(rank, project),
        link=LINK if online else "",
        access=_access(kind, rank),
        partners=tuple(PARTNERS[(rank + n) % 3] for n in range(2)) if kind == ActivityKind.TOUR_STOP else (),
        price=_price(kind, rank),
        prerequisites="Apportez votre ordinateur portable." if kind == ActivityKind.TRAINING else "",
        organiser="Comité fictif du salon" if kind == ActivityKind.FAIR else "",
    )


def _region(rank: int, project: Announced) -> str:
    """Now and then a place is announced before its town is known."""
    if rank % 13 == 12:  # noqa: PLR2004
        return ""
    regions = project.regions or STOPS
    return regions[(rank * 3) % len(regions)]


def _access(kind: ActivityKind, rank: int) -> tuple[str, ...]:
    if kind == ActivityKind.WEBINAR:
        return (Access.CAPTIONS, Access.SIGN_LANGUAGE) if rank % 3 == 0 else (Access.CAPTIONS,)
    return (Access.STEP_FREE, Access.TOILETS) if rank % 4 else ()


def _price(kind: ActivityKind, rank: int) -> Decimal | None:
    if kind == ActivityKind.FAIR:
        return None
    return Decimal(45) if kind == ActivityKind.TRAINING and rank % 2 else Decimal(0)
