"""The period that a page speaks of, by two dates kept in the address."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from virage.core.periods import fiscal_year, fiscal_year_name

SINCE, UNTIL = "du", "au"
ISO = "%Y-%m-%d"


class PeriodForm(forms.Form):
    """Two dates, both in the period."""

    du = forms.DateField(
        label=_("Du"),
        input_formats=[ISO],
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        error_messages={
            "required": _("Donnez le premier jour de la période."),
            "invalid": _("Écrivez la date ainsi : 2026-04-01."),
        },
    )
    au = forms.DateField(
        label=_("Au"),
        input_formats=[ISO],
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        error_messages={
            "required": _("Donnez le dernier jour de la période."),
            "invalid": _("Écrivez la date ainsi : 2027-03-31."),
        },
    )

    def clean(self) -> dict[str, Any]:
        """The first day comes first."""
        given = super().clean() or {}
        since, until = given.get(SINCE), given.get(UNTIL)
        if since and until and since > until:
            self.add_error(UNTIL, _("Le dernier jour vient avant le premier."))
        return given


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    """A period one click away."""

    words: str
    query: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Two days, both in; the form that changes them, with its mistakes if any."""

    since: date
    until: date
    on: date
    form: PeriodForm
    began_on: date
    kept: tuple[tuple[str, str], ...] = ()
    """What else the address asks, and the form must not lose."""

    @property
    def query(self) -> str:
        """« du=2021-04-01&au=2026-11-22 »."""
        return between(self.since, self.until)

    @property
    def shortcuts(self) -> tuple[Shortcut, ...]:
        """Since the first day, this fiscal year, the last twelve months."""
        year = fiscal_year(self.on)
        choices = (
            (gettext("Depuis le début"), self.began_on),
            (gettext("Exercice %(year)s") % {"year": fiscal_year_name(year)}, date(year, 4, 1)),
            (gettext("Douze derniers mois"), self.on - timedelta(days=365)),
        )
        return tuple(
            Shortcut(
                words=words,
                query=between(since, self.on, *self.kept),
                current=(since, self.on) == (self.since, self.until),
            )
            for words, since in choices
        )


def period(given: QueryDict, *, began_on: date) -> Period:
    """Read the period of an address; what cannot be read leaves the whole history, and says so."""
    on = timezone.localdate()
    kept = tuple((name, str(given[name])) for name in given if name not in {SINCE, UNTIL, "page"})
    whole = {SINCE: began_on, UNTIL: on}
    if SINCE not in given and UNTIL not in given:
        return Period(since=began_on, until=on, on=on, form=PeriodForm(initial=whole), began_on=began_on, kept=kept)
    form = PeriodForm(given)
    read = form.cleaned_data if form.is_valid() else whole
    return Period(since=read[SINCE], until=read[UNTIL], on=on, form=form, began_on=began_on, kept=kept)


def between(since: date, until: date, *others: tuple[str, str]) -> str:
    """A period as it stands in an address, and what else is asked."""
    return urlencode([(SINCE, since.isoformat()), (UNTIL, until.isoformat()), *others])
