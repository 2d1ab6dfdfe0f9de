"""« Ce n’est pas exact »: an enterprise contests what its file says of it, and whoever follows the file looks again."""

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _, gettext_lazy

from virage.base.operations import operation
from virage.base.refusals import Refusal
from virage.base.viewer import Viewer
from virage.stages.casefiles.models import CaseFile, LineQuerySet, Result, Service
from virage.stages.casefiles.operations.corrections import AlreadyCorrected
from virage.stages.casefiles.operations.files import NotYours, note
from virage.stages.casefiles.operations.letters import tell_contested
from virage.stages.casefiles.states import CLOCK_DAYS, NextMove
from virage.stages.directory.operations import locked_enterprise

LONGEST = 140


class SayWhat(Refusal):
    """One says what is wrong, shortly: the words become the next move."""

    sentence = gettext_lazy("Dites ce qui n’est pas exact, en 140 caractères au plus.")


@operation
def contest_service(viewer: Viewer, *, key: UUID, service_id: int, words: str) -> None:
    """Say that a service noted in one’s file is not exact. See ``contest_result``."""
    _contest(viewer, key, Service.objects.for_operation(), service_id, words)


@operation
def contest_result(viewer: Viewer, *, key: UUID, result_id: int, words: str) -> None:
    """Say that a result noted in one’s file is not exact.

    An open file: to look again becomes its next move, within nine days, and the owner’s letter recalls the former one.
    A closed one does not move: the letter alone.

    Raises:
        SayWhat: no words, or too many.
        AlreadyCorrected: another line took its place.
    """
    _contest(viewer, key, Result.objects.for_operation(), result_id, words)


def _contest(
    viewer: Viewer, key: UUID, rows: LineQuerySet[Service] | LineQuerySet[Result], number: int, words: str
) -> None:
    said = " ".join(words.split())
    if not 0 < len(said) <= LONGEST:
        raise SayWhat
    enterprise = locked_enterprise(viewer, key=key)
    line = rows.filter(pk=number, case_file__enterprise=enterprise).first()
    if line is None:
        raise NotYours
    if rows.filter(corrects=number).exists():
        raise AlreadyCorrected
    files = CaseFile.objects.for_operation().select_for_update(of=("self",))
    case_file = files.select_related("project", "owner", "request").get(pk=line.case_file_id)
    former = None if case_file.closed_at else (case_file.next_move, case_file.next_move_on)
    if former:
        _look_again(case_file, said)
    note(viewer, case_file, "line.contested", line=type(line).__name__.lower(), number=number)
    tell_contested(case_file, line, words=said, former=former)


def _look_again(case_file: CaseFile, words: str) -> None:
    with translation.override(case_file.owner.language):
        case_file.next_move = _("Vérifier avec l’entreprise : « %(words)s »") % {"words": words}
    case_file.next_move_on = _soon(case_file, timezone.localdate())
    case_file.next_move_by = NextMove.ADVISER
    case_file.version += 1
    case_file.save()


def _soon(case_file: CaseFile, today: date) -> date:
    """Nine days, or the day already promised when it comes first."""
    latest = today + timedelta(days=CLOCK_DAYS[0])
    promised = case_file.next_move_on
    return promised if case_file.next_move_by != NextMove.ENTERPRISE and today <= promised < latest else latest
