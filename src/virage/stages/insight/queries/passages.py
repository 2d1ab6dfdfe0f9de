"""From one stage to the next, with n: of those whose first proof falls in the period, who came further, and where.

A promoter answers for the enterprises whose first proof it carried.
"""

from dataclasses import dataclass
from datetime import date

from virage.base.viewer import Viewer
from virage.core.proportions import Share, share
from virage.stages.insight.policies import can_see_counts
from virage.stages.insight.queries.counting import acts_of, asked
from virage.stages.insight.queries.counts import By
from virage.stages.insight.states import Indicator

PLACES = (By.PROMOTER, By.SECTOR, By.REGION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The share of a part's enterprises that came to the next stage, on the same day or later."""

    by: By
    key: str
    share: Share


def passages(viewer: Viewer, *, start: Indicator, end: Indicator, since: date, until: date) -> tuple[Passage, ...]:
    """Conversion over a cohort, whole and by promoter, sector and region. One query."""
    if not can_see_counts(viewer):
        return ()
    acts, values = acts_of([start, end])
    columns = ", ".join(PLACES)
    sets = ", ".join(f"({column})" for column in PLACES)
    rows = asked(
        f"WITH acts AS MATERIALIZED ({acts}),"  # noqa: S608
        " begun AS (SELECT enterprise, MIN(day) AS day FROM acts WHERE indicator = %s GROUP BY 1),"
        " come AS (SELECT enterprise, MIN(day) AS day FROM acts WHERE indicator = %s GROUP BY 1),"
        " cohort AS (SELECT b.enterprise, b.day, c.day >= b.day AS came"
        " FROM begun b LEFT JOIN come c USING (enterprise) WHERE b.day BETWEEN %s AND %s)"
        f" SELECT GROUPING({columns}), {columns}, COUNT(DISTINCT h.enterprise),"
        " COUNT(DISTINCT h.enterprise) FILTER (WHERE h.came)"
        " FROM cohort h JOIN acts a ON a.enterprise = h.enterprise AND a.day = h.day AND a.indicator = %s"
        f" GROUP BY GROUPING SETS ((), {sets})",
        (*values, start.value, end.value, since, until, start.value),
    )
    return tuple(
        Passage(
            by=by,
            key="" if by is By.WHOLE or (key := cut[PLACES.index(by)]) is None else str(key),
            share=share(came, n),
        )
        for mask, *cut, n, came in rows
        for by in (By.of(mask, PLACES),)
    )
