"""Files passed to another project: what the former one gave and charged for stays its own to answer for.

Nothing here needs a grant, so nothing here is the enterprise's: its name stands only as long as the file is seen, and
no line is of a day after the file passed.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from virage.base.viewer import Viewer
from virage.stages.casefiles.models import CaseFile, Request, RequestQuerySet, Service
from virage.stages.casefiles.queries.services import ServiceLine, ServiceTotals, service_lines, service_totals


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedFile:
    """A file that left, and the services given before. ``enterprise`` is empty once the file is no longer seen."""

    id: int
    enterprise: str
    fictitious: bool
    project: str
    to_project: str
    to_promoter: str
    handed_on: date
    seen_until: date | None
    services: tuple[ServiceLine, ...]

    @property
    def totals(self) -> ServiceTotals:
        """Hours given, and what they cost."""
        return service_totals(self.services)


def handed_files(viewer: Viewer) -> tuple[HandedFile, ...]:
    """What left the projects that the viewer manages, the latest first. Four queries."""
    return _files(viewer, Request.objects.took_from(viewer))


def handed_file(viewer: Viewer, *, case_file_id: int) -> HandedFile | None:
    """One of them, or None when it left no project that the viewer manages. Four queries."""
    taken = Request.objects.took_from(viewer).filter(continues__case_file=case_file_id)
    return next(iter(_files(viewer, taken)), None)


def _files(viewer: Viewer, taken: RequestQuerySet) -> tuple[HandedFile, ...]:
    rows = list(
        taken.select_related("project__promoter", "continues__project", "continues__case_file__enterprise").order_by(
            "-answered_at", "-pk"
        )
    )
    numbers = [row.continues.case_file.pk for row in rows if row.continues]
    seen = set(CaseFile.objects.visible_to(viewer).filter(pk__in=numbers).values_list("pk", flat=True))
    given: dict[int, list[ServiceLine]] = {}
    for line in service_lines(Service.objects.for_operation().filter(case_file__in=numbers)):
        given.setdefault(line.case_file_id, []).append(line)
    return tuple(_file(row, seen, given) for row in rows)


def _file(row: Request, seen: set[int], given: dict[int, list[ServiceLine]]) -> HandedFile:
    former = row.continues
    if former is None or row.answered_at is None:
        raise ValueError("a request accepted says when")
    held, on = former.case_file, timezone.localdate(row.answered_at)
    return HandedFile(
        id=held.pk,
        enterprise=held.enterprise.name if held.pk in seen else "",
        fictitious=held.enterprise.fictitious,
        project=former.project.name,
        to_project=row.project.name,
        to_promoter=row.project.promoter.name,
        handed_on=on,
        seen_until=row.former_until,
        services=tuple(line for line in given.get(held.pk, ()) if line.given_on <= on),
    )
