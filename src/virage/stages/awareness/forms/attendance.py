"""Who came."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.stages.awareness.queries.registrations import RegistrationLine


class AttendanceForm(forms.Form):
    """Who came: one box for each registration that was not cancelled."""

    came = forms.TypedMultipleChoiceField(
        label=_("Qui est venu"),
        help_text=_("Cochez les présences. Les autres inscriptions seront notées absentes."),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, lines: Iterable[RegistrationLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["came"]).choices = [
            (str(line.id), f"{line.enterprise} – {line.email}") for line in lines if line.expected
        ]
