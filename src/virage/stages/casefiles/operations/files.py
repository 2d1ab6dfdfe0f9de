"""Hold the file: who owes what by when."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Membership
from virage.stages.casefiles.models import CaseFile
from virage.stages.casefiles.policies import can_move
from virage.stages.casefiles.states import NextMove
from virage.stages.programme.states import Stage


class NotYours(Forbidden):
    """Not a request or a file of the viewer's organisation."""

    sentence = _("Ce dossier n’est pas suivi par votre organisme.")


class NotAColleague(Refusal):
    """The file's owner must work for the promoter."""

    sentence = _("La personne choisie ne travaille pas pour cet organisme.")
    field = "owner"


class Changed(Refusal):
    """Somebody else changed the file meanwhile."""

    sentence = _("Une autre personne a modifié ce dossier entre-temps; relisez-le, puis enregistrez de nouveau.")


class Closed(Refusal):
    """A closed file does not move."""

    sentence = _("Ce dossier est fermé : il ne change plus.")


@operation
def plan_next_move(
    viewer: Viewer,
    *,
    case_file_id: int,
    version: int,
    owner_id: int,
    next_move: str,
    next_move_by: NextMove,
    next_move_on: date,
    stage: Stage,
) -> None:
    """Say who owes what by when. ``version`` is the one that was on screen: nobody's change is lost."""
    case_file = locked_file(viewer, case_file_id)
    if case_file.version != version:
        raise Changed
    if owner_id != case_file.owner_id:
        check_colleague(case_file.project.promoter_id, owner_id)
    case_file.owner_id = owner_id
    case_file.next_move = next_move
    case_file.next_move_by = next_move_by
    case_file.next_move_on = next_move_on
    case_file.stage = stage
    case_file.version += 1
    case_file.save()
    note(
        viewer,
        case_file,
        "next_move.planned",
        owner=owner_id,
        by=next_move_by.value,
        on=next_move_on.isoformat(),
        stage=stage.value,
    )


def note(viewer: Viewer, case_file: CaseFile, verb: str, **details: Any) -> None:
    """One line of the trail, under the organisation that carries the project."""
    team = case_file.project.promoter_id
    record(viewer, verb, kind="case_file", id=case_file.pk, organisation_id=team, **details)


def check_colleague(organisation_id: int, person_id: int) -> None:
    """Raise NotAColleague unless this person works there today, as promoter or adviser."""
    held = Membership.objects.for_operation().held_on(timezone.localdate())
    if not held.filter(
        organisation_id=organisation_id, person_id=person_id, role__in=[Role.PROMOTER, Role.ADVISER]
    ).exists():
        raise NotAColleague


def locked_file(viewer: Viewer, case_file_id: int, *, closed: bool = False) -> CaseFile:
    """The row, locked, for its team; a closed one too where ``closed`` says so."""
    rows = CaseFile.objects.for_operation().select_for_update(of=("self",)).select_related("project")
    case_file = rows.filter(pk=case_file_id).first()
    if case_file is None or not can_move(viewer, case_file):
        raise NotYours
    if case_file.closed_at and not closed:
        raise Closed
    return case_file
