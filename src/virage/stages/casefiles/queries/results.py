"""What came of a file, as the viewer may see it: each line as it stands."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.core.money import Money
from virage.stages.casefiles.models import CaseFile, Result
from virage.stages.casefiles.queries.files import names_of
from virage.stages.casefiles.states import ResultKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """A line that stands; ``why`` where it corrects another. ``void``: it never happened."""

    id: int
    case_file_id: int
    project: str
    kind: ResultKind
    title: str
    happened_on: date
    what: str
    aid: str
    favourable: bool | None
    signed_on: date | None
    amount: Decimal | None
    begun_on: date | None
    accepted_by: str
    note: str
    by: str
    noted_at: datetime
    why: str
    void: bool

    @property
    def money(self) -> Money | None:
        """Dollars granted; None where none was said."""
        return None if self.amount is None else Money(self.amount)


def case_results(viewer: Viewer, *, case_file_id: int) -> tuple[ResultLine, ...]:
    """What came of a file and of those it continues, as far as the viewer sees them, latest day first. Two queries."""
    story = CaseFile.objects.for_operation().filter(pk=case_file_id).values("story")
    found = Result.objects.visible_to(viewer).filter(case_file__story__in=story).standing()
    rows = list(found.select_related("case_file__project").order_by("-happened_on", "-pk"))
    names = names_of(row.by for row in rows)
    return tuple(_line(row, names.get(row.by, ""), viewer.language) for row in rows)


def results_of(viewer: Viewer, *, key: UUID) -> tuple[ResultLine, ...]:
    """All that came of the files of an enterprise, whoever noted it (``by`` is left out), latest day first. One query.

    What never happened is left out: the enterprise reads what its file says today.
    """
    rows = Result.objects.visible_to(viewer).filter(case_file__enterprise__key=key, void=False).standing()
    found = rows.select_related("case_file__project").order_by("-happened_on", "-pk")
    return tuple(_line(row, "", viewer.language) for row in found)


def _line(row: Result, by: str, language: str) -> ResultLine:
    known = library().aids.get(row.aid)
    return ResultLine(
        id=row.pk,
        case_file_id=row.case_file_id,
        project=row.case_file.project.name,
        kind=ResultKind(row.kind),
        title=str(ResultKind(row.kind).label),
        happened_on=row.happened_on,
        what=known.name.words.say(language) if known else row.what,
        aid=row.aid,
        favourable=row.favourable,
        signed_on=row.signed_on,
        amount=row.amount,
        begun_on=row.begun_on,
        accepted_by=row.accepted_by,
        note=row.note,
        by=by,
        noted_at=row.noted_at,
        why=row.why,
        void=row.void,
    )
