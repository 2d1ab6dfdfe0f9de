"""What moved between two full assessments of one enterprise."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.content.instruments import QUICK_CHECK, Instrument, comparable
from virage.core.instruments import Depth, Proof
from virage.core.progress import Progress, progress
from virage.stages.assessments.models import Answer, Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A finished full assessment: T0, T1 and so on."""

    number: int
    finished_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressSheet:
    """Two moments compared; ``moments`` are all those there are, oldest first."""

    since: Moment
    until: Moment
    moments: tuple[Moment, ...]
    instrument: Instrument
    same_version: bool
    progress: Progress


def progress_of(viewer: Viewer, *, key: UUID, since: int | None = None) -> ProgressSheet | None:
    """Compare the last full assessment with an earlier one, the one before unless said; None with fewer than two.

    Two queries.
    """
    rows = Assessment.objects.visible_to(viewer).filter(
        enterprise__key=key, instrument=QUICK_CHECK, depth=Depth.FULL, finished_at__isnull=False
    )
    *earlier, last = [*rows.order_by("moment")] or [None]
    if last is None or not earlier:
        return None
    first = next((row for row in earlier if row.moment == since), earlier[-1])
    before, after = (library().instrument(row.instrument, row.version) for row in (first, last))
    if not (isinstance(before, Instrument) and isinstance(after, Instrument)):
        return None
    moments = {
        row.moment: Moment(number=row.moment, finished_at=row.finished_at)
        for row in (*earlier, last)
        if row.finished_at is not None
    }
    given = Answer.objects.visible_to(viewer).filter(assessment__in=[first.pk, last.pk], replaced_at=None)
    said: dict[int, dict[str, str]] = {first.pk: {}, last.pk: {}}
    proofs: dict[str, Proof] = {}
    for row in given:
        said[row.assessment_id][row.question] = row.value
        if row.assessment_id == last.pk:
            proofs[row.question] = Proof(row.proof)
    return ProgressSheet(
        since=moments[first.moment],
        until=moments[last.moment],
        moments=tuple(moments.values()),
        instrument=after,
        same_version=before.version == after.version,
        progress=progress(
            after.sheet,
            before=said[first.pk],
            after=said[last.pk],
            proofs=proofs,
            comparable=comparable(before, after),
        ),
    )
