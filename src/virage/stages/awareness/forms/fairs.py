"""Appointments at a fair."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Hour, choose

LONGEST_ROW = 40


class AppointmentsForm(forms.Form):
    """Who is there, from when, how many appointments in a row."""

    person = forms.TypedChoiceField(label=_("Qui sera sur place"), coerce=int)
    first = Hour(
        label=_("Premier rendez-vous"), error_messages={"required": _("Donnez l’heure du premier rendez-vous.")}
    )
    count = forms.IntegerField(
        label=_("Combien de rendez-vous"),
        min_value=1,
        max_value=LONGEST_ROW,
        error_messages={"required": _("Écrivez combien."), "invalid": _("Écrivez un nombre entier, comme 6.")},
    )
    minutes = forms.TypedChoiceField(
        label=_("Durée de chacun"), coerce=int, choices=[(n, _("%(n)s minutes") % {"n": n}) for n in (15, 20, 30)]
    )

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "person", [(str(pk), name) for pk, name in people])
