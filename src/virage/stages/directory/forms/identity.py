"""The owner corrects the name, the numbers, the address."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from virage.base.forms import choose, refused_by
from virage.base.viewer import Viewer
from virage.core.coordinates import postal_code
from virage.stages.directory.operations import state_address, state_identity


class IdentityForm(forms.Form):
    """Only the name is needed: some enterprises lawfully have no NEQ."""

    name = forms.CharField(
        label=_("Nom de l’entreprise"),
        max_length=200,
        error_messages={"required": _("Écrivez le nom de l’entreprise.")},
    )
    neq = forms.CharField(
        label=_("Numéro d’entreprise du Québec (NEQ)"),
        help_text=_(
            "Dix chiffres, sur vos papiers du Registraire. Sans NEQ, laissez vide : qui travaille à son compte sous "
            "ses nom et prénom n’est pas tenu de s’immatriculer."
        ),
        max_length=20,
        required=False,
    )
    bn = forms.CharField(
        label=_("Numéro d’entreprise fédéral"),
        help_text=_("Neuf chiffres, les premiers de votre numéro de TPS."),
        max_length=25,
        required=False,
    )

    def state(self, viewer: Viewer, *, key: UUID) -> bool:
        """True when done; False with the reason beside its field."""
        with refused_by(self):
            state_identity(viewer, key=key, **self.cleaned_data)
            return True
        return False


class AddressForm(forms.Form):
    """Where the main establishment stands."""

    address = forms.CharField(
        label=_("Numéro, rue et municipalité"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=300,
        error_messages={"required": _("Écrivez l’adresse de l’établissement principal.")},
    )
    postal = forms.CharField(label=_("Code postal"), max_length=10, required=False)
    region = forms.ChoiceField(label=_("Région administrative"), required=False)
    mrc = forms.CharField(
        label=_("MRC"),
        help_text=_("Facultatif. Deux MRC ont changé de région en 2021 : elle dit alors laquelle est la vôtre."),
        max_length=80,
        required=False,
    )

    def __init__(self, *args: Any, regions: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "region", [("", pgettext_lazy("région", "Je préfère ne pas le dire")), *regions])

    def clean_postal(self) -> str:
        typed = str(self.cleaned_data["postal"])
        if typed and not postal_code(typed):
            raise forms.ValidationError(_("Un code postal s’écrit comme G5L 1A1."))
        return typed

    def state(self, viewer: Viewer, *, key: UUID) -> bool:
        """True when done; False with the reason among the errors."""
        with refused_by(self):
            state_address(viewer, key=key, **self.cleaned_data)
            return True
        return False
