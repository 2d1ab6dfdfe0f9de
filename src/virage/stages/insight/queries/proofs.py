"""What stands behind a figure: enterprises, or acts, one line each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from virage.base.viewer import Viewer
from virage.stages.directory.models import Enterprise, EnterpriseFact
from virage.stages.insight.policies import can_see_figures
from virage.stages.insight.queries.acts import act_rows
from virage.stages.insight.queries.funnel import enterprises_of, reached_by
from virage.stages.insight.states import Indicator, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """One enterprise behind a figure, and the day that puts it there."""

    enterprise_id: int
    enterprise: str
    fictitious: bool
    sector: str
    region: str
    first_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    """One act behind a gross count."""

    enterprise: str
    fictitious: bool
    sector: str
    region: str
    on: date


def proofs(  # noqa: PLR0917, RUF100
    viewer: Viewer,
    *,
    indicator: Indicator,
    since: date,
    until: date,
    part: Part = Part.DISTINCT,
    project: int | None = None,
) -> tuple[ProofLine, ...]:
    """The enterprises behind a figure, earliest first; of one project when given. Four queries at most."""
    if not can_see_figures(viewer):
        return ()
    here = reached_by(indicator, since, until, project)
    before = {}
    if part != Part.DISTINCT and indicator.before:
        before = reached_by(indicator.before, since, until, project)
    days = enterprises_of(part, here, before, since, until)
    facts = profiles(days)
    lines = [
        ProofLine(
            enterprise_id=row.pk,
            enterprise=row.name,
            fictitious=row.fictitious,
            sector=facts.get((row.pk, "sector"), ""),
            region=facts.get((row.pk, "region"), ""),
            first_on=days[row.pk],
        )
        for row in Enterprise.objects.for_operation().filter(pk__in=days)
    ]
    return tuple(sorted(lines, key=lambda line: (line.first_on, line.enterprise_id)))


def acts(viewer: Viewer, *, indicator: Indicator, since: date, until: date) -> tuple[ActLine, ...]:
    """The acts behind a gross count, earliest first; an enterprise may come back. Two queries."""
    if not can_see_figures(viewer):
        return ()
    found: list[tuple[int, str, bool, date]] = []
    for rows, day, enterprise, _project in act_rows(indicator):
        found += (
            rows.filter(**{f"{day}__range": (since, until)})
            .order_by(day, "pk")
            .values_list("counted", f"{enterprise}__name", f"{enterprise}__fictitious", day)
        )
    found.sort(key=lambda act: act[-1])
    facts = profiles({pk for pk, *_rest in found})
    return tuple(
        ActLine(
            enterprise=name,
            fictitious=fictitious,
            sector=facts.get((pk, "sector"), ""),
            region=facts.get((pk, "region"), ""),
            on=on,
        )
        for pk, name, fictitious, on in found
    )


def profiles(enterprises: Iterable[int]) -> dict[tuple[int, str], str]:
    """(enterprise, « sector » or « region ») → its latest statement."""
    rows = (
        EnterpriseFact.objects.for_operation()
        .filter(enterprise_id__in=list(enterprises), name__in=["sector", "region"])
        .order_by("enterprise_id", "name", "-at", "-pk")
        .distinct("enterprise_id", "name")
    )
    return {(row.enterprise_id, row.name): str(row.value or "") for row in rows}
