"""A team's caseload, by the page; and what one person holds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypedDict, Unpack

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from virage.base.viewer import Role, Viewer
from virage.stages.casefiles.models import CaseFile, CaseFileQuerySet
from virage.stages.casefiles.queries.files import CaseFileLine, lines, lines_and
from virage.stages.casefiles.queries.narrowing import known_as, named
from virage.stages.casefiles.states import CaseloadOrder, Due, NextMove
from virage.stages.programme.states import Stage

PER_PAGE = 25  # two screens of a laptop, and 40 ms of processor over 5 000 files
WEEK = timedelta(days=7)
NEWEST = 5
US = "us"
_OURS = ~Q(next_move_by=NextMove.ENTERPRISE)
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
class Part:
    """The first files of a part of a day, the earliest date first, and how many there are in all."""

    lines: tuple[CaseFileLine, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One person's open files: ``parts`` by when the next move falls, ``waiting`` where the enterprise owes it.

    ``elsewhere``: what colleagues owe, late or within a week. ``new``: opened within seven days, the latest first; each
    of them stands in its part too.
    """

    parts: Mapping[Due, Part]
    waiting: Part
    elsewhere: Part
    new: Part

    @property
    def ours_to_do(self) -> int:
        """My files whose next move is not the enterprise's."""
        return sum(part.total for part in self.parts.values())

    @property
    def total(self) -> int:
        """My open files."""
        return self.ours_to_do + self.waiting.total


class Wanted(TypedDict, total=False):
    """What a caseload is narrowed to; what is left out, or None, narrows nothing. ``search`` is part of a name.

    ``by``: whoever owes the next move, or ``US`` for all but the enterprise.
    """

    owner: int | None
    stage: Stage | None
    by: str | None
    due: Due | None
    sector: str | None
    region: str | None
    language: str | None
    search: str
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
        "enterprise__contact__language": wanted.get("language"),
    }
    rows = _held(viewer, roles).filter(
        closed_at__isnull=not wanted.get("closed"), **{name: value for name, value in exact.items() if value}
    )
    if by := wanted.get("by"):
        rows = rows.filter(_OURS if by == US else Q(next_move_by=by))
    if due := wanted.get("due"):
        rows = rows.filter(_falls(on)[due])
    for fact, value in (("sector", wanted.get("sector")), ("region", wanted.get("region"))):
        rows = known_as(rows, fact, value) if value else rows
    return named(rows, wanted.get("search", ""))


def due_moves(viewer: Viewer, *, roles: Collection[Role], on: date) -> tuple[CaseFileLine, ...]:
    """What the viewer owes late or that day, the earliest date first: what the reminder by e-mail says. One query."""
    return lines(_open(viewer, roles).filter(_due_to(viewer, on)).order_by("next_move_on", "pk"))


def day_of(viewer: Viewer, *, roles: Collection[Role], on: date, shown: int = 6) -> Day:
    """What the viewer holds, ``shown`` files of each part at most, and what presses at colleagues'. Two queries."""
    mine = Q(owner_id=viewer.person_id)
    falls = [When(mine & _OURS & when, then=Value(due.value)) for due, when in _falls(on).items()]
    part = Case(*falls, When(mine, then=Value("waiting")), default=Value("elsewhere"))
    pressing = _open(viewer, roles).filter(mine | _OURS & Q(next_move_on__lt=on + WEEK)).annotate(part=part)
    rank = Window(RowNumber(), partition_by=F("part"), order_by=["next_move_on", "pk"])
    ranked = pressing.annotate(rank=rank, size=Window(Count("pk"), partition_by=F("part"))).filter(rank__lte=shown)
    found = lines_and(ranked.order_by("rank"), "part", "size")
    opened = _open(viewer, roles).filter(
        mine, opened_at__gte=timezone.make_aware(datetime.combine(on - WEEK, time.min))
    )
    fresh = lines_and(opened.annotate(size=Window(Count("pk"))).order_by("-opened_at", "-pk")[:NEWEST], "size")

    def held(name: str) -> Part:
        return _part([(line, size) for line, (said, size) in found if said == name])

    return Day(
        parts={due: held(due.value) for due in Due},
        waiting=held("waiting"),
        elsewhere=held("elsewhere"),
        new=_part([(line, size) for line, (size,) in fresh]),
    )


def _part(found: Sequence[tuple[CaseFileLine, int]]) -> Part:
    return Part(lines=tuple(line for line, _size in found), total=found[0][1] if found else 0)


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


def _falls(on: date) -> Mapping[Due, Q]:
    """When a next move falls, as conditions that leave nothing out."""
    return {
        Due.LATE: Q(next_move_on__lt=on),
        Due.TODAY: Q(next_move_on=on),
        Due.WEEK: Q(next_move_on__gt=on, next_move_on__lt=on + WEEK),
        Due.LATER: Q(next_move_on__gte=on + WEEK),
    }


def _due_to(viewer: Viewer, on: date) -> Q:
    """The viewer's own files whose next move falls by that day, and is not the enterprise's."""
    return Q(owner_id=viewer.person_id, next_move_on__lte=on) & _OURS


def _open(viewer: Viewer, roles: Collection[Role]) -> CaseFileQuerySet:
    return _held(viewer, roles).filter(closed_at=None)


def _held(viewer: Viewer, roles: Collection[Role]) -> CaseFileQuerySet:
    return CaseFile.objects.visible_to(viewer).filter(project__promoter_id__in=viewer.organisations(*roles))
