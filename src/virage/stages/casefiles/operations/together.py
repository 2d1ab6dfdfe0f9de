"""The same act on several files: all of them, or none, and each refusal named by its enterprise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Refusal
from virage.base.viewer import Viewer
from virage.stages.casefiles.models import CaseFile
from virage.stages.casefiles.operations.closing import close_file
from virage.stages.casefiles.operations.files import NotYours, plan_next_move
from virage.stages.casefiles.states import NextMove, Outcome
from virage.stages.programme.states import Stage

Deed = Callable[[Viewer, CaseFile, int], None]
"""What is done to a file as it stands, given the version that was on screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedFile:
    """One file that could not change, and why."""

    id: int
    enterprise: str
    words: str


class SomeRefused(Refusal):
    """One file at least could not change, so none did; ``refused`` names each."""

    sentence = _("Rien n’a changé : un dossier au moins ne le permet pas.")

    def __init__(self, refused: tuple[RefusedFile, ...]) -> None:
        super().__init__()
        self.refused = refused


@operation
def change_files(viewer: Viewer, *, versions: Mapping[int, int], deed: Deed) -> int:
    """Do one thing to each file (number → version on screen) in one transaction. Returns how many.

    Raises:
        SomeRefused: nothing changed; each refusal is named.
    """
    refused = []
    for number, version in sorted(versions.items()):
        held = CaseFile.objects.visible_to(viewer).select_related("enterprise").filter(pk=number).first()
        try:
            if held is None:
                raise NotYours
            deed(viewer, held, version)
        except Refusal as refusal:
            name = held.enterprise.name if held else ""
            refused.append(RefusedFile(id=number, enterprise=name, words=str(refusal.sentence)))
    if refused:
        raise SomeRefused(tuple(refused))
    record(viewer, "case_files.changed", kind="case_files", id=len(versions), files=sorted(versions))
    return len(versions)


def assign(owner_id: int) -> Deed:
    """Give the file to someone; its next move stays."""

    def act(viewer: Viewer, held: CaseFile, version: int) -> None:
        _plan(viewer, held, version, owner_id, held.next_move, NextMove(held.next_move_by), held.next_move_on)

    return act


def assign_each(owners: Mapping[int, int]) -> Deed:
    """Give each file (number → person) to its own person; next moves stay."""

    def act(viewer: Viewer, held: CaseFile, version: int) -> None:
        assign(owners[held.pk])(viewer, held, version)

    return act


def move(next_move: str, by: NextMove, on: date) -> Deed:
    """Say who owes what by when; the owner and the stage stay."""

    def act(viewer: Viewer, held: CaseFile, version: int) -> None:
        _plan(viewer, held, version, held.owner_id, next_move, by, on)

    return act


def close(outcome: Outcome, words: str) -> Deed:
    """Close with an outcome; each enterprise is told."""

    def act(viewer: Viewer, held: CaseFile, version: int) -> None:
        close_file(viewer, case_file_id=held.pk, version=version, outcome=outcome, words=words)

    return act


def _plan(  # noqa: PLR0913, PLR0917, RUF100
    viewer: Viewer, held: CaseFile, version: int, owner: int, next_move: str, by: NextMove, on: date
) -> None:
    plan_next_move(
        viewer,
        case_file_id=held.pk,
        version=version,
        owner_id=owner,
        next_move=next_move,
        next_move_by=by,
        next_move_on=on,
        stage=Stage(held.stage),
    )
