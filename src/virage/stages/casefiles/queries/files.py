"""Case files, as the viewer may see them: who owes what by when."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Membership, Person
from virage.stages.casefiles.models import CaseFile, CaseFileQuerySet
from virage.stages.casefiles.states import NextMove, Outcome
from virage.stages.programme.states import Stage

COLUMNS: Final = (
    "pk",
    "request_id",
    "enterprise_id",
    "enterprise__name",
    "enterprise__fictitious",
    "project_id",
    "project__name",
    "project__promoter__name",
    "project__promoter_id",
    "stage",
    "owner_id",
    "owner__name",
    "next_move",
    "next_move_by",
    "next_move_on",
    "opened_at",
    "request__asked_at",
    "closed_at",
    "outcome",
    "closing_words",
    "version",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFileLine:
    """A case file in a list: who owes the next move, and by when."""

    id: int
    request_id: int
    enterprise_id: int
    enterprise: str
    fictitious: bool
    project_id: int
    project: str
    promoter: str
    promoter_id: int
    stage: Stage
    stage_words: str
    owner_id: int
    owner: str
    next_move: str
    next_move_by: NextMove
    next_move_by_words: str
    next_move_on: date
    opened_at: datetime
    asked_at: datetime
    closed_at: datetime | None
    outcome_words: str
    closing_words: str
    version: int

    @property
    def thread(self) -> tuple[Mapping[str, str], ...]:
        """The four stages, and the one where the enterprise is. They are not gates."""
        order = list(Stage)
        here = order.index(self.stage)
        states = ["here" if rank == here else "ahead" if rank > here else "" for rank in range(len(order))]
        return tuple({"title": str(stage.label), "state": state} for stage, state in zip(order, states, strict=True))

    @property
    def waits(self) -> bool:
        """True when the enterprise owes the next move."""
        return self.next_move_by == NextMove.ENTERPRISE

    def days_late(self, on: date) -> int:
        """Days past the date of the next move; 0 when in time or closed."""
        return 0 if self.closed_at else max(0, (on - self.next_move_on).days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Someone who may own a case file of an organisation."""

    id: int
    name: str


def case_files_of(viewer: Viewer, *, key: UUID) -> tuple[CaseFileLine, ...]:
    """The files of one enterprise, oldest first."""
    rows = CaseFile.objects.visible_to(viewer).filter(enterprise__key=key)
    return lines(rows.order_by("opened_at"))


def case_file(viewer: Viewer, *, case_file_id: int) -> CaseFileLine | None:
    """One case file, or None when the viewer may not see it."""
    return next(iter(lines(CaseFile.objects.visible_to(viewer).filter(pk=case_file_id))), None)


def lines(rows: CaseFileQuerySet) -> tuple[CaseFileLine, ...]:
    """Case files as lines, in the order of the rows. One query, and no model built: a list shows many."""
    return tuple(line for line, _more in lines_and(rows))


def lines_and(rows: CaseFileQuerySet, *more: str) -> tuple[tuple[CaseFileLine, tuple[Any, ...]], ...]:
    """Case files as lines, each with what the rows were annotated with under these names. One query."""
    said, width = _Labels(), len(COLUMNS)
    return tuple(
        (_file_line(said, dict(zip(COLUMNS, row, strict=False))), row[width:])
        for row in rows.values_list(*COLUMNS, *more)
    )


def names_of(recorded: Iterable[str]) -> Mapping[str, str]:
    """Recorded form of a person (« person:12 ») → name. One query."""
    numbers = {by.removeprefix("person:") for by in recorded if by.startswith("person:")}
    found = Person.objects.filter(pk__in=numbers).values_list("pk", "name")
    return {f"person:{pk}": name for pk, name in found}


def colleagues(viewer: Viewer, *, organisation_id: int) -> tuple[Colleague, ...]:
    """Who may own a file there; empty for someone of another organisation. One query."""
    return team(viewer, organisations=viewer.organisations(*Role) & {organisation_id})


def team(viewer: Viewer, *, organisations: Collection[int]) -> tuple[Colleague, ...]:
    """Promoters and advisers of these organisations, as far as they are the viewer's own. One query."""
    own = viewer.organisations(*Role).intersection(organisations)
    held = Membership.objects.visible_to(viewer).held_on(timezone.localdate())
    rows = held.filter(organisation_id__in=own, role__in=[Role.PROMOTER, Role.ADVISER], person__is_active=True)
    people = rows.order_by("person__name").values_list("person_id", "person__name").distinct()
    return tuple(Colleague(id=person, name=name) for person, name in people)


class _Labels:
    """The words of the closed lists, each translated once for a whole list."""

    def __init__(self) -> None:
        self.stage = {one.value: str(one.label) for one in Stage}
        self.by = {one.value: str(one.label) for one in NextMove}
        self.outcome = {"": "", **{one.value: str(one.label) for one in Outcome}}


def _file_line(said: _Labels, row: dict[str, Any]) -> CaseFileLine:
    return CaseFileLine(
        id=row["pk"],
        request_id=row["request_id"],
        enterprise_id=row["enterprise_id"],
        enterprise=row["enterprise__name"],
        fictitious=row["enterprise__fictitious"],
        project_id=row["project_id"],
        project=row["project__name"],
        promoter=row["project__promoter__name"],
        promoter_id=row["project__promoter_id"],
        stage=Stage(row["stage"]),
        stage_words=said.stage[row["stage"]],
        owner_id=row["owner_id"],
        owner=row["owner__name"],
        next_move=row["next_move"],
        next_move_by=NextMove(row["next_move_by"]),
        next_move_by_words=said.by[row["next_move_by"]],
        next_move_on=row["next_move_on"],
        opened_at=row["opened_at"],
        asked_at=row["request__asked_at"],
        closed_at=row["closed_at"],
        outcome_words=said.outcome[row["outcome"]],
        closing_words=row["closing_words"],
        version=row["version"],
    )
