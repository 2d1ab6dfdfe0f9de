"""A team's caseload, by the page; and what one person holds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypedDict, Unpack

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Q, When, Window

from virage.base.viewer import Role, Viewer
from virage.stages.casefiles.models import CaseFile, CaseFileQuerySet
from virage.stages.casefiles.queries.files import CaseFileLine, lines, lines_and
from virage.stages.casefiles.queries.narrowing import known_as, named
from virage.stages.casefiles.states import CaseloadOrder, NextMove
from virage.stages.programme.states import Stage

PER_PAGE = 50
WEEK = timedelta(days=7)
ORDERS = {
    CaseloadOrder.DATE: ("next_move_on", "pk"),
    CaseloadOrder.ENTERPRISE: ("enterprise__name", "pk"),
    CaseloadOrder.OWNER: ("owner__name", "next_move_on", "pk"),
    CaseloadOrder.STAGE: ("stage", "next_move_on", "pk"),
    CaseloadOrder.OPENED: ("-opened_at", "pk"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Caseload:
    """One page of open files; ``late`` counts those past their date, the enterprise's moves included."""

    page: "Page[CaseFileLine]"
    total: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """One person's open files, seen from a day, by the date of their next move; ``waiting`` where another owes it."""

    late: tuple[CaseFileLine, ...]
    today: tuple[CaseFileLine, ...]
    week: tuple[CaseFileLine, ...]
    later: tuple[CaseFileLine, ...]
    waiting: tuple[CaseFileLine, ...]

    @property
    def due(self) -> tuple[CaseFileLine, ...]:
        """Late or due today: what the desk shows first, and what the reminder by e-mail says."""
        return (*self.late, *self.today)

    @property
    def total(self) -> int:
        """My open files."""
        return self.ours_to_do + len(self.waiting)

    @property
    def ours_to_do(self) -> int:
        """My files whose next move is not the enterprise's."""
        return len(self.due) + len(self.week) + len(self.later)


class Wanted(TypedDict, total=False):
    """What a caseload is narrowed to; what is left out, or None, narrows nothing. ``search`` is part of a name."""

    owner: int | None
    stage: Stage | None
    by: NextMove | None
    sector: str | None
    region: str | None
    language: str | None
    search: str
    late: bool
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """The first files past their date, apart from ``mine``: those whose next move I owe by today.

    ``total`` counts open files, ``late`` those past their date, mine included, and ``due`` mine.
    """

    mine: tuple[CaseFileLine, ...]
    files: tuple[CaseFileLine, ...]
    total: int
    late: int
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Open files, and those past their date."""

    total: int
    late: int


def caseload(
    viewer: Viewer,
    *,
    roles: Collection[Role],
    on: date,
    order: CaseloadOrder = CaseloadOrder.DATE,
    page: str | int = 1,
    **wanted: Unpack[Wanted],
) -> Caseload:
    """Open (or ``closed``) files of the organisations where one of ``roles`` is held. Two queries."""
    rows = caseload_rows(viewer, roles=roles, on=on, **wanted)
    counts = _counts(rows, on)
    pages = _Counted(rows.order_by(*ORDERS[order]), PER_PAGE)
    pages.count = counts.total
    found: Page[CaseFile] = pages.get_page(page)
    shown: Page[CaseFileLine] = Page(lines(found.object_list), found.number, pages)  # type: ignore[arg-type]
    return Caseload(page=shown, total=counts.total, late=counts.late)


def caseload_rows(viewer: Viewer, *, roles: Collection[Role], on: date, **wanted: Unpack[Wanted]) -> CaseFileQuerySet:
    """The rows behind a caseload, in no order; not yet read."""
    exact = {
        "owner_id": wanted.get("owner"),
        "stage": wanted.get("stage"),
        "next_move_by": wanted.get("by"),
        "enterprise__contact__language": wanted.get("language"),
    }
    rows = _held(viewer, roles).filter(
        closed_at__isnull=not wanted.get("closed"), **{name: value for name, value in exact.items() if value}
    )
    if wanted.get("late"):
        rows = rows.filter(next_move_on__lt=on)
    for fact, value in (("sector", wanted.get("sector")), ("region", wanted.get("region"))):
        rows = known_as(rows, fact, value) if value else rows
    return named(rows, wanted.get("search", ""))


def moves_of(viewer: Viewer, *, roles: Collection[Role], on: date) -> Moves:
    """What the viewer holds, the earliest date first: the desk and the reminder both ask this. One query."""
    mine = lines(_open(viewer, roles).filter(owner_id=viewer.person_id).order_by("next_move_on", "pk"))
    ours = [line for line in mine if not line.waits]
    return Moves(
        late=tuple(line for line in ours if line.next_move_on < on),
        today=tuple(line for line in ours if line.next_move_on == on),
        week=tuple(line for line in ours if on < line.next_move_on < on + WEEK),
        later=tuple(line for line in ours if line.next_move_on >= on + WEEK),
        waiting=tuple(line for line in mine if line.waits),
    )


def pressing_elsewhere(
    viewer: Viewer, *, roles: Collection[Role], on: date, shown: int = 12
) -> tuple[CaseFileLine, ...]:
    """My colleagues' moves, late or within a week. One query."""
    rows = _open(viewer, roles).exclude(owner_id=viewer.person_id).exclude(next_move_by=NextMove.ENTERPRISE)
    return lines(rows.filter(next_move_on__lt=on + WEEK).order_by("next_move_on", "pk")[:shown])


