"""Destroy what has been kept long enough, or what its owner wants destroyed; and log it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from virage.base.library import library
from virage.base.operations import operation, record
from virage.base.refusals import Forbidden
from virage.base.retention import registered
from virage.base.viewer import Viewer
from virage.stages.awareness.operations import cancel_registration
from virage.stages.awareness.queries import places_to_come
from virage.stages.directory.operations import forget_enterprise, locked_enterprise
from virage.stages.stewardship.sweeping import sweep


@dataclass(frozen=True, slots=True, kw_only=True)
class Destroyed:
    """What one item of the schedule lost; ``things`` is nothing when no stage holds that item yet."""

    item: str
    before: datetime
    things: int | None


def apply_retention(viewer: Viewer, *, on: date) -> tuple[Destroyed, ...]:
    """Destroy what ended too long before a day, each item in its own transaction, each logged in the trail."""
    if not viewer.job:
        raise Forbidden
    autodiscover_modules("retention")
    start = timezone.make_aware(datetime.combine(on, time.min))
    return tuple(
        _destroy(viewer, item=item.id, before=start - timedelta(days=item.days))
        for item in library().retention.values()
        if item.days is not None
    )


@operation
def forget_thread(viewer: Viewer, *, key: UUID) -> None:
    """Destroy everything an enterprise gave, and every letter to it or about it; its places are given back."""
    enterprise = locked_enterprise(viewer, key=key)
    for place in places_to_come(viewer, key=key):
        cancel_registration(Viewer.system("forgetting"), key=place)
    sweep([enterprise.pk])
    forget_enterprise(viewer, key=key)


@operation
def _destroy(viewer: Viewer, *, item: str, before: datetime) -> Destroyed:
    purge = registered().get(item)
    things = purge(before) if purge else None
    record(viewer, "retention.applied", kind="retention", id=item, before=before.isoformat(), things=things)
    return Destroyed(item=item, before=before, things=things)
