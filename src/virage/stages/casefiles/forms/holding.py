"""The file as it is held: the next move, the hours given."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import refused_by
from virage.base.viewer import Viewer
from virage.stages.casefiles.forms.answers import AcceptForm
from virage.stages.casefiles.forms.fields import Day
from virage.stages.casefiles.operations import Changed, log_service, plan_next_move
from virage.stages.casefiles.queries import CaseFileLine
from virage.stages.casefiles.states import NextMove
from virage.stages.programme.states import Stage

MOST_HOURS = 24


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


class ServiceForm(forms.Form):
    """Hours given to the enterprise."""

    given_on = Day(label=_("Date"), error_messages={"required": _("Donnez la date du service.")})
    hours = forms.DecimalField(
        label=_("Heures"),
        help_text=_("Au quart d’heure près, comme 1,5."),
        min_value=0,
        max_value=MOST_HOURS,
        max_digits=6,
        decimal_places=2,
        localize=True,
        error_messages={
            "required": _("Écrivez un nombre d’heures."),
            "invalid": _("Écrivez un nombre, comme 1,5."),
            "max_value": _("Plus de 24 heures en une journée : vérifiez, ou séparez les journées."),
        },
    )
    what = forms.CharField(
        label=_("Ce qui a été fait"),
        max_length=200,
        error_messages={"required": _("Dites en quelques mots ce qui a été fait.")},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_given_on(self) -> date:
        given = cast("date", self.cleaned_data["given_on"])
        if given > self.on:
            raise forms.ValidationError(_("Cette date est à venir : notez le service une fois rendu."))
        return given

    def clean_hours(self) -> Any:
        hours = self.cleaned_data["hours"]
        if not hours:
            raise forms.ValidationError(_("Écrivez un nombre d’heures plus grand que zéro."))
        return hours

    def log(self, viewer: Viewer, *, case_file_id: int) -> bool:
        """True when done; False with the reason among the errors."""
        said = self.cleaned_data
        with refused_by(self):
            log_service(
                viewer, case_file_id=case_file_id, given_on=said["given_on"], hours=said["hours"], what=said["what"]
            )
            return True
        return False
