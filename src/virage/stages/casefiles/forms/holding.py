"""The file as it is held: the next move."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import refused_by
from virage.base.viewer import Viewer
from virage.stages.casefiles.forms.answers import AcceptForm
from virage.stages.casefiles.operations import Changed, plan_next_move
from virage.stages.casefiles.queries import CaseFileLine
from virage.stages.casefiles.states import NextMove
from virage.stages.programme.states import Stage


class MoveForm(AcceptForm):
    """Who owes what by when, and where the enterprise stands. ``version`` is the one on screen."""

    next_move_by = forms.ChoiceField(
        label=_("À qui est le prochain geste"),
        choices=NextMove.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites à qui est le prochain geste.")},
    )
    stage = forms.ChoiceField(label=_("Étape"), choices=Stage.choices)
    version = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ("next_move_by", "next_move", "next_move_on", "owner", "stage", "version")
    conflict = False

    def move(self, viewer: Viewer, *, case_file_id: int) -> bool:
        """True when done; False with the reason among the errors, ``conflict`` when someone saved meanwhile."""
        said = self.cleaned_data
        with refused_by(self):
            try:
                plan_next_move(
                    viewer,
                    case_file_id=case_file_id,
                    version=said["version"],
                    owner_id=said["owner"],
                    next_move=said["next_move"],
                    next_move_by=NextMove(said["next_move_by"]),
                    next_move_on=said["next_move_on"],
                    stage=Stage(said["stage"]),
                )
            except Changed:
                self.conflict = True
                raise
            return True
        return False


def as_it_stands(file: CaseFileLine) -> Mapping[str, Any]:
    """A file as ``MoveForm`` first shows it."""
    return {
        "next_move_by": file.next_move_by,
        "next_move": file.next_move,
        "next_move_on": file.next_move_on,
        "owner": file.owner_id,
        "stage": file.stage,
        "version": file.version,
    }
