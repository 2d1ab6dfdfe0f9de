"""Close a file with its outcome and reason; open it again with a next move."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.forms import refused_by
from virage.base.viewer import Viewer
from virage.stages.casefiles.forms.answers import AcceptForm
from virage.stages.casefiles.forms.pages import file_of
from virage.stages.casefiles.operations import Closed, StillOpen, close_file, reopen_file
from virage.stages.casefiles.queries import CaseFileLine, colleagues
from virage.stages.casefiles.states import SAID_ON_CLOSING, Outcome


class CloseForm(forms.Form):
    """How it ended, from a closed list, and why, in words. ``version`` is the one on screen."""

    outcome = forms.ChoiceField(
        label=_("Comment l’accompagnement se termine"),
        choices=[(one.value, one.label) for one in SAID_ON_CLOSING],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez ce qui s’en approche le plus.")},
    )
    words = forms.CharField(
        label=_("Pourquoi, et la suite que vous lui conseillez"),
        help_text=_("L’entreprise lit ces mots. Vous pouvez les laisser vides si l’accompagnement est terminé."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("outcome") and said["outcome"] != Outcome.DONE and not said.get("words"):
            self.add_error("words", _("Dites pourquoi en quelques mots : l’entreprise les lira."))
        return said

    def close(self, viewer: Viewer, *, case_file_id: int) -> bool:
        """True when done; False with the reason among the errors."""
        said = self.cleaned_data
        with refused_by(self):
            close_file(
                viewer,
                case_file_id=case_file_id,
                version=said["version"],
                outcome=Outcome(said["outcome"]),
                words=said["words"],
            )
            return True
        return False


class ReopenForm(AcceptForm):
    """Who takes the file again, the next move, and by when."""

    def reopen(self, viewer: Viewer, *, case_file_id: int) -> bool:
        """True when done; False with the reason among the errors."""
        said = self.cleaned_data
        with refused_by(self):
            reopen_file(
                viewer,
                case_file_id=case_file_id,
                owner_id=said["owner"],
                next_move=said["next_move"],
                next_move_on=said["next_move_on"],
            )
            return True
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingPage:
    """A file about to be closed or opened again; ``done`` once it is."""

    file: CaseFileLine
    form: CloseForm | ReopenForm
    done: bool


def close_page(viewer: Viewer, *, case_file_id: int, said: QueryDict | None) -> ClosingPage:
    """The file to close, or just closed."""
    file = file_of(viewer, case_file_id)
    if file.closed_at:
        raise Closed
    form = CloseForm(said, initial={"version": file.version})
    done = said is not None and form.is_valid() and form.close(viewer, case_file_id=case_file_id)
    return ClosingPage(file=file, form=form, done=done)


def reopen_page(viewer: Viewer, *, case_file_id: int, said: QueryDict | None) -> ClosingPage:
    """The closed file to open again, or just opened."""
    file, on = file_of(viewer, case_file_id), timezone.localdate()
    if not file.closed_at:
        raise StillOpen
    people = colleagues(viewer, organisation_id=file.promoter_id)
    form = ReopenForm(said, people=people, on=on, initial={"owner": viewer.person_id, "next_move_on": on})
    done = said is not None and form.is_valid() and form.reopen(viewer, case_file_id=case_file_id)
    return ClosingPage(file=file, form=form, done=done)
