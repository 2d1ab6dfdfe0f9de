"""Distinct and gross, side by side: by promoter, sector, region and fiscal year; and whom several promoters count.

An enterprise is distinct within a part when it has one act there in the period; parts therefore add up to more than the
whole, and the excess is the overlap.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from virage.base.viewer import Role, Viewer
from virage.stages.insight.policies import can_see_counts
from virage.stages.insight.queries.counting import acts_of, asked, narrowed
from virage.stages.insight.states import Indicator


class By(StrEnum):
    """What figures are cut by."""

    WHOLE = "whole"
    PROMOTER = "promoter"
    SECTOR = "sector"
    REGION = "region"
    YEAR = "year"

    @classmethod
    def of(cls, mask: int, cuts: Sequence["By"]) -> "By":
        """The cut of a row: GROUPING sets one bit for each column *not* grouped, the last lowest."""
        return next((by for rank, by in enumerate(reversed(cuts)) if not mask >> rank & 1), cls.WHOLE)


CUTS = tuple(by for by in By if by is not By.WHOLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One part, and both counts; ``key`` is a promoter's number, a sector, a region, a year, « » when nobody said."""

    indicator: Indicator
    by: By
    key: str
    distinct: int
    gross: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Enterprises that two promoters both count."""

    one: int
    other: int
    enterprises: int


def counts(
    viewer: Viewer, *, since: date, until: date, indicators: Iterable[Indicator] = tuple(Indicator)
) -> tuple[Count, ...]:
    """Every count over a period, both days in. One query. A promoter counts its own acts only."""
    own = None if can_see_counts(viewer) else viewer.organisations(Role.PROMOTER)
    if own is not None and not own:
        return ()
    acts, values = narrowed(acts_of(indicators), since=since, until=until, promoters=own)
    columns = ", ".join(CUTS)
    sets = ", ".join(f"(indicator, {column})" for column in CUTS)
    rows = asked(
        f"SELECT indicator, GROUPING({columns}), {columns}, COUNT(DISTINCT enterprise), COUNT(DISTINCT act)"  # noqa: S608
        f" FROM ({acts}) AS a GROUP BY GROUPING SETS ((indicator), {sets})",
        values,
    )
    return tuple(
        Count(
            indicator=Indicator(indicator),
            by=by,
            key="" if by is By.WHOLE or (key := cut[CUTS.index(by)]) is None else str(key),
            distinct=distinct,
            gross=gross,
        )
        for indicator, mask, *cut, distinct, gross in rows
        for by in (By.of(mask, CUTS),)
    )


def overlaps(viewer: Viewer, *, indicator: Indicator, since: date, until: date) -> tuple[Overlap, ...]:
    """Pairs of promoters that count the same enterprises, the widest overlap first. One query."""
    if not can_see_counts(viewer):
        return ()
    acts, values = narrowed(acts_of([indicator]), since=since, until=until)
    rows = asked(
        f"WITH held AS (SELECT DISTINCT enterprise, promoter FROM ({acts}) AS a WHERE promoter IS NOT NULL)"  # noqa: S608
        " SELECT x.promoter, y.promoter, COUNT(*) FROM held x JOIN held y USING (enterprise)"
        " WHERE x.promoter < y.promoter GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2",
        values,
    )
    return tuple(Overlap(one=one, other=other, enterprises=n) for one, other, n in rows)
