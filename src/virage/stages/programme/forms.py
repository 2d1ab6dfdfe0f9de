"""What a promoter writes of an offer."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import TONGUES, Percent, choose
from virage.base.library import library
from virage.stages.programme.operations import OfferWords
from virage.stages.programme.states import Stage

SHARES = ("enterprise_share", "project_share", "partner_share")
WHOLE = 100
LONGEST = 200
INTEGER = _("Écrivez un nombre entier, comme 12.")


def _text(label: Any, required: Any, *, rows: int = 0, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label,
        widget=widget,
        max_length=1000 if rows else 160,
        help_text=help_text,
        error_messages={"required": required},
    )


def _share(label: Any) -> Percent:
    return Percent(
        label=label, initial=0, error_messages={"required": _("Écrivez un pourcentage; 0 s’il ne paie rien.")}
    )


def _lines(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": 2}), help_text=help_text, max_length=1000, required=False
    )


class OfferForm(forms.Form):
    """An offer as enterprises will read it, in both languages."""

    project = forms.TypedChoiceField(label=_("Projet"), coerce=int)
    name = _text(_("Nom de l’offre, en français"), _("Nommez l’offre en français."))
    name_en = _text(_("Nom de l’offre, en anglais"), _("Nommez l’offre en anglais."))
    what = _text(
        _("Ce que l’entreprise reçoit, en français"),
        _("Dites ce que l’entreprise reçoit."),
        rows=3,
        help_text=_("Deux ou trois phrases simples : l’entreprise les lira."),
    )
    what_en = _text(_("Ce que l’entreprise reçoit, en anglais"), _("Dites-le aussi en anglais."), rows=3)
    hours = forms.DecimalField(
        label=_("Heures au plus"),
        min_value=0,
        max_digits=6,
        decimal_places=2,
        localize=True,
        error_messages={"required": _("Écrivez un nombre d’heures."), "invalid": _("Écrivez un nombre, comme 20.")},
    )
    enterprise_share = _share(_("Part de l’entreprise (%)"))
    project_share = _share(_("Part du projet (%)"))
    partner_share = _share(_("Part d’un partenaire (%)"))
    stage = forms.ChoiceField(label=_("Étape"), choices=Stage.choices, initial=Stage.ADVICE)
    sectors = forms.MultipleChoiceField(
        label=_("Secteurs"),
        help_text=_("Aucun coché : tous."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    regions = forms.MultipleChoiceField(
        label=_("Régions"),
        help_text=_("Aucune cochée : toutes."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Langues du service"),
        choices=TONGUES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    employees_least = forms.IntegerField(
        label=_("Personnes employées, au moins"), min_value=1, required=False, error_messages={"invalid": INTEGER}
    )
    employees_most = forms.IntegerField(
        label=_("Personnes employées, au plus"), min_value=1, required=False, error_messages={"invalid": INTEGER}
    )
    to_confirm = _lines(
        _("À confirmer avec l’entreprise, en français"), _("Une condition par ligne, en mots. Facultatif.")
    )
    to_confirm_en = _lines(_("À confirmer avec l’entreprise, en anglais"), _("Les mêmes, dans le même ordre."))

    def __init__(self, *args: Any, projects: list[tuple[int, str]], tongue: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = library()
        sectors = sorted((one.name.say(tongue), one.id) for one in found.sectors.values())
        choose(self, "project", projects)
        choose(self, "sectors", [(key, name) for name, key in sectors])
        choose(self, "regions", [(one.code, one.name.say(tongue)) for one in found.regions.values()])

    def clean_hours(self) -> Any:
        if not self.cleaned_data["hours"]:
            raise forms.ValidationError(_("Écrivez un nombre d’heures plus grand que zéro."))
        return self.cleaned_data["hours"]

    def clean_to_confirm(self) -> tuple[str, ...]:
        return self._conditions("to_confirm")

    def clean_to_confirm_en(self) -> tuple[str, ...]:
        return self._conditions("to_confirm_en")

    def _conditions(self, name: str) -> tuple[str, ...]:
        said = tuple(line.strip() for line in self.cleaned_data[name].splitlines() if line.strip())
        if any(len(line) > LONGEST for line in said):
            raise forms.ValidationError(_("Une condition tient en 200 caractères."))
        return said

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if all(name in said for name in SHARES) and sum(said[name] for name in SHARES) != WHOLE:
            self.add_error("partner_share", _("Les trois parts font cent pour cent ensemble, ni plus ni moins."))
        if len(said.get("to_confirm", ())) != len(said.get("to_confirm_en", ())):
            self.add_error("to_confirm_en", _("Écrivez chaque condition dans les deux langues, une par ligne."))
        least, most = said.get("employees_least"), said.get("employees_most")
        if least and most and least > most:
            self.add_error("employees_most", _("Le plus grand nombre est plus petit que l’autre."))
        return said

    def words(self) -> OfferWords:
        """What was written, once valid."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "project"}
        return OfferWords(**{**said, "stage": Stage(said["stage"])})


def as_written(written: Mapping[str, Any], project_id: int) -> Mapping[str, Any]:
    """An offer as ``OfferForm`` first shows it."""
    lines = {name: "\n".join(written[name]) for name in ("to_confirm", "to_confirm_en")}
    return {**written, **lines, "project": project_id}
