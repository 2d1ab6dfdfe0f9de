"""What the auditor looks for in the trail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day
from virage.stages.stewardship.queries import Wanted


class TrailForm(forms.Form):
    """Every field is optional; together they narrow."""

    chose = forms.CharField(
        label=_("Sur quoi"), max_length=80, required=False, help_text=_("par exemple case_file, ou case_file 12")
    )
    geste = forms.CharField(
        label=_("Acte"), max_length=80, required=False, help_text=_("par exemple request, ou request.accepted")
    )
    par = forms.CharField(
        label=_("Clé de personne"),
        max_length=80,
        required=False,
        help_text=_("par exemple person:12, link ou job:demo"),
    )
    du = Day(label=_("Du"), required=False)
    au = Day(label=_("Au"), required=False)


def wanted_of(form: TrailForm) -> Wanted:
    """What a form looks for; a mistake in it narrows nothing."""
    given = form.cleaned_data if form.is_valid() else {}
    kind, _space, number = str(given.get("chose") or "").strip().partition(" ")
    return Wanted(
        kind=kind,
        id=number.strip(),
        verb=str(given.get("geste") or "").strip(),
        by=str(given.get("par") or "").strip(),
        since=given.get("du"),
        until=given.get("au"),
    )
