"""Acts of proof as one relation, so that a page of figures asks the database once.

The rows come from the published definitions (`acts`); only what Django cannot say, grouping sets, is written here.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet

from virage.stages.directory.canonical import canonical
from virage.stages.directory.models import EnterpriseFact
from virage.stages.insight.queries.acts import act_rows
from virage.stages.insight.states import Indicator
from virage.stages.programme.models import Project

Sql = tuple[str, tuple[Any, ...]]


def rows_of(indicators: Iterable[Indicator]) -> Sql:
    """SQL of indicator, act, enterprise, project, day (i, a, e, p, d), one line for each row that proves."""
    parts, values = [], []
    for indicator in indicators:
        for rank, (rows, day, _enterprise, project) in enumerate(act_rows(indicator)):
            sql, params = _compiled(
                rows.order_by().annotate(p_=F(project), d_=F(day)).values_list("pk", "counted", "p_", "d_")
            )
            parts.append(f"SELECT %s AS i, {rank} || ':' || t.a AS a, t.e, t.p, t.d FROM ({sql}) AS t(a, e, p, d)")  # noqa: S608 - compiled by Django
            values += [indicator.value, *params]
    return " UNION ALL ".join(parts), tuple(values)


def acts_of(indicators: Iterable[Indicator]) -> Sql:
    """SQL of indicator, act, enterprise, promoter, day, year, sector, region; years are fiscal."""
    rows, values = rows_of(indicators)
    carriers, no_params = _compiled(Project.objects.for_operation().order_by().values_list("pk", "promoter_id"))
    sector, sector_params = _latest("sector")
    region, region_params = _latest("region")
    sql = (
        "SELECT u.i AS indicator, u.a AS act, u.e AS enterprise, c.promoter, u.d AS day,"  # noqa: S608
        " EXTRACT(year FROM u.d - INTERVAL '3 months')::int AS year,"
        " COALESCE(s.v #>> '{}', '') AS sector, COALESCE(r.v #>> '{}', '') AS region"
        f" FROM ({rows}) AS u"
        f" LEFT JOIN ({carriers}) AS c(project, promoter) ON c.project = u.p"
        f" LEFT JOIN ({sector}) AS s(e, v) ON s.e = u.e"
        f" LEFT JOIN ({region}) AS r(e, v) ON r.e = u.e"
    )
    return sql, (*values, *no_params, *sector_params, *region_params)


def narrowed(acts: Sql, *, since: date, until: date, promoters: Iterable[int] | None = None) -> Sql:
    """The same acts within two dates, both in; of some promoters when given."""
    sql, values = acts
    kept = f"SELECT * FROM ({sql}) AS every WHERE day BETWEEN %s AND %s"  # noqa: S608
    if promoters is None:
        return kept, (*values, since, until)
    return f"{kept} AND promoter = ANY(%s)", (*values, since, until, list(promoters))


def asked(sql: str, values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """Run one question."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        yield from cursor.fetchall()


def _latest(name: str) -> Sql:
    rows = EnterpriseFact.objects.for_operation().filter(name=name).annotate(counted=canonical("enterprise"))
    return _compiled(rows.order_by("counted", "-at", "-pk").distinct("counted").values_list("counted", "value"))


def _compiled(rows: QuerySet[Any, Any]) -> Sql:
    sql, params = rows.query.sql_with_params()
    return sql, tuple(params)
