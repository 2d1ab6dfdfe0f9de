"""What people type after a session: documents, letters, two answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.stages.awareness.states import KnowsNext, Useful


class MaterialForm(forms.Form):
    """A document, where it is read."""

    title = forms.CharField(
        label=_("Titre du document"), max_length=160, error_messages={"required": _("Donnez un titre au document.")}
    )
    url = forms.URLField(
        label=_("Son adresse"),
        help_text=_("Une adresse qui s’ouvre sans compte."),
        max_length=500,
        assume_scheme="https",
        error_messages={
            "required": _("Donnez l’adresse du document."),
            "invalid": _("Cette adresse n’est pas complète; elle doit commencer par https://."),
        },
    )


class GuestsForm(forms.Form):
    """A letter after the session."""

    subject = forms.CharField(
        label=_("Objet"), max_length=160, error_messages={"required": _("Donnez un objet au message.")}
    )
    body = forms.CharField(
        label=_("Message"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=3000,
        error_messages={"required": _("Écrivez le message.")},
    )


class FeedbackForm(forms.Form):
    """Two questions, closed: nobody has to write."""

    useful = forms.TypedChoiceField(
        label=_("Cette séance vous a-t-elle été utile?"),
        choices=Useful.choices,
        coerce=Useful,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )
    knows_next = forms.TypedChoiceField(
        label=_("Savez-vous quoi faire ensuite?"),
        choices=KnowsNext.choices,
        coerce=KnowsNext,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )
