"""What a partner fills: its word on an agreement, and what it brought."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day, refused_by
from virage.base.viewer import Viewer
from virage.stages.funders.operations import give_opinion, state_brought
from virage.stages.funders.queries import Share
from virage.stages.funders.states import Stance, Verdict


class ShareForm(forms.Form):
    """What may be written now of a share."""

    def write(self, viewer: Viewer, *, contribution_id: int) -> None:
        """Do it."""
        raise NotImplementedError

    def done_by(self, viewer: Viewer, *, contribution_id: int) -> bool:
        """True once it is written; false when it was refused, and the form says why."""
        with refused_by(self):
            self.write(viewer, contribution_id=contribution_id)
        return self.is_valid()


class OpinionForm(ShareForm):
    """The word of a funder before the signature."""

    stance = forms.ChoiceField(label=_("Genre d’avis"), choices=Stance.choices, widget=forms.RadioSelect)
    verdict = forms.ChoiceField(label=_("Votre avis"), choices=Verdict.choices, widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Raisons ou conditions"),
        help_text=_("Demandées si l’avis n’est pas simplement favorable. Le ministère les lit."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"stance": Stance.DECISION})
        for name in ("stance", "verdict"):
            self.fields[name].error_messages["required"] = _("Choisissez une réponse.")

    def write(self, viewer: Viewer, *, contribution_id: int) -> None:
        """Give it."""
        told = self.cleaned_data
        terms = {"stance": Stance(told["stance"]), "verdict": Verdict(told["verdict"]), "why": told["why"].strip()}
        give_opinion(viewer, contribution_id=contribution_id, **terms)


class BroughtForm(ShareForm):
    """A part of the share, brought."""

    amount = forms.DecimalField(
        label=_("Montant apporté, en dollars"),
        help_text=_("En nature : sa valeur. Un montant négatif corrige une ligne précédente."),
        max_digits=14,
        decimal_places=2,
        localize=True,
        error_messages=dict.fromkeys(
            ("required", "invalid", "max_decimal_places", "max_digits", "max_whole_digits"),
            _("Écrivez un montant en dollars, comme 1500 ou 1500,50."),
        ),
    )
    on = Day(label=_("Date"), error_messages={"required": _("Écrivez une date.")})
    evidence = forms.CharField(
        label=_("Ce qui le montre"),
        help_text=_("Numéro du virement, de la facture ou de l’attestation."),
        max_length=300,
        error_messages={"required": _("Écrivez ce qui le montre.")},
    )

    def __init__(self, data: Any = None, *, left: Decimal) -> None:
        super().__init__(data, initial={"amount": left or None, "on": timezone.localdate()})

    def write(self, viewer: Viewer, *, contribution_id: int) -> None:
        """Keep it."""
        state_brought(viewer, contribution_id=contribution_id, **self.cleaned_data)


def form_for(share: Share, said: Any) -> ShareForm | None:
    """What the state of the agreement leaves to write."""
    if share.to_judge:
        return OpinionForm(said)
    return BroughtForm(said, left=share.left) if share.binding else None
