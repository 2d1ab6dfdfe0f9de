"""The two questions after a call."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.stages.casefiles.states import Called, CallWent


class CallAnswerForm(forms.Form):
    """Two closed questions; nobody has to write, and the name stays out unless one says otherwise."""

    called = forms.TypedChoiceField(
        label=_("Vous a-t-on rappelé?"),
        choices=Called.choices,
        coerce=Called,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )
    went = forms.TypedChoiceField(
        label=_("Comment l’échange s’est-il passé?"),
        help_text=_("Laissez vide si personne ne vous a rappelé."),
        choices=CallWent.choices,
        coerce=CallWent,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    named = forms.BooleanField(
        label=_("L’organisme peut savoir que cette réponse vient de nous"),
        help_text=_("Pour qu’il puisse se reprendre. Sinon, vos réponses comptent sans votre nom."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("called") in {Called.IN_TIME, Called.LATE} and not said.get("went"):
            self.add_error("went", _("Dites comment l’échange s’est passé."))
        return said
