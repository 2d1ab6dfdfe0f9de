"""Distinct enterprises by indicator, and how many go from one stage to the next.

An enterprise counts once, from its first proof, whichever of its records it came through. A quick check counts in none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from virage.base.viewer import Viewer
from virage.stages.insight.policies import can_see_counts
from virage.stages.insight.queries.acts import act_rows
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
    """The stages, for enterprises whose first proof of a stage falls between two dates, both in. Three queries."""
    if not can_see_counts(viewer):
        return ()
    reached = {indicator: reached_by(indicator, since, until) for indicator in Indicator}
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
    """Enterprise → its first proof of a stage, and its acts in the period, for whoever checked the right.

    One query for each kind of row that proves it.
    """
    found: dict[int, Reached] = {}
    for rows, day, _enterprise, carrier in act_rows(indicator):
        kept = rows if project is None else rows.filter(**{carrier: project})
        counted = kept.values_list("counted").annotate(
            first=Min(day), n=Count("pk", filter=Q(**{f"{day}__range": (since, until)}), distinct=True)
        )
        for pk, first, n in counted:
            seen = found.get(pk, Reached(first_on=first, acts=0))
            found[pk] = Reached(first_on=min(first, seen.first_on), acts=n + seen.acts)
    return found
