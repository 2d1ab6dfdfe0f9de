"""What an agreement says before its terms: a draft, an amendment, the next phase, the one of a proposal."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import choose
from virage.base.viewer import Viewer
from virage.stages.agreements.forms.fields import ActForm, day, line
from virage.stages.agreements.operations import (
    AgreementWords,
    draft_agreement,
    draft_amendment,
    draft_from_proposal,
    revise_agreement,
)
from virage.stages.agreements.states import Route


class WordsForm(ActForm):
    """What an agreement says before its terms."""

    purpose = line(_("But de l’entente"))
    route = forms.ChoiceField(label=_("Voie d’autorisation"), choices=Route.choices)
    authorisation = line(
        _("Numéro de ce qui l’autorise"),
        80,
        required=False,
        hint=_("Cadre normatif, acte de délégation, décret ou C.T."),
    )
    begins_on = day(_("Début"))
    ends_on = day(_("Fin"))
    announced_on = day(
        _("Annonce publique"),
        required=False,
        hint=_("Rien n’est public avant ce jour. Il peut être dit plus tard, une fois."),
    )

    def words(self) -> AgreementWords:
        """As the operation takes them."""
        told = {name: self.cleaned_data[name] for name in WordsForm.base_fields}
        return AgreementWords(**{**told, "route": Route(told["route"])})

    def write(self, viewer: Viewer) -> int | None:
        """Revise the draft."""
        revise_agreement(viewer, agreement_id=self.agreement_id, words=self.words())
        return None


class AmendForm(WordsForm):
    """An amendment of a signed agreement."""

    def write(self, viewer: Viewer) -> int | None:
        """Its number."""
        return draft_amendment(viewer, agreement_id=self.agreement_id, words=self.words())


class DraftForm(WordsForm):
    """A new agreement, for a project; perhaps the next phase of another."""

    project = forms.TypedChoiceField(label=_("Projet"), coerce=int)
    reference = line(_("Numéro de l’entente"), 40)
    previous = forms.TypedChoiceField(
        label=_("Suite de l’entente"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Pour une phase suivante."),
    )
    field_order = ("project", "reference", *WordsForm.base_fields, "previous")

    def __init__(
        self, data: Any = None, *, projects: Iterable[tuple[int, str]] = (), before: Iterable[tuple[int, str]] = ()
    ) -> None:
        super().__init__(data)
        choose(self, "project", projects)
        choose(self, "previous", [("", "–"), *before])

    def write(self, viewer: Viewer) -> int | None:
        """Its number."""
        told = self.cleaned_data
        return draft_agreement(
            viewer,
            project_id=told["project"],
            reference=told["reference"],
            words=self.words(),
            previous_id=told["previous"],
        )


class PhaseForm(WordsForm):
    """The next phase of a signed agreement: a new one, which names the one it follows."""

    reference = line(_("Numéro de la nouvelle entente"), 40)
    field_order = ("reference", *WordsForm.base_fields)
    project_id = 0

    def write(self, viewer: Viewer) -> int | None:
        """Its number."""
        told = {"project_id": self.project_id, "reference": self.cleaned_data["reference"], "words": self.words()}
        return draft_agreement(viewer, previous_id=self.agreement_id, **told)


class ProposedForm(WordsForm):
    """The agreement of a chosen proposal; ``about`` is the proposal."""

    reference = line(_("Numéro de l’entente"), 40)
    project = forms.TypedChoiceField(
        label=_("Projet"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Un nouveau projet reste caché du public jusqu’à son annonce."),
    )
    field_order = ("reference", "project", *WordsForm.base_fields)

    def __init__(self, *given: Any, projects: Iterable[tuple[int, str]] = (), **named: Any) -> None:
        super().__init__(*given, **named)
        choose(self, "project", [("", _("Un nouveau projet, du titre de la proposition")), *projects])

    def write(self, viewer: Viewer) -> int | None:
        """Its number."""
        told = {"reference": self.cleaned_data["reference"], "project_id": self.cleaned_data["project"]}
        return draft_from_proposal(viewer, proposal_id=self.about, words=self.words(), **told)
