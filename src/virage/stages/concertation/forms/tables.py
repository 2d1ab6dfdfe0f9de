"""What people type at a table: who sits, when one meets, what was said, who owes what."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day, Hour, choose, instant, refused_by
from virage.base.library import library
from virage.base.viewer import Viewer
from virage.stages.concertation.operations import (
    call_meeting,
    found_table,
    note_decision,
    settle_decision,
    write_minutes,
)

NAMELESS = _("Toute la table lit ces mots : n’y nommez aucune entreprise.")
Seats = Iterable[tuple[int, str]]


def _words(label: Any, rows: int, most: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=NAMELESS,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=most,
        error_messages={"required": _("Écrivez-le en quelques mots.")},
    )


class FoundForm(forms.Form):
    """A table: its name, what it is about, who sits."""

    name = forms.CharField(
        label=_("Nom de la table"), max_length=160, error_messages={"required": _("Donnez un nom à la table.")}
    )
    region = forms.ChoiceField(label=_("Région"), required=False)
    sector = forms.ChoiceField(label=_("Secteur"), required=False)
    organisations = forms.TypedMultipleChoiceField(
        label=_("Organismes autour de la table"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choisissez au moins un organisme.")},
    )

    def __init__(self, *args: Any, seats: Seats, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shelf = library()
        for name, known in (("region", shelf.regions), ("sector", shelf.sectors)):
            named = [(key, one.name.say(language)) for key, one in known.items()]
            choose(self, name, [("", _("Sans importance")), *named])
        choose(self, "organisations", seats)

    def write(self, viewer: Viewer) -> bool:
        """True when done."""
        with refused_by(self):
            found_table(viewer, **self.cleaned_data)
            return True
        return False


class CallForm(forms.Form):
    """A meeting to come."""

    day = Day(label=_("Date"), error_messages={"required": _("Donnez la date.")})
    hour = Hour(label=_("Heure"), error_messages={"required": _("Donnez l’heure.")})
    place = forms.CharField(label=_("Lieu"), max_length=200, error_messages={"required": _("Dites où l’on se réunit.")})
    agenda = _words(_("Ordre du jour"), 5, 4000)

    def write(self, viewer: Viewer, *, table_id: int) -> bool:
        """True when done."""
        given = self.cleaned_data
        starts_at = instant(given["day"], given["hour"])
        with refused_by(self):
            call_meeting(viewer, table_id=table_id, starts_at=starts_at, place=given["place"], agenda=given["agenda"])
            return True
        return False


class MinutesForm(forms.Form):
    """What was said."""

    minutes = _words(_("Compte rendu"), 10, 20000)

    def write(self, viewer: Viewer, *, meeting_id: int) -> bool:
        """True when done."""
        with refused_by(self):
            write_minutes(viewer, meeting_id=meeting_id, minutes=self.cleaned_data["minutes"])
            return True
        return False


class DecisionForm(forms.Form):
    """Who does what, by when."""

    what = _words(_("Ce qui est à faire"), 2, 300)
    organisation = forms.TypedChoiceField(
        label=_("Par quel organisme"), coerce=int, error_messages={"required": _("Choisissez un organisme.")}
    )
    due_on = Day(label=_("Pour le"), error_messages={"required": _("Donnez la date.")})
    file = forms.IntegerField(
        label=_("Numéro du dossier"),
        help_text=_(
            "Si la décision touche une entreprise. Seuls les organismes à qui elle a ouvert ce dossier le verront."
        ),
        required=False,
        min_value=1,
        error_messages={"invalid": _("Écrivez un nombre entier, comme 20.")},
    )

    def __init__(self, *args: Any, seats: Seats, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "organisation", [("", _("Choisir")), *seats])

    def write(self, viewer: Viewer, *, meeting_id: int) -> bool:
        """True when done."""
        given = self.cleaned_data
        with refused_by(self):
            note_decision(
                viewer,
                meeting_id=meeting_id,
                what=given["what"],
                organisation_id=given["organisation"],
                due_on=given["due_on"],
                case_file_id=given["file"],
            )
            return True
        return False


class SettleForm(forms.Form):
    """What came of it."""

    outcome = _words(_("Ce qui en est advenu, en une phrase"), 2, 300)

    def write(self, viewer: Viewer, *, decision_id: int) -> bool:
        """True when done."""
        with refused_by(self):
            settle_decision(viewer, decision_id=decision_id, outcome=self.cleaned_data["outcome"])
            return True
        return False
