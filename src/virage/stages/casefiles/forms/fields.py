"""What the forms share: a day, a colleague."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.stages.casefiles.queries import Colleague


def choose(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


def people_of(people: Iterable[Colleague]) -> list[tuple[str, str]]:
    return [(str(one.id), one.name) for one in people]


def not_before(chosen: Any, on: date) -> date:
    day = cast("date", chosen)
    if day < on:
        raise forms.ValidationError(_("Cette date est passée : choisissez aujourd’hui ou un jour à venir."))
    return day
