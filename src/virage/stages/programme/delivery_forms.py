"""What a promoter writes of where it serves, with whom, and of what each person takes on."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import TONGUES, Day, choose
from virage.base.library import library
from virage.stages.programme.operations import EndsBeforeItBegins
from virage.stages.programme.queries import PointLine
from virage.stages.programme.written import PartnerWords, PointWords, WorkWords

MOST_FILES = 500


def _words(label: Any, required: Any = "", *, longest: int = 200, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=bool(required),
        help_text=help_text,
        error_messages={"required": required},
    )


def _boxes(label: Any, choices: Any = (), help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple
    )


class _OfProject(forms.Form):
    """A form that begins with the project it is about."""

    project = forms.TypedChoiceField(label=_("Projet"), coerce=int)

    def __init__(self, *args: Any, projects: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "project", projects)

    def said(self) -> dict[str, Any]:
        """What was written, the project apart."""
        return {name: value for name, value in self.cleaned_data.items() if name != "project"}

    def in_order(self, first: str, last: str) -> None:
        begins, ends = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if begins and ends and ends < begins:
            self.add_error(last, EndsBeforeItBegins.sentence)


class PointForm(_OfProject):
    """A point of service as enterprises will read it."""

    name = _words(_("Nom du point de service"), _("Nommez le point de service."), longest=160)
    place = _words(_("Adresse, ou lieu en mots"), _("Dites où c’est."))
    region = forms.ChoiceField(label=_("Région"), error_messages={"required": _("Choisissez la région.")})
    mrc = _words(
        _("MRC"),
        longest=80,
        help_text=_("Son nom, comme Matawinie. Les entreprises de la même MRC y sont d’abord confiées."),
    )
    languages = _boxes(_("Langues du service"), TONGUES)
    hours = _words(_("Heures d’ouverture, en français"), help_text=_("En mots : « du lundi au jeudi, 9 h à 16 h »."))
    hours_en = _words(_("Heures d’ouverture, en anglais"))
    access = _words(
        _("Accessibilité, en français"), longest=300, help_text=_("Entrée, ascenseur, stationnement, interprète.")
    )
    access_en = _words(_("Accessibilité, en anglais"), longest=300)
    opened_on = Day(label=_("Ouvert depuis le"), error_messages={"required": _("Donnez la date d’ouverture.")})
    closed_on = Day(
        label=_("Dernier jour"),
        required=False,
        help_text=_("Vide : toujours ouvert. Un point fermé reste dans l’historique."),
    )

    def __init__(self, *args: Any, tongue: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = [(one.code, one.name.say(tongue)) for one in library().regions.values()]
        choose(self, "region", [("", _("Choisir la région")), *regions])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        self.in_order("opened_on", "closed_on")
        return found

    def words(self) -> PointWords:
        """What was written, once valid."""
        return PointWords(**self.said())


class PartnerForm(_OfProject):
    """An organisation that delivers with the promoter, as enterprises will read it."""

    name = _words(_("Nom de l’organisme"), _("Nommez l’organisme."))
    role = _words(_("Ce qu’il fait dans le projet, en français"), _("Dites ce qu’il fait."))
    role_en = _words(_("Ce qu’il fait dans le projet, en anglais"), _("Dites-le aussi en anglais."))
    since = Day(label=_("Depuis le"), error_messages={"required": _("Donnez la date de son arrivée.")})
    until = Day(
        label=_("Jusqu’au"),
        required=False,
        help_text=_("Vide : toujours là. Un organisme parti reste dans l’historique."),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        self.in_order("since", "until")
        return found

    def words(self) -> PartnerWords:
        """What was written, once valid."""
        return PartnerWords(**self.said())


class WorkForm(forms.Form):
    """What one person takes on."""

    sectors = _boxes(_("Secteurs servis"), help_text=_("Aucun coché : tous."))
    point = forms.TypedChoiceField(label=_("Point de service"), coerce=int, empty_value=None, required=False)
    regions = _boxes(
        _("Régions servies"), help_text=_("Aucune cochée : celle du point de service, ou toutes sans point de service.")
    )
    languages = _boxes(
        _("Langues de travail"), TONGUES, _("Aucune cochée : celles du point de service, si elles sont dites.")
    )
    capacity = forms.IntegerField(
        label=_("Dossiers ouverts au plus"),
        min_value=0,
        max_value=MOST_FILES,
        required=False,
        help_text=_("Vide : personne ne l’a dit. Zéro : aucun nouveau dossier."),
        error_messages={"invalid": _("Écrivez un nombre entier, comme 25.")},
    )

    def __init__(self, *args: Any, points: Iterable[PointLine], tongue: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = library()
        sectors = sorted((one.name.say(tongue), one.id) for one in found.sectors.values())
        choose(self, "sectors", [(key, name) for name, key in sectors])
        choose(self, "regions", [(one.code, one.name.say(tongue)) for one in found.regions.values()])
        choose(self, "point", [("", _("Aucun")), *((one.id, one.name) for one in points)])

    def words(self) -> WorkWords:
        """What was written, once valid."""
        said = self.cleaned_data
        return WorkWords(
            sectors=said["sectors"],
            regions=said["regions"],
            languages=said["languages"],
            capacity=said["capacity"],
            point_id=said["point"],
        )


class AbsenceForm(forms.Form):
    """Days away."""

    first = Day(label=_("Premier jour d’absence"), error_messages={"required": _("Donnez le premier jour.")})
    last = Day(label=_("Dernier jour d’absence"), error_messages={"required": _("Donnez le dernier jour.")})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("first") and said.get("last") and said["last"] < said["first"]:
            self.add_error("last", EndsBeforeItBegins.sentence)
        return said


def as_described(words: WorkWords) -> dict[str, Any]:
    """What a person takes on, as ``WorkForm`` first shows it."""
    return {
        "sectors": list(words.sectors),
        "regions": list(words.regions),
        "languages": list(words.languages),
        "capacity": words.capacity,
        "point": words.point_id,
    }
