"""Who came."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import choose
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
        expected = (line for line in lines if line.expected)
        choose(self, "came", [(str(line.id), f"{line.enterprise} – {line.email}") for line in expected])
