"""What people type after a session: documents, letters, two answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.stages.awareness.states import KnowsNext, Useful
from virage.stages.documents.fields import DocumentField


class MaterialForm(forms.Form):
    """A document: the file itself, or where it is read."""

    title = forms.CharField(
        label=_("Titre du document"), max_length=160, error_messages={"required": _("Donnez un titre au document.")}
    )
    file = DocumentField(label=_("Le fichier"), required=False)
    url = forms.URLField(
        label=_("Ou son adresse"),
        help_text=_("Une adresse qui s’ouvre sans compte."),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={
            "invalid": _("Cette adresse n’est pas complète; elle doit commencer par https://."),
        },
    )
    public = forms.BooleanField(
        label=_("Tout le monde peut le lire sur la page de la séance, sans être inscrit"), required=False
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors.keys() & {"file", "url"} and bool(said.get("file")) == bool(said.get("url")):
            self.add_error("file", _("Choisissez un fichier, ou donnez une adresse : l’un des deux."))
        return said


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
