"""Sheets that came in, as whoever sent them may see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count

from virage.base.tables.cells import letter
from virage.base.viewer import Viewer
from virage.stages.casefiles.queries.files import names_of
from virage.stages.exchange.columns import BY_NAME, recognised
from virage.stages.exchange.models import Import, ImportLine, ImportLineQuerySet
from virage.stages.exchange.problems import in_words
from virage.stages.exchange.states import Fate, ImportState
from virage.stages.exchange.undoing import Brought, Obstacle, obstacles

PER_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCard:
    """One sheet in a list."""

    id: int
    project: str
    file_name: str
    state: ImportState
    state_words: str
    at: datetime
    done_at: datetime | None
    undone_at: datetime | None
    by: str
    lines: int
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """One line: what is wrong in words, or the enterprise it is or may be."""

    number: int
    name: str
    identity: str
    fate: Fate
    fate_words: str
    problems: tuple[str, ...]
    enterprise: str
    enterprise_identity: str
    same: bool | None
    case_file_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many lines become what; an enterprise that the viewer may not see yet counts as one to create."""

    new: int
    joined: int
    proposed: int
    undecided: int
    unchanged: int
    wrong: int

    @property
    def entering(self) -> int:
        """Lines that would open a file, decisions still to take included."""
        return self.new + self.joined + self.proposed


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of the sheet, and what it was taken for."""

    letter: str
    heading: str
    taken_for: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSheet:
    """One sheet: its counts, its columns, and one page of its lines."""

    card: ImportCard
    counts: Counts
    columns: tuple[Column, ...]
    page: "Page[ShownLine]"


def imports(viewer: Viewer, *, limit: int = 30) -> tuple[ImportCard, ...]:
    """The latest sheets of the viewer's organisations. Two queries."""
    rows = list(_counted(viewer).order_by("-at", "-pk")[:limit])
    names = names_of(row.by for row in rows)
    return tuple(_card(row, names.get(row.by, "")) for row in rows)


def import_sheet(viewer: Viewer, *, import_id: int, fate: Fate | None, page: str | int) -> ImportSheet | None:
    """One sheet and one page of its lines of a kind, or None when the viewer may not see it. Five queries."""
    row = _counted(viewer).filter(pk=import_id).first()
    if row is None:
        return None
    lines = ImportLine.objects.visible_to(viewer).filter(sheet_id=import_id).order_by("number")
    pages = Paginator(_of(lines, fate).select_related("enterprise"), PER_PAGE)
    found = pages.get_page(page)
    shown: Page[ShownLine] = Page(
        [_line(one, row.headings) for one in found.object_list],
        found.number,
        pages,  # type: ignore[arg-type] # the same pages, of what is shown
    )
    return ImportSheet(
        card=_card(row, names_of([row.by]).get(row.by, "")),
        counts=_counts(lines),
        columns=_columns(row.headings),
        page=shown,
    )


def what_blocks(viewer: Viewer, *, import_id: int) -> tuple[Obstacle, ...]:
    """What was built on what a sheet brought: while there is anything, it is not taken back."""
    sheet = Import.objects.visible_to(viewer).filter(pk=import_id).first()
    return obstacles(Brought.by(sheet)) if sheet else ()


def wrong_lines(viewer: Viewer, *, import_id: int) -> tuple[tuple[str, ...], list[tuple[str, ...]]] | None:
    """Headings of a sheet, and its wrong lines as typed with the reasons first; None when it may not be seen."""
    row = Import.objects.visible_to(viewer).filter(pk=import_id).first()
    if row is None:
        return None
    headings = tuple(row.headings)
    lines = ImportLine.objects.visible_to(viewer).filter(sheet=row, fate=Fate.WRONG).order_by("number")
    said = [
        ("\n".join(_problems(line, row.headings)), *_as_wide(line.cells, len(headings)))
        for line in lines.iterator(chunk_size=2000)
    ]
    return headings, said


def _counted(viewer: Viewer) -> Any:
    rows = Import.objects.visible_to(viewer).select_related("project")
    return rows.annotate(
        line_count=Count("lines"),
        file_count=Count("lines__case_file"),
    )


def _of(lines: ImportLineQuerySet, fate: Fate | None) -> ImportLineQuerySet:
    match fate:
        case None:
            return lines
        case Fate.NEW:
            return lines.filter(fate__in=[Fate.NEW, Fate.JOINED]).exclude(fate=Fate.JOINED, known=True)
        case Fate.JOINED:
            return lines.filter(fate=fate, known=True)
    return lines.filter(fate=fate)


def _counts(lines: ImportLineQuerySet) -> Counts:
    found: dict[Fate, int] = dict.fromkeys(Fate, 0)
    undecided = 0
    for fate, known, same, number in lines.order_by().values_list("fate", "known", "same").annotate(Count("pk")):
        found[Fate.NEW if fate == Fate.JOINED and not known else Fate(fate)] += number
        undecided += number if fate == Fate.PROPOSED and same is None else 0
    return Counts(
        new=found[Fate.NEW],
        joined=found[Fate.JOINED],
        proposed=found[Fate.PROPOSED],
        undecided=undecided,
        unchanged=found[Fate.UNCHANGED],
        wrong=found[Fate.WRONG],
    )


def _columns(headings: list[str]) -> tuple[Column, ...]:
    taken = {rank: str(BY_NAME[name].heading) for name, rank in recognised(headings).items()}
    return tuple(
        Column(letter=letter(rank), heading=heading, taken_for=taken.get(rank, ""))
        for rank, heading in enumerate(headings)
        if heading
    )


def _card(row: Any, by: str) -> ImportCard:
    return ImportCard(
        id=row.pk,
        project=row.project.name,
        file_name=row.file_name,
        state=ImportState(row.state),
        state_words=row.get_state_display(),
        at=row.at,
        done_at=row.done_at,
        undone_at=row.undone_at,
        by=by,
        lines=row.line_count,
        files=row.file_count,
    )


def _line(row: ImportLine, headings: list[str]) -> ShownLine:
    shown = row.enterprise if row.known else None
    fate = Fate.NEW if row.fate == Fate.JOINED and not row.known else Fate(row.fate)
    return ShownLine(
        number=row.number,
        name=row.values.get("name", ""),
        identity=" – ".join(str(row.values[key]) for key in ("neq", "email", "postal_code") if key in row.values),
        fate=fate,
        fate_words=str(fate.label),
        problems=tuple(_problems(row, headings)),
        enterprise=shown.name if shown else "",
        enterprise_identity=(shown.neq or "") if shown else "",
        same=row.same,
        case_file_id=row.case_file_id,
    )


def _problems(row: ImportLine, headings: list[str]) -> list[str]:
    return [in_words(row.number, problem, headings) for problem in row.problems]


def _as_wide(cells: list[str], width: int) -> tuple[str, ...]:
    return tuple([*cells, *[""] * width][:width])
