"""What forms share: fields and choices; an operation's refusal becomes an error, and nothing typed is lost."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from virage.base.refusals import Forbidden, Refusal

Files = MultiValueDict[str, Any]
"""The files that came with a form, by field."""
TONGUES = (("fr", _("français")), ("en", _("anglais")))
EMPLOYEES_MOST = 100_000
LONGEST_NUMBER = 9
"""Digits: no row has a longer one."""


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent, even when it was sent empty; None while it is only shown."""
    return request.POST if request.method == "POST" else None


@contextmanager
def refused_by(form: forms.Form) -> Iterator[None]:
    """Show a refusal in the form, beside its field if it names one; what the viewer may not know stays a 404."""
    try:
        yield
    except Forbidden:
        raise
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.sentence))


class Day(forms.DateField):
    """A day, picked in the browser's own calendar or typed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        invalid = _("Écrivez la date en chiffres : année-mois-jour, comme 2026-12-01.")
        super().__init__(
            widget=widget, error_messages={"invalid": invalid, **kwargs.pop("error_messages", {})}, **kwargs
        )


class AsOf(forms.Form):
    """The date on which one looks."""

    le = forms.DateField(
        label=_("À quelle date?"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Écrivez la date comme ceci : 2022-03-31.")},
    )

    @classmethod
    def asked(cls, said: Mapping[str, Any], today: date) -> tuple["AsOf", date]:
        """The form, and the date asked; today when none was, none can be read, or it is yet to come."""
        form = cls(said if said.get("le") else None, initial={"le": today})
        on = form.cleaned_data["le"] if form.is_bound and form.is_valid() else None
        return form, min(on or today, today)


class Hour(forms.TimeField):
    """An hour, as people write it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            input_formats=["%H:%M", "%H h %M", "%Hh%M", "%H h", "%H:%M:%S"],
            error_messages={"invalid": _("Écrivez l’heure comme 13:30."), **kwargs.pop("error_messages", {})},
            **kwargs,
        )


class Headcount(forms.IntegerField):
    """How many people work there, the owner included."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=1,
            max_value=EMPLOYEES_MOST,
            required=False,
            error_messages={
                "invalid": _("Écrivez un nombre entier, comme 12."),
                "min_value": _("Comptez-vous aussi : le plus petit nombre est 1."),
                "max_value": _("Ce nombre est trop grand pour une entreprise d’ici."),
            },
            **kwargs,
        )


class Percent(forms.DecimalField):
    """A share of the whole, in hundredths and two decimals."""

    def __init__(self, **kwargs: Any) -> None:
        said = {"invalid": _("Écrivez un pourcentage, comme 25."), **kwargs.pop("error_messages", {})}
        super().__init__(
            min_value=0, max_value=100, max_digits=5, decimal_places=2, localize=True, error_messages=said, **kwargs
        )


class Mail(forms.EmailField):
    """An address of e-mail."""

    def __init__(self, **kwargs: Any) -> None:
        invalid = _("Cette adresse n’est pas complète; elle devrait ressembler à nom@exemple.com.")
        super().__init__(error_messages={"invalid": invalid, **kwargs.pop("error_messages", {})}, **kwargs)


def instant(day: date, at: time) -> datetime:
    """That hour of that day, here."""
    return timezone.make_aware(datetime.combine(day, at))


def not_before(chosen: Any, on: date) -> date:
    """The day chosen; refused when it is past."""
    day = cast("date", chosen)
    if day < on:
        raise forms.ValidationError(_("Cette date est passée : choisissez aujourd’hui ou un jour à venir."))
    return day


def choose(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Give a field the choices that only the page knows."""
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


def number_in(said: str | None) -> int | None:
    """The number of a row, as an address or a button gives it; nothing when it cannot be one.

    >>> number_in("12"), number_in("x"), number_in("9" * 40), number_in(None)
    (12, None, None, None)
    """
    return int(said) if said and said.isdecimal() and len(said) <= LONGEST_NUMBER else None
