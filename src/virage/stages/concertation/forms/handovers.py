"""Pass an open file to another project."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day, refused_by
from virage.base.viewer import Viewer
from virage.stages.casefiles.operations import Closed
from virage.stages.casefiles.queries import CaseFileLine, case_file
from virage.stages.concertation.forms.referrals import ReferForm, elsewhere, hints_of
from virage.stages.concertation.operations import (
    propose_handover,
)
from virage.stages.concertation.refusals import NotYourReferral


class HandOverForm(ReferForm):
    """To which project, why, and until when the former one still sees the file: the enterprise reads all three."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to, why = self.fields["to"], self.fields["why"]
        to.label = _("Passer le dossier à")
        to.error_messages["required"] = _("Choisissez le projet à qui le dossier passerait.")
        why.help_text = _("L’entreprise lit ces mots avant de répondre, puis l’autre projet, si elle accepte.")

    former_until = Day(
        label=_("Votre organisme voit le dossier jusqu’au"),
        help_text=_("L’entreprise lit cette date. Après, vous gardez vos services et vos comptes, sans son nom."),
        error_messages={"required": _("Donnez le dernier jour où votre organisme voit le dossier.")},
    )

    def propose(self, viewer: Viewer, *, case_file_id: int) -> bool:
        """True when done; False with the reason among the errors."""
        said = self.cleaned_data
        with refused_by(self):
            propose_handover(
                viewer,
                case_file_id=case_file_id,
                project_id=int(said["to"].split(":")[1]),
                why=said["why"],
                former_until=said["former_until"],
            )
            return True
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverPage:
    """A file to pass on, or just proposed."""

    file: CaseFileLine
    form: HandOverForm
    hints: Mapping[str, str]
    done: bool


def hand_over_page(viewer: Viewer, *, case_file_id: int, said: QueryDict | None) -> HandOverPage:
    """Where this open file may continue: projects of other organisations that take requests."""
    file = case_file(viewer, case_file_id=case_file_id)
    if file is None:
        raise NotYourReferral
    if file.closed_at:
        raise Closed
    projects = elsewhere(viewer, file)
    begun = {"former_until": timezone.localdate()}
    form = HandOverForm(said, projects=projects, partners=(), initial=begun)
    done = said is not None and form.is_valid() and form.propose(viewer, case_file_id=case_file_id)
    return HandOverPage(file=file, form=form, hints=hints_of(projects, viewer), done=done)
