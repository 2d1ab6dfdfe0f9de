"""« Pas rappelée »: requests that had no answer within 9, 21 and 45 days, by promoter."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Count, F, Q

from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.casefiles.models import Request
from virage.stages.casefiles.states import CLOCK_DAYS, RequestState

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Of ``asked`` requests at least ``days`` old, those without an answer, even negative, by that day."""

    days: int
    asked: int
    silent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Silences:
    """One promoter, at each delay of the clock."""

    promoter_id: int
    promoter: str
    delays: tuple[Silence, ...]


def silences(viewer: Viewer, *, at: datetime) -> tuple[Silences, ...]:
    """By promoter, as it stands at an instant; a promoter reads its own. One query.

    A request taken back by the enterprise before the delay counts in neither number, nor a file that the organisation
    brought itself: nobody waited for that call.
    """
    rows = Request.objects.for_operation().waited()
    if not (viewer.job or viewer.has(*MINISTRY, Role.AUDITOR)):
        rows = rows.filter(project__promoter_id__in=viewer.organisations(Role.PROMOTER))
    counts: dict[str, Count] = {}
    for days in CLOCK_DAYS:
        delay = timedelta(days=days)
        answered = Q(answered_at__lte=F("asked_at") + delay)
        asked = Q(asked_at__lte=at - delay) & ~(Q(state=RequestState.WITHDRAWN) & answered)
        late = Q(answered_at=None) | Q(answered_at__gt=F("asked_at") + delay)
        counts |= {f"asked_{days}": Count("pk", filter=asked), f"silent_{days}": Count("pk", filter=asked & late)}
    found = rows.order_by("project__promoter__name").values("project__promoter_id", "project__promoter__name")
    return tuple(
        Silences(
            promoter_id=row["project__promoter_id"],
            promoter=row["project__promoter__name"],
            delays=tuple(
                Silence(days=days, asked=row[f"asked_{days}"], silent=row[f"silent_{days}"]) for days in CLOCK_DAYS
            ),
        )
        for row in cast("Iterable[dict[str, Any]]", found.annotate(**counts))
    )
