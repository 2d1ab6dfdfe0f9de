"""Distinct enterprises by indicator, and how many go from one stage to the next.

An enterprise counts once, from its first proof, whichever of its records it came through. A quick check counts in none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from virage.base.viewer import Viewer
from virage.stages.insight.policies import can_see_counts
from virage.stages.insight.queries.counting import asked, rows_of
from virage.stages.insight.states import Indicator, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelStep:
    """One stage of the funnel over a period.

    ``distinct`` enterprises and ``gross`` acts; of the previous stage's enterprises, ``converted`` came here later, out
    of ``previous``; ``entered`` came here without the previous stage before. ``previous`` is None for the first stage.
    ``so_far`` counts the distinct enterprises from the first day to the end of the period.
    """

    indicator: Indicator
    distinct: int
    gross: int
    previous: int | None
    converted: int
    entered: int
    so_far: int

    @property
    def still_open(self) -> int:
        """Enterprises of the previous stage that have not come here, yet."""
        return (self.previous or 0) - self.converted


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """When an enterprise first reached a stage, and how many acts it counts in the period."""

    first_on: date
    acts: int


def funnel(viewer: Viewer, *, since: date, until: date) -> tuple[FunnelStep, ...]:
    """The stages, for enterprises whose first proof of a stage falls between two dates, both in. One query."""
    if not can_see_counts(viewer):
        return ()
    reached = _reached(Indicator, since, until)
    return tuple(_step(indicator, reached, since, until) for indicator in Indicator)


def _step(
    indicator: Indicator, reached: Mapping[Indicator, Mapping[int, Reached]], since: date, until: date
) -> FunnelStep:
    here, before = reached[indicator], indicator.before

    def count(part: Part) -> int:
        return len(enterprises_of(part, here, reached[before] if before else {}, since, until))

    return FunnelStep(
        indicator=indicator,
        distinct=count(Part.DISTINCT),
        gross=sum(each.acts for each in here.values()),
        previous=count(Part.CONVERTED) + count(Part.STILL_OPEN) if before else None,
        converted=count(Part.CONVERTED),
        entered=count(Part.ENTERED) if before else 0,
        so_far=sum(1 for each in here.values() if each.first_on <= until),
    )


def enterprises_of(
    part: Part, here: Mapping[int, Reached], before: Mapping[int, Reached], since: date, until: date
) -> dict[int, date]:
    """Enterprise → the day that puts it in this part: its first proof here, or there for those still open."""
    within = {e: r.first_on for e, r in here.items() if since <= r.first_on <= until}
    if part == Part.DISTINCT:
        return within
    if part == Part.ENTERED:
        return {e: on for e, on in within.items() if not (e in before and before[e].first_on <= on)}
    cohort = {e: r.first_on for e, r in before.items() if since <= r.first_on <= until}
    came = {e: here[e].first_on for e, on in cohort.items() if e in here and here[e].first_on >= on}
    return came if part == Part.CONVERTED else {e: on for e, on in cohort.items() if e not in came}


def reached_by(indicator: Indicator, since: date, until: date, project: int | None = None) -> dict[int, Reached]:
    """Enterprise → its first proof of a stage, and its acts in the period, for whoever checked the right. One query."""
    return _reached([indicator], since, until, project)[indicator]


def _reached(
    indicators: Iterable[Indicator], since: date, until: date, project: int | None = None
) -> dict[Indicator, dict[int, Reached]]:
    wanted = tuple(indicators)
    acts, values = rows_of(wanted)
    carried = "" if project is None else "WHERE p = %s"
    rows = asked(
        "SELECT i, e, MIN(d), COUNT(DISTINCT a) FILTER (WHERE d BETWEEN %s AND %s)"  # noqa: S608
        f" FROM ({acts}) AS u {carried} GROUP BY i, e",
        (since, until, *values, *([] if project is None else [project])),
    )
    found: dict[Indicator, dict[int, Reached]] = {indicator: {} for indicator in wanted}
    for indicator, enterprise, first, n in rows:
        found[Indicator(indicator)][enterprise] = Reached(first_on=first, acts=n)
    return found
