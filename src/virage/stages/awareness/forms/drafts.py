"""What a promoter writes of an activity and of its sessions."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy as _

from virage.base.forms import TONGUES, choose
from virage.base.library import library
from virage.base.words import spoken
from virage.core.sectors import SectorRole
from virage.stages.awareness.forms.fields import (
    HoursForm,
    PriceForm,
    access_field,
    link_field,
    on_lines,
    partners_field,
    place_field,
    places_field,
    prerequisites_field,
    priced,
    summary_field,
    title_field,
)
from virage.stages.awareness.queries.cards import SessionCard
from virage.stages.awareness.states import ActivityKind
from virage.stages.awareness.terms import ActivityTerms, SessionTerms


class SessionForm(HoursForm):
    """One session: when, where, how many."""

    online = forms.BooleanField(label=_("En ligne"), required=False)
    place = place_field()
    region = forms.ChoiceField(label=_("Région"), required=False)
    link = link_field()
    places = places_field()
    access = access_field()
    partners = partners_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = spoken(get_language())
        regions = [(code, region.name.say(language)) for code, region in library().regions.items()]
        choose(self, "region", [("", _("À préciser")), *regions])

    def session_terms(self) -> SessionTerms:
        """What the operations take of the session."""
        said = self.cleaned_data
        return SessionTerms(
            starts_at=self.starts_at(),
            ends_at=self.ends_at(),
            online=said["online"],
            place=said["place"],
            region=said["region"],
            link=said["link"],
            places=said["places"],
            access=tuple(said["access"]),
            partners=said["partners"],
        )


class ActivityForm(PriceForm, SessionForm):
    """An activity and its first session: what everyone will read."""

    project = forms.TypedChoiceField(label=_("Projet"), coerce=int)
    kind = forms.TypedChoiceField(
        label=_("Genre d’activité"), choices=ActivityKind.choices, coerce=ActivityKind, widget=forms.RadioSelect
    )
    title = title_field()
    summary = summary_field()
    language = forms.ChoiceField(label=_("Langue de la séance"), choices=TONGUES, widget=forms.RadioSelect)
    organiser = forms.CharField(
        label=_("Organisé par d’autres"),
        help_text=_("Pour un salon où vous êtes de la partie : qui le tient."),
        max_length=160,
        required=False,
    )
    sectors = forms.MultipleChoiceField(
        label=_("Secteurs"),
        help_text=_("Rien de coché veut dire tous les secteurs."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    prerequisites = prerequisites_field()

    def __init__(self, *args: Any, projects: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "project", [(str(pk), name) for pk, name in projects])
        choose(self, "sectors", sector_choices())

    def activity_terms(self) -> ActivityTerms:
        """What the operations take of the series."""
        said = self.cleaned_data
        return ActivityTerms(
            kind=said["kind"],
            title=said["title"],
            summary=said["summary"],
            language=said["language"],
            sectors=tuple(said["sectors"]),
            prerequisites=said["prerequisites"],
            price=self.asked(),
            organiser=said["organiser"],
        )


def written(card: SessionCard, link: str = "") -> dict[str, Any]:
    """A session as its form first shows it."""
    starts, ends = timezone.localtime(card.starts_at), timezone.localtime(card.ends_at)
    return {
        "project": card.project_id,
        "kind": card.kind_id,
        "title": card.title,
        "summary": card.summary,
        "language": card.language,
        "organiser": card.organiser,
        "sectors": card.sectors,
        "prerequisites": card.prerequisites,
        **priced(card.price),
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "online": card.online,
        "place": card.place,
        "region": card.region,
        "link": link,
        "places": card.places,
        "access": card.access_ids,
        "partners": on_lines(card.partners),
    }


def sector_choices() -> list[tuple[str, str]]:
    """The sectors of the pack, in its order."""
    language = spoken(get_language())
    return [(s.id, s.name.say(language)) for s in library().sectors.values() if s.role != SectorRole.EXTRA]
