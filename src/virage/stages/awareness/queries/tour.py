"""The tour: its stops by region, against where enterprises are."""

from collections import Counter
from dataclasses import dataclass

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.stages.awareness.queries.cards import SessionCard
from virage.stages.awareness.queries.sessions import calendar
from virage.stages.awareness.states import ActivityKind
from virage.stages.directory.models import EnterpriseFact

FEWEST = 5
"""Enterprises of a region under which their number is not said in public."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """One region. ``enterprises`` is None under five: too few to be said."""

    code: str
    name: str
    column: int
    row: int
    enterprises: int | None
    held: int
    coming: int

    @property
    def stops(self) -> int:
        """Held or announced."""
        return self.held + self.coming


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    """Stops to come, soonest first, and held, latest first; regions in order of their number."""

    coming: tuple[SessionCard, ...]
    held: tuple[SessionCard, ...]
    regions: tuple[Covered, ...]

    @property
    def never(self) -> tuple[Covered, ...]:
        """Regions where enterprises are known and no stop was held nor announced, the most enterprises first."""
        left = [one for one in self.regions if not one.stops and one.enterprises is not None]
        return tuple(sorted(left, key=lambda one: -(one.enterprises or 0)))


def tour(viewer: Viewer) -> Tour:
    """Every published stop of this installation's tour. Three queries."""
    coming = tuple(one for one in calendar(viewer) if _is_stop(one) and not one.cancelled)
    held = tuple(one for one in calendar(viewer, past=True) if _is_stop(one))
    stops_held, stops_coming = (Counter(one.region for one in stops) for stops in (held, coming))
    there = enterprises_by_region()
    return Tour(
        coming=coming,
        held=held,
        regions=tuple(
            Covered(
                code=code,
                name=region.name.say(viewer.language),
                column=region.column,
                row=region.row,
                enterprises=None if 0 < there[code] < FEWEST else there[code],
                held=stops_held[code],
                coming=stops_coming[code],
            )
            for code, region in sorted(library().regions.items())
        ),
    )


def enterprises_by_region() -> Counter[str]:
    """Region → enterprises known by name whose latest statement places them there. For figures; one query."""
    rows = EnterpriseFact.objects.for_operation().filter(name="region", enterprise__claimed_at__isnull=False)
    latest = rows.order_by("enterprise_id", "-at", "-pk").distinct("enterprise_id").values_list("value", flat=True)
    return Counter(str(value) for value in latest if value)


def _is_stop(card: SessionCard) -> bool:
    return card.kind_id == ActivityKind.TOUR_STOP
