"""What an owner writes about an aid received."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day, refused_by
from virage.base.viewer import Viewer
from virage.stages.regrants.operations import declare_aid
from virage.stages.regrants.operations.declaring import AidWords
from virage.stages.regrants.states import AID_KINDS

SAME = {"yes": True, "no": False, "unknown": None}


class AidForm(forms.Form):
    """One public aid. What is not known stays unknown: it is asked before money is granted, never guessed."""

    name = forms.CharField(
        label=_("Nom de l’aide"), max_length=160, error_messages={"required": _("Écrivez le nom de l’aide.")}
    )
    giver = forms.CharField(label=_("Qui l’a donnée"), max_length=160, required=False)
    kind = forms.ChoiceField(label=_("Genre d’aide"), choices=(("", _("je ne sais pas")), *AID_KINDS), required=False)
    amount = forms.DecimalField(
        label=_("Montant, en dollars"),
        help_text=_("Laissez vide si vous ne le savez pas."),
        min_value=Decimal("0.01"),
        max_digits=12,
        decimal_places=2,
        localize=True,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_decimal_places", "max_digits", "max_whole_digits"),
            _("Écrivez un montant en dollars, comme 1500 ou 1500,50."),
        ),
    )
    received_on = Day(label=_("Date de la décision"), error_messages={"required": _("Écrivez la date de la décision.")})
    same_project = forms.ChoiceField(
        label=_("Paie-t-elle le même projet numérique?"),
        choices=(("yes", _("oui")), ("no", _("non, un autre")), ("unknown", _("je ne sais pas"))),
        initial="unknown",
    )

    def declare(self, viewer: Viewer, *, enterprise_id: int) -> bool:
        """Write it down; false when it was refused, and the form says why."""
        told: dict[str, Any] = dict(self.cleaned_data)
        words = AidWords(**{**told, "same_project": SAME[told["same_project"]]})
        with refused_by(self):
            declare_aid(viewer, enterprise_id=enterprise_id, words=words)
        return self.is_valid()
