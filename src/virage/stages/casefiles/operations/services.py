"""The services log: what was done, what it left, what it cost. A line is corrected by another, never changed."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from virage.base.operations import operation
from virage.base.viewer import Viewer
from virage.core.services import Cost, Deliverable
from virage.stages.casefiles.models import CaseFile, Service
from virage.stages.casefiles.operations.corrections import line_to_correct
from virage.stages.casefiles.operations.files import NotYours, locked_file, note
from virage.stages.documents.operations import attach_document
from virage.stages.documents.receiving import Received


@operation
def log_service(  # noqa: PLR0917, RUF100
    viewer: Viewer,
    *,
    case_file_id: int,
    given_on: date,
    hours: Decimal,
    what: str,
    deliverable: Deliverable | None = None,
    cost: Cost | None = None,
    file: Received | None = None,
) -> int:
    """Log hours given to the enterprise: from the first, it counts as accompanied. Returns the line's number.

    ``file`` is the deliverable itself, kept with the enterprise’s documents.
    """
    case_file = locked_file(viewer, case_file_id)
    line = _write(viewer, case_file, deliverable, cost, file, given_on=given_on, hours=hours, what=what)
    note(viewer, case_file, "service.logged", hours=str(hours))
    return line.pk


@operation
def correct_service(  # noqa: PLR0917, RUF100
    viewer: Viewer,
    *,
    service_id: int,
    why: str,
    given_on: date,
    hours: Decimal,
    what: str,
    deliverable: Deliverable | None = None,
    cost: Cost | None = None,
    file: Received | None = None,
) -> int:
    """Write the line that takes another's place, and why; zero hours: nothing was given. Returns its number.

    A closed file is corrected too: what was counted must stay true. The former line keeps its own document.

    Raises:
        AlreadyCorrected: another line took its place.
    """
    case_file, former = line_to_correct(viewer, Service.objects.for_operation(), service_id)
    line = _write(
        viewer, case_file, deliverable, cost, file, given_on=given_on, hours=hours, what=what, corrects=former, why=why
    )
    note(viewer, case_file, "service.corrected", hours=str(hours), former=str(former.hours), reason=why)
    return line.pk


def _write(  # noqa: PLR0917, RUF100
    viewer: Viewer,
    case_file: CaseFile,
    deliverable: Deliverable | None,
    cost: Cost | None,
    file: Received | None,
    **said: Any,
) -> Service:
    kept = deliverable.document if deliverable else None
    if deliverable and file:
        kept = attach_document(viewer, file=file, enterprise_id=case_file.enterprise_id)
    elif kept and not Service.objects.for_operation().filter(case_file__story=case_file.story, document=kept).exists():
        raise NotYours
    shares = {
        f"{payer.value}_share": Decimal(part.numerator * 100) / part.denominator
        for payer, part in (cost.shares if cost else {}).items()
    }
    return Service.objects.create(
        case_file=case_file,
        by=viewer.by,
        noted_at=timezone.now(),
        deliverable=deliverable.name if deliverable else "",
        link=deliverable.link if deliverable else "",
        handed_on=deliverable.handed_on if deliverable else None,
        document_id=kept,
        price=cost.price.amount if cost else None,
        **shares,
        **said,
    )
