"""Filters and order of a caseload."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import TONGUES, choose
from virage.base.library import library
from virage.stages.casefiles.forms.fields import people_of
from virage.stages.casefiles.queries import US, Colleague
from virage.stages.casefiles.states import CaseloadOrder, Due, NextMove
from virage.stages.programme.states import Stage


class CaseloadFilter(forms.Form):
    """Filters and order of a caseload, in the address."""

    search = forms.CharField(label=_("Nom de l’entreprise"), max_length=200, required=False)
    filters = True  # nothing here is required, and saying so four times helps nobody

    state = forms.ChoiceField(label=_("Dossiers"), required=False)
    owner = forms.TypedChoiceField(label=_("Responsable"), coerce=int, empty_value=None, required=False)
    stage = forms.TypedChoiceField(label=_("Étape"), coerce=Stage, empty_value=None, required=False)
    by = forms.ChoiceField(label=_("Prochain geste à"), required=False)
    due = forms.TypedChoiceField(label=_("Pour quand"), coerce=Due, empty_value=None, required=False)
    sector = forms.ChoiceField(label=_("Secteur"), required=False)
    region = forms.ChoiceField(label=_("Région"), required=False)
    language = forms.ChoiceField(label=_("Langue"), required=False)
    order = forms.TypedChoiceField(
        label=_("Trier par"), coerce=CaseloadOrder, empty_value=CaseloadOrder.DATE, required=False
    )

    def __init__(self, *args: Any, people: Iterable[Colleague], tongue: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "state", [("", _("Ouverts")), ("closed", _("Fermés"))])
        choose(self, "owner", [("", _("Toute l’équipe")), *people_of(people)])
        choose(self, "stage", [("", _("Toutes")), *Stage.choices])
        choose(self, "by", [("", _("Tout le monde")), (US, _("nous")), *NextMove.choices])
        choose(self, "due", [("", _("N’importe quand")), *Due.choices])
        sectors = sorted((one.name.say(tongue), one.id) for one in library().sectors.values())
        choose(self, "sector", [("", _("Tous")), *((key, name) for name, key in sectors)])
        regions = [(one.code, one.name.say(tongue)) for one in library().regions.values()]
        choose(self, "region", [("", _("Toutes")), *regions])
        choose(self, "language", [("", _("Toutes")), *TONGUES])
        choose(self, "order", CaseloadOrder.choices)
