"""One session as everyone reads it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from virage.base.library import library
from virage.base.words import Language, spoken
from virage.core.places import left
from virage.stages.awareness.models import Session
from virage.stages.awareness.states import HOLDING, Access, RegistrationState


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCard:
    """One session with its places. ``taken`` counts places held, offered ones included.

    ``price`` in dollars, None where it is not known; ``region_name`` is empty where the region is not known.
    """

    id: int
    activity_id: int
    kind: str
    kind_id: str
    project_id: int
    title: str
    summary: str
    language: str
    sectors: tuple[str, ...]
    sector_names: tuple[str, ...]
    prerequisites: str
    price: Decimal | None
    organiser: str
    online: bool
    place: str
    region: str
    region_name: str
    access_ids: tuple[str, ...]
    access: tuple[str, ...]
    partners: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    moved_from: datetime | None
    cancel_reason: str
    places: int
    taken: int
    waiting: int
    came: int
    noted: bool
    project: str
    promoter: str
    promoter_id: int
    fictitious: bool
    published_at: datetime | None
    version: int
    cancelled: bool
    past: bool
    said_in: Language

    @property
    def left(self) -> int:
        """Places that nobody holds, nor waits for."""
        return 0 if self.waiting else left(self.places, self.taken)

    @property
    def published(self) -> bool:
        """Can everyone read it?"""
        return self.published_at is not None

    @property
    def open(self) -> bool:
        """Does it take registrations?"""
        return self.published and not self.past and not self.cancelled

    @property
    def address(self) -> str:
        """The whole address of its public page."""
        with translation.override(self.said_in):
            return settings.BASE_URL + reverse("public:session", args=[self.id])


def counted(rows: QuerySet[Session]) -> QuerySet[Session]:
    """The same rows with all that a card shows. One query."""
    return rows.select_related("activity__project__promoter", "activity__project__initiative").annotate(
        taken=Count("registrations", filter=Q(registrations__state__in=HOLDING)),
        waiting=Count("registrations", filter=Q(registrations__state=RegistrationState.WAITING)),
        present=Count("registrations", filter=Q(registrations__came=True)),
        said=Count("registrations", filter=Q(registrations__came__isnull=False)),
    )


def card_of(row: Session, *, language: str, now: datetime | None = None) -> SessionCard:
    """A session as read in a language; its counts are zero unless ``counted``."""
    activity, said_in = row.activity, spoken(language)
    project = activity.project
    sectors, region = library().sectors, library().regions.get(row.region)
    return SessionCard(
        id=row.pk,
        activity_id=activity.pk,
        kind=activity.get_kind_display(),
        kind_id=activity.kind,
        project_id=activity.project_id,
        title=activity.title,
        summary=activity.summary,
        language=activity.language,
        sectors=tuple(activity.sectors),
        sector_names=tuple(sectors[name].name.say(said_in) for name in activity.sectors if name in sectors),
        prerequisites=activity.prerequisites,
        price=activity.price,
        organiser=activity.organiser,
        online=row.online,
        place=row.place,
        region=row.region,
        region_name=region.name.say(said_in) if region else "",
        access_ids=tuple(row.access),
        access=tuple(str(Access(one).label) for one in row.access),
        partners=tuple(row.partners),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        moved_from=row.moved_from,
        cancel_reason=row.cancel_reason,
        places=row.places,
        taken=getattr(row, "taken", 0),
        waiting=getattr(row, "waiting", 0),
        came=getattr(row, "present", 0),
        noted=getattr(row, "said", 0) > 0,
        project=project.name,
        promoter=project.promoter.name,
        promoter_id=project.promoter_id,
        fictitious=project.initiative.fictitious,
        published_at=row.published_at,
        version=row.version,
        cancelled=row.cancelled_at is not None,
        past=row.starts_at <= (now or timezone.now()),
        said_in=said_in,
    )
