"""Fields that several forms share: places, access, partners; a day and its hours."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day, Hour, instant, not_before
from virage.stages.awareness.refusals import EndsBeforeStart
from virage.stages.awareness.states import Access

MOST_PLACES = 5000
LONGEST_PARTNER = 120


def place_field() -> forms.CharField:
    """Where."""
    return forms.CharField(
        label=_("Où"),
        help_text=_("Une adresse, ou « en ligne »."),
        max_length=200,
        error_messages={"required": _("Dites où la séance se tient.")},
    )


def places_field() -> forms.IntegerField:
    """How many."""
    return forms.IntegerField(
        label=_("Places"),
        help_text=_("Une fois la séance complète, les inscriptions suivantes forment la liste d’attente."),
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={
            "required": _("Écrivez le nombre de places."),
            "invalid": _("Écrivez un nombre entier, comme 20."),
            "min_value": _("Il faut au moins une place."),
        },
    )


def link_field() -> forms.URLField:
    """Where one joins online."""
    return forms.URLField(
        label=_("Lien pour se joindre en ligne"),
        help_text=_("Seules les personnes qui ont une place le reçoivent."),
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Cette adresse n’est pas complète; elle doit commencer par https://.")},
    )


def access_field() -> forms.TypedMultipleChoiceField:
    """What lets everyone take part."""
    return forms.TypedMultipleChoiceField(
        label=_("Accessibilité"),
        help_text=_("Cochez seulement ce qui est confirmé. Rien de coché se lit « à préciser »."),
        choices=Access.choices,
        coerce=Access,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class LinesField(forms.CharField):
    """One name a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), required=False, **kwargs)

    def clean(self, value: Any) -> tuple[str, ...]:
        """Lines that say something, in order, once each."""
        lines = [line.strip() for line in str(super().clean(value)).splitlines()]
        for line in lines:
            if len(line) > LONGEST_PARTNER:
                raise forms.ValidationError(_("Ce nom est trop long : « %(line)s ».") % {"line": f"{line[:40]}…"})
        return tuple(dict.fromkeys(line for line in lines if line))


def partners_field() -> LinesField:
    """Who holds it with us."""
    return LinesField(label=_("Partenaires de la séance"), help_text=_("Un nom par ligne."))


def on_lines(names: Iterable[str]) -> str:
    """What ``LinesField`` shows at first."""
    return "\n".join(names)


class HoursForm(forms.Form):
    """A day and two hours, the right way round, today or later."""

    day = Day(label=_("Date"), error_messages={"required": _("Donnez la date de la séance.")})
    starts = Hour(label=_("Début"), error_messages={"required": _("Donnez l’heure du début.")})
    ends = Hour(label=_("Fin"), error_messages={"required": _("Donnez l’heure de la fin.")})

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_day(self) -> date:
        """A day to come."""
        return not_before(self.cleaned_data["day"], self.on)

    def clean(self) -> dict[str, Any]:
        """The end after the beginning."""
        said = super().clean() or {}
        if said.get("starts") and said.get("ends") and said["ends"] <= said["starts"]:
            self.add_error("ends", EndsBeforeStart.sentence)
        return said

    def starts_at(self) -> datetime:
        """When it begins, here."""
        return instant(self.cleaned_data["day"], self.cleaned_data["starts"])

    def ends_at(self) -> datetime:
        """When it ends, here."""
        return instant(self.cleaned_data["day"], self.cleaned_data["ends"])
