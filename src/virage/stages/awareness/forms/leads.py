"""Someone met at a session."""

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import TONGUES, Mail


class LeadForm(forms.Form):
    """Whom to call, and about what; the person then confirms by e-mail."""

    enterprise_name = forms.CharField(
        label=_("Entreprise"), max_length=200, error_messages={"required": _("Écrivez le nom de l’entreprise.")}
    )
    name = forms.CharField(
        label=_("Personne à rappeler"), max_length=120, error_messages={"required": _("Écrivez son nom.")}
    )
    email = Mail(
        label=_("Son courriel"),
        help_text=_("Un message lui demande de confirmer : rien n’est demandé en son nom avant."),
        error_messages={
            "required": _("Écrivez son courriel."),
        },
    )
    phone = forms.CharField(
        label=_("Son téléphone"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel"}),
        error_messages={"required": _("Écrivez son téléphone.")},
    )
    need = forms.CharField(
        label=_("Ce dont vous avez parlé"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        required=False,
    )
    language = forms.ChoiceField(label=_("Langue du message"), choices=TONGUES, widget=forms.RadioSelect)
