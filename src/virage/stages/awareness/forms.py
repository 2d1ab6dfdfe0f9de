"""What a promoter writes of an activity, and who came."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.stages.awareness.queries import RegistrationLine, SessionCard
from virage.stages.awareness.states import ActivityKind, RegistrationState

MOST_PLACES = 5000
REQUIRED_DAY = _("Donnez la date de la séance.")


def _time(label: Any, required: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=["%H:%M", "%H h %M", "%Hh%M", "%H h", "%H:%M:%S"],
        error_messages={"required": required, "invalid": _("Écrivez l’heure comme 13:30.")},
    )


class ActivityForm(forms.Form):
    """An activity and its session: what everyone will read."""

    project = forms.TypedChoiceField(label=_("Projet"), coerce=int)
    kind = forms.TypedChoiceField(
        label=_("Genre d’activité"), choices=ActivityKind.choices, coerce=ActivityKind, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("Titre"), max_length=160, error_messages={"required": _("Donnez un titre à l’activité.")}
    )
    summary = forms.CharField(
        label=_("Ce qu’on y fait"),
        help_text=_("Une ou deux phrases : ce que les gens sauront faire en sortant."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Dites en une phrase ce qu’on y fait.")},
    )
    language = forms.ChoiceField(
        label=_("Langue de la séance"), choices=(("fr", _("français")), ("en", _("anglais"))), widget=forms.RadioSelect
    )
    day = forms.DateField(
        label=_("Date"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": REQUIRED_DAY,
            "invalid": _("Écrivez la date en chiffres : année-mois-jour, comme 2026-12-01."),
        },
    )
    starts = _time(_("Début"), _("Donnez l’heure du début."))
    ends = _time(_("Fin"), _("Donnez l’heure de la fin."))
    place = forms.CharField(
        label=_("Où"),
        help_text=_("Une adresse, ou « en ligne »."),
        max_length=200,
        error_messages={"required": _("Dites où la séance se tient.")},
    )
    places = forms.IntegerField(
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

    def __init__(self, *args: Any, projects: Iterable[tuple[int, str]], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        cast("forms.ChoiceField", self.fields["project"]).choices = [(str(pk), name) for pk, name in projects]

    def clean_day(self) -> date:
        day = cast("date", self.cleaned_data["day"])
        if day < self.on:
            raise forms.ValidationError(_("Cette date est passée : choisissez aujourd’hui ou un jour à venir."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("starts") and said.get("ends") and said["ends"] <= said["starts"]:
            self.add_error("ends", _("La séance finit avant de commencer : vérifiez les deux heures."))
        return said

    def values(self) -> dict[str, Any]:
        """What the operations take, but for the project."""
        said = self.cleaned_data
        return {
            "kind": said["kind"],
            "title": said["title"],
            "summary": said["summary"],
            "language": said["language"],
            "starts_at": _at(said["day"], said["starts"]),
            "ends_at": _at(said["day"], said["ends"]),
            "place": said["place"],
            "places": said["places"],
        }


def written(card: SessionCard) -> Mapping[str, Any]:
    """A session as the form first shows it."""
    starts, ends = timezone.localtime(card.starts_at), timezone.localtime(card.ends_at)
    return {
        "project": card.project_id,
        "kind": card.kind_id,
        "title": card.title,
        "summary": card.summary,
        "language": card.language,
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "place": card.place,
        "places": card.places,
    }


class AttendanceForm(forms.Form):
    """Who came: one box for each registration that was not cancelled."""

    came = forms.TypedMultipleChoiceField(
        label=_("Qui est venu"),
        help_text=_("Cochez les présences. Les autres inscriptions seront notées absentes."),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, lines: Iterable[RegistrationLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["came"]).choices = [
            (str(line.id), f"{line.enterprise} – {line.email}")
            for line in lines
            if line.state != RegistrationState.CANCELLED
        ]


def _at(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
