"""Take a file over, close it with its outcome and reason, open it again."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation
from virage.base.refusals import Refusal
from virage.base.viewer import Viewer
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.casefiles.operations.files import Changed, check_colleague, locked_file, note
from virage.stages.casefiles.operations.letters import tell_closed, tell_reopened
from virage.stages.casefiles.states import NextMove, Outcome, RequestState
from virage.stages.directory.access import is_open_to


class StillOpen(Refusal):
    """Only a closed file is opened again."""

    sentence = _("Ce dossier est déjà ouvert; rechargez la page pour le voir.")


class Passes(Refusal):
    """It was proposed to another project, which owes an answer."""

    sentence = _("Ce dossier est proposé à un autre projet, qui doit d’abord répondre.")


class HandedOver(Refusal):
    """It continues elsewhere."""

    sentence = _("Ce dossier continue dans un autre projet : il ne se rouvre plus ici.")


@operation
def take_over_file(viewer: Viewer, *, case_file_id: int) -> None:
    """« Je m’en occupe »: the viewer becomes the owner; taking one's own file changes nothing."""
    case_file = locked_file(viewer, case_file_id)
    check_colleague(case_file.project.promoter_id, viewer.person_id or 0)
    former = case_file.owner_id
    if former != viewer.person_id:
        case_file.owner_id = viewer.person_id or 0
        case_file.version += 1
        case_file.save()
    note(viewer, case_file, "case_file.taken_over", former=former)


@operation
def close_file(viewer: Viewer, *, case_file_id: int, version: int, outcome: Outcome, words: str = "") -> None:
    """Close with an outcome and, in words, why; the enterprise is told. The file no longer moves.

    Raises:
        Changed: someone saved since ``version`` was on screen.
        Closed: it is closed.
        Passes: another project was asked to take it up.
    """
    case_file = locked_file(viewer, case_file_id)
    if case_file.version != version:
        raise Changed
    if _passed(case_file, RequestState.WAITING):
        raise Passes
    case_file.closed_at = timezone.now()
    case_file.outcome = outcome
    case_file.closing_words = words
    case_file.version += 1
    case_file.save()
    note(viewer, case_file, "case_file.closed", outcome=outcome.value)
    tell_closed(case_file)


@operation
def reopen_file(viewer: Viewer, *, case_file_id: int, owner_id: int, next_move: str, next_move_on: date) -> None:
    """Open a closed file again, with its owner, next move and date; the enterprise is told.

    Raises:
        StillOpen: it is open.
        HandedOver: it continues in another project.
    """
    case_file = locked_file(viewer, case_file_id, closed=True)
    if case_file.closed_at is None:
        raise StillOpen
    if _passed(case_file, RequestState.ACCEPTED):
        raise HandedOver
    check_colleague(case_file.project.promoter_id, owner_id)
    former = case_file.outcome
    case_file.closed_at = None
    case_file.outcome = ""
    case_file.closing_words = ""
    case_file.owner_id = owner_id
    case_file.next_move = next_move
    case_file.next_move_by = NextMove.ADVISER
    case_file.next_move_on = next_move_on
    case_file.version += 1
    case_file.save()
    note(viewer, case_file, "case_file.reopened", owner=owner_id, former=former)
    tell_reopened(case_file)


def close_files_of(viewer: Viewer, *, key: UUID) -> None:
    """The enterprise took its word back: what its promoter may no longer see closes, nobody follows it unseen."""
    rows = CaseFile.objects.for_operation().select_for_update(of=("self",)).select_related("project", "request")
    for case_file in rows.filter(enterprise__key=key, closed_at=None).order_by("pk"):
        if is_open_to(case_file.request.matter, case_file.project.promoter_id):
            continue
        case_file.closed_at = timezone.now()
        case_file.outcome = Outcome.LEFT
        case_file.version += 1
        case_file.save()
        note(viewer, case_file, "case_file.closed", outcome=Outcome.LEFT.value)


def _passed(case_file: CaseFile, state: RequestState) -> bool:
    return Request.objects.for_operation().filter(continues=case_file.request_id, state=state).exists()
