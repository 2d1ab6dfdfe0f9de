"""The terms of a draft, and its analysis."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.forms import choose
from virage.base.library import library
from virage.base.viewer import Viewer
from virage.core.periods import fiscal_year, fiscal_year_name
from virage.stages.agreements.forms.fields import ActForm, day, dollars, line, whole, words
from virage.stages.agreements.operations import (
    add_contribution,
    add_deliverable,
    add_target,
    add_tranche,
    analyse_criterion,
    remove_term,
)
from virage.stages.agreements.states import ContributionKind, DeliverableKind, Nature
from virage.stages.documents.fields import DocumentField

YEARS_AHEAD = 6


class ContributionForm(ActForm):
    """What one funder brings. The initiative’s own share comes from its ministry."""

    own = forms.TypedChoiceField(
        label=_("Qui contribue"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=((1, _("De l’initiative, par une enveloppe du ministère")), (0, _("D’un autre bailleur"))),
        initial=0,
    )
    funder_name = line(_("Nom du bailleur, si c’est un autre"), 160, required=False)
    kind = forms.ChoiceField(label=_("En argent ou en nature"), choices=ContributionKind.choices)
    nature = forms.ChoiceField(label=_("Publique ou privée"), choices=Nature.choices)
    amount = dollars(_("Montant, en dollars"))
    ministry_id = 0

    def write(self, viewer: Viewer) -> int | None:
        """Add it."""
        told = dict(self.cleaned_data)
        if told.pop("own"):
            whole: dict[str, Any] = {"funder_id": self.ministry_id, "own": True, "amount": told["amount"]}
        else:
            whole = told
        add_contribution(viewer, agreement_id=self.agreement_id, **whole)
        return None

    def clean(self) -> dict[str, Any]:
        """Another funder has a name."""
        told = super().clean() or {}
        if not told.get("own") and not told.get("funder_name"):
            self.add_error("funder_name", _("Nommez qui contribue."))
        return told


class TrancheForm(ActForm):
    """A part of the share, and when it is due."""

    amount = dollars(_("Montant, en dollars"))
    fiscal_year = forms.TypedChoiceField(label=_("Exercice"), coerce=int)
    due_on = day(_("Due le"), required=False)
    condition = line(_("Ou à quelle condition"), required=False)
    advance = forms.BooleanField(label=_("C’est une avance"), required=False)
    proven_need = dollars(_("Besoin de liquidités démontré, pour une avance"), required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        first = fiscal_year(timezone.localdate())
        choose(self, "fiscal_year", [(year, fiscal_year_name(year)) for year in range(first, first + YEARS_AHEAD)])

    def write(self, viewer: Viewer) -> int | None:
        """Add it."""
        add_tranche(viewer, agreement_id=self.agreement_id, **self.cleaned_data)
        return None

    def clean(self) -> dict[str, Any]:
        """A day or a condition; an advance within its need."""
        told = super().clean() or {}
        if not told.get("due_on") and not told.get("condition"):
            self.add_error("due_on", _("Dites quand la tranche est due, ou à quelle condition."))
        return told


class DeliverableForm(ActForm):
    """What the promoter hands in, by when."""

    kind = forms.ChoiceField(label=_("Nature"), choices=DeliverableKind.choices)
    title = line(_("Titre"), 160)
    due_on = day(_("À remettre au plus tard le"))

    def write(self, viewer: Viewer) -> int | None:
        """Add it."""
        add_deliverable(viewer, agreement_id=self.agreement_id, **self.cleaned_data)
        return None


class TargetForm(ActForm):
    """What is to be reached, and how one would know."""

    indicator = line(_("Indicateur"), 160)
    definition = words(_("Ce qui est compté, et ce qui ne l’est pas"))
    baseline = line(_("Valeur de départ"), 160)
    value = whole(_("Valeur visée"))
    method = words(_("Comment on le mesure"))
    due_on = day(_("Pour le"), required=False)

    def write(self, viewer: Viewer) -> int | None:
        """Add it."""
        add_target(viewer, agreement_id=self.agreement_id, **self.cleaned_data)
        return None


class RemoveForm(ActForm):
    """Take a term out of a draft; which kind stands in the form that was shown."""

    kind = ""

    def write(self, viewer: Viewer) -> int | None:
        """Remove it."""
        remove_term(viewer, agreement_id=self.agreement_id, kind=self.kind, term_id=self.about)
        return None


class AnalysisForm(ActForm):
    """One criterion: its score, its reason, its document."""

    criterion = forms.ChoiceField(label=_("Critère"))
    score = forms.IntegerField(
        label=_("Note, sur 100"),
        min_value=0,
        max_value=100,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Écrivez une note de 0 à 100.")
        ),
    )
    reason = forms.CharField(
        label=_("Raison"), widget=forms.Textarea, error_messages={"required": _("Dites pourquoi cette note.")}
    )
    file = DocumentField(label=_("Document sur lequel elle s’appuie"), required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        names = library().approvals.criteria
        choose(self, "criterion", [(name, words.say("fr")) for name, words in names.items()])

    def in_language(self, language: str) -> "AnalysisForm":
        """The same, with criteria in the language of whoever reads."""
        names = library().approvals.criteria
        choose(self, "criterion", [(name, words.say(language)) for name, words in names.items()])
        return self

    def write(self, viewer: Viewer) -> int | None:
        """Keep it."""
        analyse_criterion(viewer, agreement_id=self.agreement_id, **self.cleaned_data)
        return None
