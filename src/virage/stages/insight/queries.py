"""Distinct enterprises by indicator, and how many go from one stage to the next (money.md, "Indicators").

An enterprise counts once, from its first proof. A quick check counts in none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Min, Q

from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.assessments.models import Assessment
from virage.stages.assessments.states import Depth
from virage.stages.awareness.models import Registration
from virage.stages.casefiles.models import CaseFile
from virage.stages.directory.models import Enterprise, EnterpriseFact


class Indicator(StrEnum):
    """Published definitions, in the order of the stages; ``indicators.yaml`` says them in words."""

    SENSITISED = "sensitised"
    DIAGNOSED = "diagnosed"
    ACCOMPANIED = "accompanied"


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelStep:
    """One stage of the funnel over a period.

    ``distinct`` enterprises and ``gross`` acts; of the previous stage's enterprises, ``converted`` came here later, out
    of ``previous``; ``entered`` came here without the previous stage before. ``previous`` is None for the first stage.
    """

    indicator: Indicator
    distinct: int
    gross: int
    previous: int | None
    converted: int
    entered: int

    @property
    def still_open(self) -> int:
        """Enterprises of the previous stage that have not come here, yet."""
        return (self.previous or 0) - self.converted


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """One enterprise behind a figure: since when, by which promoter."""

    enterprise_id: int
    enterprise: str
    fictitious: bool
    sector: str
    region: str
    first_on: date


def can_see_figures(viewer: Viewer) -> bool:
    """The ministry, the auditor, and jobs."""
    return bool(viewer.job) or viewer.has(*MINISTRY, Role.AUDITOR)


def funnel(viewer: Viewer, *, since: date, until: date) -> tuple[FunnelStep, ...]:
    """The stages, for enterprises whose first proof of a stage falls between two dates, both included. Six queries."""
    if not can_see_figures(viewer):
        return ()
    firsts = {indicator: _firsts(indicator) for indicator in Indicator}
    steps = []
    before: Indicator | None = None
    for indicator in Indicator:
        here = firsts[indicator]
        within = {e: on for e, on in here.items() if since <= on <= until}
        cohort = {e: on for e, on in firsts[before].items() if since <= on <= until} if before else {}
        converted = sum(1 for e, on in cohort.items() if e in here and here[e] >= on)
        entered = sum(1 for e, on in within.items() if before and not (e in firsts[before] and firsts[before][e] <= on))
        steps.append(
            FunnelStep(
                indicator=indicator,
                distinct=len(within),
                gross=_gross(indicator, since, until),
                previous=len(cohort) if before else None,
                converted=converted,
                entered=entered,
            )
        )
        before = indicator
    return tuple(steps)


def proofs(viewer: Viewer, *, indicator: Indicator, since: date, until: date) -> tuple[ProofLine, ...]:
    """The enterprises behind a figure, earliest first. Three queries."""
    if not can_see_figures(viewer):
        return ()
    firsts = {e: on for e, on in _firsts(indicator).items() if since <= on <= until}
    facts = _profile(firsts)
    rows = Enterprise.objects.for_operation().filter(pk__in=firsts)
    lines = [
        ProofLine(
            enterprise_id=row.pk,
            enterprise=row.name,
            fictitious=row.fictitious,
            sector=facts.get((row.pk, "sector"), ""),
            region=facts.get((row.pk, "region"), ""),
            first_on=firsts[row.pk],
        )
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda line: (line.first_on, line.enterprise_id)))


def _profile(enterprises: Mapping[int, date]) -> dict[tuple[int, str], str]:
    rows = (
        EnterpriseFact.objects.filter(enterprise_id__in=enterprises, name__in=["sector", "region"])
        .order_by("enterprise_id", "name", "-at", "-pk")
        .distinct("enterprise_id", "name")
    )
    return {(row.enterprise_id, row.name): str(row.value or "") for row in rows}


def _firsts(indicator: Indicator) -> dict[int, date]:
    """Enterprise → day of its first proof."""
    match indicator:
        case Indicator.SENSITISED:
            came = Registration.objects.for_operation().filter(came=True)
            return dict(came.values_list("enterprise_id").annotate(first=Min("session__starts_at__date")))
        case Indicator.DIAGNOSED:
            sheets = Assessment.objects.for_operation().filter(_is_full, finished_at__isnull=False)
            return dict(sheets.values_list("enterprise_id").annotate(first=Min("finished_at__date")))
        case Indicator.ACCOMPANIED:
            files = CaseFile.objects.for_operation().filter(services__hours__gt=0)
            return dict(files.values_list("enterprise_id").annotate(first=Min("services__given_on")))


def _gross(indicator: Indicator, since: date, until: date) -> int:
    """Acts, the same enterprise counted each time."""
    match indicator:
        case Indicator.SENSITISED:
            rows = Registration.objects.for_operation()
            return rows.filter(came=True, session__starts_at__date__range=(since, until)).count()
        case Indicator.DIAGNOSED:
            return Assessment.objects.for_operation().filter(_is_full, finished_at__date__range=(since, until)).count()
        case Indicator.ACCOMPANIED:
            files = CaseFile.objects.for_operation()
            found = files.aggregate(n=Count("services", filter=Q(services__given_on__range=(since, until))))
            return int(found["n"])


_is_full = Q(depth__in=[Depth.CORE, Depth.FULL]) | Q(instrument="dmat-sme")
