"""The answer to a request: accept with an owner, a move and a date; or decline with a reason."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day, choose, not_before, refused_by
from virage.base.viewer import Viewer
from virage.stages.casefiles.forms.fields import people_of
from virage.stages.casefiles.operations import accept_request, decline_request
from virage.stages.casefiles.queries import Colleague
from virage.stages.casefiles.states import DeclineReason


class AcceptForm(forms.Form):
    """Who takes the file, the first move, and by when: the enterprise reads these very words."""

    owner = forms.TypedChoiceField(
        label=_("Qui s’occupe du dossier"),
        coerce=int,
        error_messages={"required": _("Choisissez qui s’occupe du dossier.")},
    )
    next_move = forms.CharField(
        label=_("Prochain geste"),
        help_text=_("Un verbe et son objet. L’entreprise lit ces mots."),
        max_length=200,
        error_messages={"required": _("Dites ce qui sera fait, en quelques mots.")},
    )
    next_move_on = Day(
        label=_("Au plus tard le"), error_messages={"required": _("Donnez une date : l’entreprise l’attendra.")}
    )

    def __init__(self, *args: Any, people: Iterable[Colleague], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        choose(self, "owner", people_of(people))

    def clean_next_move_on(self) -> date:
        return not_before(self.cleaned_data["next_move_on"], self.on)

    def accept(self, viewer: Viewer, *, request_id: int) -> int | None:
        """The number of the file, or None with the reason among the errors."""
        said = self.cleaned_data
        with refused_by(self):
            return accept_request(
                viewer,
                request_id=request_id,
                owner_id=said["owner"],
                next_move=said["next_move"],
                next_move_on=said["next_move_on"],
            )
        return None


class DeclineForm(forms.Form):
    """Why not, from a closed list, and what else the enterprise may do."""

    reason = forms.ChoiceField(
        label=_("Pourquoi"),
        choices=DeclineReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez la raison la plus proche.")},
    )
    words = forms.CharField(
        label=_("Ce que vous lui conseillez"),
        help_text=_("L’entreprise lit ces mots. Un autre projet, une activité, une date où redemander…"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("reason") == DeclineReason.OTHER and not said.get("words"):
            self.add_error("words", _("Une « autre raison » se dit en quelques mots."))
        return said

    def decline(self, viewer: Viewer, *, request_id: int) -> bool:
        """True when done; False with the reason among the errors."""
        said = self.cleaned_data
        with refused_by(self):
            decline_request(viewer, request_id=request_id, reason=DeclineReason(said["reason"]), words=said["words"])
            return True
        return False
