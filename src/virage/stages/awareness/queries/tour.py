"""The tour: its stops by region and by sector, against where enterprises are."""

from collections import Counter
from dataclasses import dataclass

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.core.sectors import SectorRole
from virage.stages.awareness.queries.cards import SessionCard
from virage.stages.awareness.queries.sessions import calendar
from virage.stages.awareness.states import ActivityKind
from virage.stages.directory.models import EnterpriseFact

FEWEST = 5
"""Enterprises of a region or a sector under which their number is not said in public."""


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
class Served:
    """One sector: the stops meant for it. ``enterprises`` is None under five."""

    id: str
    name: str
    enterprises: int | None
    held: int
    coming: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    """Stops to come, soonest first, and held, latest first; regions in order of their number.

    ``sectors`` in the order of the pack; ``everyone`` counts the stops meant for no sector in particular.
    """

    coming: tuple[SessionCard, ...]
    held: tuple[SessionCard, ...]
    regions: tuple[Covered, ...]
    sectors: tuple[Served, ...]
    everyone: int

    @property
    def never(self) -> tuple[Covered, ...]:
        """Regions where enterprises are known and no stop was held nor announced, the most enterprises first."""
        left = [one for one in self.regions if not one.stops and one.enterprises is not None]
        return tuple(sorted(left, key=lambda one: -(one.enterprises or 0)))


def tour(viewer: Viewer) -> Tour:
    """Every published stop of this installation's tour. Four queries."""
    coming = tuple(one for one in calendar(viewer) if _is_stop(one) and not one.cancelled)
    held = tuple(one for one in calendar(viewer, past=True) if _is_stop(one))
    stops_held, stops_coming = (Counter(one.region for one in stops) for stops in (held, coming))
    meant_held, meant_coming = (Counter(s for one in stops for s in one.sectors) for stops in (held, coming))
    there, active = enterprises_by("region"), enterprises_by("sector")
    return Tour(
        coming=coming,
        held=held,
        regions=tuple(
            Covered(
                code=code,
                name=region.name.say(viewer.language),
                column=region.column,
                row=region.row,
                enterprises=_said(there[code]),
                held=stops_held[code],
                coming=stops_coming[code],
            )
            for code, region in sorted(library().regions.items())
        ),
        sectors=tuple(
            Served(
                id=sector.id,
                name=sector.name.say(viewer.language),
                enterprises=_said(active[sector.id]),
                held=meant_held[sector.id],
                coming=meant_coming[sector.id],
            )
            for sector in library().sectors.values()
            if sector.role is not SectorRole.EXTRA
        ),
        everyone=sum(not one.sectors for one in (*held, *coming)),
    )


def enterprises_by(fact: str) -> Counter[str]:
    """Value of a fact → enterprises known by name whose latest statement says it. For figures; one query."""
    rows = EnterpriseFact.objects.for_operation().filter(name=fact, enterprise__claimed_at__isnull=False)
    latest = rows.order_by("enterprise_id", "-at", "-pk").distinct("enterprise_id").values_list("value", flat=True)
    return Counter(str(value) for value in latest if value)


def _said(count: int) -> int | None:
    return None if 0 < count < FEWEST else count


def _is_stop(card: SessionCard) -> bool:
    return card.kind_id == ActivityKind.TOUR_STOP
