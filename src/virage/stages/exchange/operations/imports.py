"""A sheet comes in: read without writing a case file, decided line by line, entered whole, taken back whole."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.copying import copy_rows
from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.tables.reading import read_sheet
from virage.base.viewer import Viewer
from virage.stages.casefiles.models import CaseFile
from virage.stages.exchange.building import Entering, enter
from virage.stages.exchange.known import known
from virage.stages.exchange.lines import ReadLine, read_lines
from virage.stages.exchange.matching import Match, matches
from virage.stages.exchange.models import Import, ImportLine
from virage.stages.exchange.policies import can_import
from virage.stages.exchange.problems import Problem
from virage.stages.exchange.states import Fate, ImportState
from virage.stages.exchange.undoing import Brought, Obstacle, obstacles, take_back
from virage.stages.programme.models import Project

ENTERING = frozenset({Fate.NEW, Fate.JOINED, Fate.PROPOSED})


class NotYourSheet(Forbidden):
    """Not a sheet of the viewer's organisation."""

    sentence = _("Cette feuille n’est pas de votre organisme.")


class NotRead(Refusal):
    """It was entered or dropped already."""

    sentence = _("Cette feuille est déjà importée ou annulée; rechargez la page pour la voir.")


class Undecided(Refusal):
    """A person decides whether two enterprises are one."""

    sentence = _("Il reste des rapprochements à décider : dites pour chacun si c’est la même entreprise.")


class NothingToEnter(Refusal):
    """No line to enter."""

    sentence = _("Aucune ligne de cette feuille n’est à créer : rien ne changerait.")


class Stale(Refusal):
    """The installation changed since the sheet was read."""

    sentence = _("Des entreprises ou des dossiers ont changé depuis la lecture. Envoyez le fichier de nouveau.")


class Built(Refusal):
    """Something was built on what the sheet brought; ``obstacles`` say what."""

    sentence = _("Cette importation ne s’annule plus : du travail s’appuie sur ses dossiers.")

    def __init__(self, found: Sequence[Obstacle]) -> None:
        super().__init__()
        self.obstacles = tuple(found)


@operation
def preview_import(viewer: Viewer, *, project_id: int, file_name: str, content: bytes) -> int:
    """Read a sheet and keep its lines: nothing else is written. Returns the sheet's number.

    Raises:
        SheetRefused: the file is not a caseload one can read; the sentence says why.
    """
    project = Project.objects.for_operation().get(pk=project_id)
    if not can_import(viewer, project):
        raise NotYourSheet
    read = read_lines(read_sheet(content), known(viewer, promoter_id=project.promoter_id))
    sheet = Import.objects.create(
        project=project,
        file_name=file_name[-200:].replace("\0", ""),
        headings=list(read.headings),
        by=viewer.by,
        at=timezone.now(),
    )
    found = matches(viewer, project_id, read.lines)
    copy_rows([_kept(sheet, line, match) for line, match in zip(read.lines, found, strict=True)])
    _note(viewer, sheet, "import.read", lines=len(read.lines))
    return sheet.pk


@operation
def decide_lines(viewer: Viewer, *, import_id: int, same: Mapping[int, bool]) -> None:
    """Say of proposed lines, by number, whether they are the enterprise that was found."""
    sheet = _locked(viewer, import_id, ImportState.READ)
    for answer in (True, False):
        numbers = [number for number, said in same.items() if said is answer]
        lines = ImportLine.objects.for_operation().filter(sheet=sheet, fate=Fate.PROPOSED, number__in=numbers)
        lines.update(same=answer)
    _note(viewer, sheet, "import.decided", lines=len(same))


@operation
def drop_import(viewer: Viewer, *, import_id: int) -> None:
    """Throw away a sheet that was only read."""
    sheet = _locked(viewer, import_id, ImportState.READ)
    _note(viewer, sheet, "import.dropped")
    sheet.delete()