def chosen_files(viewer: Viewer, *, roles: Collection[Role], numbers: Collection[int]) -> tuple[CaseFileLine, ...]:
    """Open files among these numbers, by enterprise; others are left out. One query."""
    return lines(_open(viewer, roles).filter(pk__in=numbers).order_by("enterprise__name", "pk"))


def late_files(viewer: Viewer, *, roles: Collection[Role], on: date, limit: int = 10) -> Late:
    """Mine to do by today; then the team's past their date, whatever side owes the move. One query."""
    mine, past = _due_to(viewer, on), Q(next_move_on__lt=on)
    rows = _open(viewer, roles).annotate(
        mine=Case(When(mine, then=1), default=0),
        total=Window(Count("pk")),
        late=Window(Count("pk", filter=past)),
        due=Window(Count("pk", filter=mine)),
    )
    found = lines_and(rows.order_by("-mine", "next_move_on", "pk")[: 2 * limit], "mine", "total", "late", "due")
    _mine, total, late, due = found[0][1] if found else (0, 0, 0, 0)
    return Late(
        mine=tuple(line for line, said in found if said[0])[:limit],
        files=tuple(line for line, said in found if not said[0] and line.next_move_on < on)[:limit],
        total=total,
        late=late,
        due=due,
    )


class _Counted(Paginator):  # type: ignore[type-arg] # its count came with another figure, in one query
    count = 0


def _counts(rows: CaseFileQuerySet, on: date) -> Counts:
    return Counts(**rows.aggregate(total=Count("pk"), late=Count("pk", filter=Q(next_move_on__lt=on))))


def _due_to(viewer: Viewer, on: date) -> Q:
    """The viewer's own files whose next move falls by that day, and is not the enterprise's."""
    return Q(owner_id=viewer.person_id, next_move_on__lte=on) & ~Q(next_move_by=NextMove.ENTERPRISE)


def _open(viewer: Viewer, roles: Collection[Role]) -> CaseFileQuerySet:
    return _held(viewer, roles).filter(closed_at=None)


def _held(viewer: Viewer, roles: Collection[Role]) -> CaseFileQuerySet:
    return CaseFile.objects.visible_to(viewer).filter(project__promoter_id__in=viewer.organisations(*roles))
