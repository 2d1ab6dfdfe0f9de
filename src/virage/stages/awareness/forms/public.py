"""What everyone types: filters of the calendar, a registration in two fields."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy as _

from virage.base.forms import TONGUES, Mail, choose
from virage.base.library import library
from virage.base.words import month, spoken
from virage.core.calendars import Wanted
from virage.stages.awareness.forms.drafts import sector_choices
from virage.stages.awareness.states import ActivityKind


class RegistrationForm(forms.Form):
    """Two fields, no account."""

    enterprise_name = forms.CharField(
        label=_("Votre entreprise"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Écrivez le nom de votre entreprise.")},
    )
    email = Mail(
        label=_("Votre courriel"),
        help_text=_("Pour la confirmation et ce qui concerne cette séance, rien d’autre."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Écrivez votre adresse de courriel."),
        },
    )


class CalendarForm(forms.Form):
    """Filters, by address: each may be kept, sent, or followed as a feed."""

    kind = forms.ChoiceField(label=_("Genre"), required=False)
    region = forms.ChoiceField(label=_("Région"), required=False)
    sector = forms.ChoiceField(label=_("Secteur"), required=False)
    month = forms.ChoiceField(label=_("Mois"), required=False)
    language = forms.ChoiceField(label=_("Langue"), required=False)
    online = forms.BooleanField(label=_("En ligne seulement"), required=False)
    places = forms.BooleanField(label=_("Avec des places libres"), required=False)

    def __init__(self, *args: Any, months: Iterable[date] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = spoken(get_language())
        regions = [(code, region.name.say(language)) for code, region in library().regions.items()]
        choices: dict[str, list[tuple[str, Any]]] = {
            "kind": [("", _("Tous")), *ActivityKind.choices],
            "region": [("", _("Toutes")), *regions],
            "sector": [("", _("Tous")), *sector_choices()],
            "month": [("", _("Tous")), *((f"{one:%Y-%m}", month(one, language)) for one in months)],
            "language": [("", _("Toutes")), *TONGUES],
        }
        for name, listed in choices.items():
            choose(self, name, listed)

    def wanted(self) -> Wanted:
        """What is looked for; a filter that makes no sense does not filter."""
        self.is_valid()
        said = self.cleaned_data if self.is_bound else {}
        kept = said.get("month")
        return Wanted(
            kind=said.get("kind", ""),
            region=said.get("region", ""),
            sector=said.get("sector", ""),
            language=said.get("language", ""),
            month=date.fromisoformat(f"{kept}-01") if kept else None,
            online=said.get("online", False),
            with_places=said.get("places", False),
        )