@operation
def confirm_import(viewer: Viewer, *, import_id: int) -> int:
    """Enter every line that is not wrong, all or none; returns how many case files were opened.

    The sheet is compared again first: what changed since it was read is never written over. Entering it twice, or a
    sheet that says the same, changes nothing. Whoever confirms declares that the enterprises agreed to be followed.

    Raises:
        Undecided: a proposed line waits for a person.
        Stale: enterprises or files changed since.
        NothingToEnter: no line would change anything.
    """
    sheet = _locked(viewer, import_id, ImportState.READ)
    Project.objects.for_operation().select_for_update().get(pk=sheet.project_id)  # one sheet at a time
    lines = list(ImportLine.objects.for_operation().filter(sheet=sheet).exclude(fate=Fate.WRONG).order_by("number"))
    if any(line.fate == Fate.PROPOSED and line.same is None for line in lines):
        raise Undecided
    _check_fresh(viewer, sheet, lines)
    held = _held(sheet, lines)
    entering = [line for line in lines if line.fate in ENTERING and not (line.same and line.enterprise_id in held)]
    if not entering:
        raise NothingToEnter
    for line in entering:
        if line.fate == Fate.PROPOSED and not line.same:
            line.enterprise_id = None
    organisation = sheet.project.promoter
    try:
        with transaction.atomic():
            now = timezone.now()
            enter(Entering(viewer=viewer, sheet=sheet, now=now, fictitious=organisation.fictitious), entering)
    except IntegrityError as error:  # another body entered the same NEQ in this very instant
        raise Stale from error
    sheet.state, sheet.done_at = ImportState.DONE, now
    sheet.save(update_fields=["state", "done_at"])
    _note(viewer, sheet, "import.confirmed", files=len(entering), declared="agreement of the enterprises")
    return len(entering)


@operation
def undo_import(viewer: Viewer, *, import_id: int) -> None:
    """Take back everything that a sheet brought, all or none.

    Raises:
        Built: something was built on it since; nothing is taken back.
    """
    sheet = _locked(viewer, import_id, ImportState.DONE)
    brought = Brought.by(sheet)
    if found := obstacles(brought):
        raise Built(found)
    take_back(brought)
    sheet.state, sheet.undone_at = ImportState.UNDONE, timezone.now()
    sheet.save(update_fields=["state", "undone_at"])
    _note(viewer, sheet, "import.undone", files=len(brought.files))


def _kept(sheet: Import, line: ReadLine, match: Match) -> ImportLine:
    return ImportLine(
        sheet=sheet,
        number=line.number,
        cells=list(line.cells),
        values=dict(line.values),
        problems=[problem.kept() for problem in line.problems],
        mark=line.mark,
        fate=match.fate,
        enterprise_id=match.enterprise_id,
        known=match.known,
    )


def _check_fresh(viewer: Viewer, sheet: Import, lines: Sequence[ImportLine]) -> None:
    again = matches(viewer, sheet.project_id, [as_read(line) for line in lines])
    for line, match in zip(lines, again, strict=True):
        if (match.fate, match.enterprise_id) != (line.fate, line.enterprise_id):
            raise Stale


def as_read(line: ImportLine) -> ReadLine:
    """A kept line, as it was read."""
    problems = tuple(Problem(**problem) for problem in line.problems)
    return ReadLine(number=line.number, cells=tuple(line.cells), values=line.values, problems=problems, mark=line.mark)


def _held(sheet: Import, lines: Sequence[ImportLine]) -> frozenset[int]:
    """Of the enterprises a person recognised, those that have their file in the project already."""
    same = [line.enterprise_id for line in lines if line.enterprise_id and line.same]
    files = CaseFile.objects.for_operation().filter(project_id=sheet.project_id, enterprise_id__in=same)
    return frozenset(files.values_list("enterprise_id", flat=True))


def _locked(viewer: Viewer, import_id: int, state: ImportState) -> Import:
    rows = Import.objects.for_operation().select_for_update(of=("self",)).select_related("project__promoter")
    sheet = rows.filter(pk=import_id).first()
    if sheet is None or not can_import(viewer, sheet.project):
        raise NotYourSheet
    if sheet.state != state:
        raise NotRead
    return sheet


def _note(viewer: Viewer, sheet: Import, verb: str, **details: Any) -> None:
    record(viewer, verb, kind="import", id=sheet.pk, organisation_id=sheet.project.promoter_id, **details)
