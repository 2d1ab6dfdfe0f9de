"""Fields that several forms share: places, access, partners; a day and its hours."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day, Hour, instant, not_before
from virage.stages.awareness.refusals import EndsBeforeStart
from virage.stages.awareness.states import Access

MOST_PLACES = 5000
LONGEST_PARTNER = 120
FREE, AMOUNT, UNKNOWN = "free", "amount", "unknown"


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


def title_field() -> forms.CharField:
    """What it is called."""
    return forms.CharField(
        label=_("Titre"), max_length=160, error_messages={"required": _("Donnez un titre à l’activité.")}
    )


def summary_field() -> forms.CharField:
    """What one does there."""
    return forms.CharField(
        label=_("Ce qu’on y fait"),
        help_text=_("Une ou deux phrases : ce que les gens sauront faire en sortant."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Dites en une phrase ce qu’on y fait.")},
    )


def prerequisites_field() -> forms.CharField:
    """What to know, or bring."""
    return forms.CharField(
        label=_("À savoir ou à apporter"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        required=False,
    )


class PriceForm(forms.Form):
    """Free, an amount, or not known yet."""

    cost = forms.ChoiceField(
        label=_("Prix"),
        choices=((FREE, _("Gratuit")), (AMOUNT, _("Un montant")), (UNKNOWN, _("Pas encore connu"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites si c’est gratuit.")},
    )
    price = forms.DecimalField(
        label=_("Montant par inscription, en dollars"),
        help_text=_("Seulement si ce n’est pas gratuit, taxes comprises."),
        min_value=Decimal("0.01"),
        max_digits=8,
        decimal_places=2,
        required=False,
        localize=True,
        error_messages={"invalid": _("Écrivez un montant, comme 45 ou 45,50.")},
    )

    def clean(self) -> dict[str, Any]:
        """An amount where there is one to pay."""
        said = super().clean() or {}
        if said.get("cost") == AMOUNT and said.get("price") is None and "price" not in self.errors:
            self.add_error("price", _("Écrivez le montant."))
        return said

    def asked(self) -> Decimal | None:
        """What one pays, in dollars: zero is free, none is not known yet."""
        amounts: dict[str, Decimal | None] = {FREE: Decimal(0), AMOUNT: self.cleaned_data["price"], UNKNOWN: None}
        return amounts[self.cleaned_data["cost"]]


def priced(price: Decimal | None) -> dict[str, Any]:
    """What ``PriceForm`` shows at first."""
    return {"cost": UNKNOWN if price is None else AMOUNT if price else FREE, "price": price or None}


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
