"""Who stands behind a count: its enterprises with their number of acts, as far as the viewer's rights allow."""

from dataclasses import dataclass
from datetime import date

from virage.base.viewer import Role, Viewer
from virage.stages.awareness.models import Registration
from virage.stages.directory.models import Enterprise
from virage.stages.directory.queries import profiles
from virage.stages.insight.policies import can_see_figures
from virage.stages.insight.queries.acts import act_rows
from virage.stages.insight.queries.counting import acts_of, asked, narrowed
from virage.stages.insight.states import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of a count; nothing given keeps all. ``both`` keeps what two promoters count."""

    promoter: int | None = None
    both: int | None = None
    sector: str | None = None
    region: str | None = None
    year: int | None = None


EVERY = Kept()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One enterprise of a count. No name where the viewer has no right to it."""

    enterprise_id: int
    enterprise: str
    fictitious: bool
    sector: str
    region: str
    first_on: date
    acts: int


def members(
    viewer: Viewer, *, indicator: Indicator, since: date, until: date, kept: Kept = EVERY
) -> tuple[Member, ...]:
    """The enterprises of a count, earliest first; a promoter's own only, named while it may see them. Three queries."""
    everyone = can_see_figures(viewer)
    own = None if everyone else viewer.organisations(Role.PROMOTER)
    if own is not None and not own:
        return ()
    acts, values = narrowed(acts_of([indicator]), since=since, until=until, promoters=own)
    wanted = {"promoter": kept.promoter, "sector": kept.sector, "region": kept.region, "year": kept.year}
    given = {column: value for column, value in wanted.items() if value is not None}
    where = " AND ".join(f"{column} = %s" for column in given) or "TRUE"
    more: list[object] = []
    if kept.both is not None:
        where += f" AND enterprise IN (SELECT enterprise FROM ({acts}) AS b WHERE promoter = %s)"  # noqa: S608
        more = [*values, kept.both]
    rows = list(
        asked(
            "SELECT enterprise, MIN(sector), MIN(region), MIN(day), COUNT(DISTINCT act)"  # noqa: S608
            f" FROM ({acts}) AS a WHERE {where} GROUP BY enterprise ORDER BY 4, 1",
            (*values, *given.values(), *more),
        )
    )
    names = _names(viewer, {row[0] for row in rows}, everyone=everyone)
    return tuple(
        Member(
            enterprise_id=pk,
            enterprise=names.get(pk, ("", False))[0],
            fictitious=names.get(pk, ("", False))[1],
            sector=sector,
            region=region,
            first_on=first,
            acts=n,
        )
        for pk, sector, region, first, n in rows
    )


def members_of_project(viewer: Viewer, *, project_id: int, indicator: Indicator, until: date) -> tuple[Member, ...]:
    """The enterprises behind the result of a project, earliest first: as many as ``results`` counts. Four queries."""
    everyone = can_see_figures(viewer)
    carriers = viewer.organisations(Role.PROMOTER)
    days: dict[int, list[date]] = {}
    for rows, day, _enterprise, project in act_rows(indicator):
        kept = rows.filter(**{f"{day}__lte": until, project: project_id})
        if not everyone:
            kept = kept.filter(**{f"{project}__promoter_id__in": carriers})
        for pk, on in kept.order_by().values_list("counted", day):
            days.setdefault(pk, []).append(on)
    names = _names(viewer, set(days), everyone=everyone)
    known = profiles(viewer, enterprises=days)
    return tuple(
        Member(
            enterprise_id=pk,
            enterprise=names.get(pk, ("", False))[0],
            fictitious=names.get(pk, ("", False))[1],
            sector=str(known.get(pk, {}).get("sector") or ""),
            region=str(known.get(pk, {}).get("region") or ""),
            first_on=min(acts),
            acts=len(acts),
        )
        for pk, acts in sorted(days.items(), key=lambda pair: (min(pair[1]), pair[0]))
    )


def _names(viewer: Viewer, enterprises: set[int], *, everyone: bool) -> dict[int, tuple[str, bool]]:
    """Names by number: every one for who reads figures; else those a grant opens, and those registered with us."""
    rows = Enterprise.objects.for_operation() if everyone else Enterprise.objects.visible_to(viewer)
    found = {
        pk: (name, invented)
        for pk, name, invented in rows.filter(pk__in=enterprises).values_list("pk", "name", "fictitious")
    }
    if not everyone:
        registered = Registration.objects.visible_to(viewer).filter(enterprise__in=enterprises - found.keys())
        found |= {
            pk: (name, invented)
            for pk, name, invented in registered.values_list(
                "enterprise_id", "enterprise__name", "enterprise__fictitious"
            )
        }
    return found
