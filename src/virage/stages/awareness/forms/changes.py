"""What changes once people could read it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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
from virage.stages.awareness.terms import Correction

LONGEST_REASON = 300


def reason_field() -> forms.CharField:
    """A word that goes with the news."""
    return forms.CharField(
        label=_("Un mot pour les personnes inscrites"),
        help_text=_("Il part tel quel dans le courriel."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_REASON,
        required=False,
    )


class PostponeForm(HoursForm):
    """Another hour or another place."""

    place = place_field()
    reason = reason_field()


class CancelForm(forms.Form):
    """Why it will not be held."""

    reason = forms.CharField(
        label=_("Pourquoi la séance n’aura pas lieu"),
        help_text=_("Cette phrase part telle quelle dans le courriel et se lit sur la page de la séance."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_REASON,
        error_messages={"required": _("Donnez la raison en une phrase : elle est due aux personnes inscrites.")},
    )


class AmendForm(PriceForm):
    """What is not the date: of this session, and of the whole series."""

    title = title_field()
    summary = summary_field()
    prerequisites = prerequisites_field()
    reason = reason_field()
    places = places_field()
    link = link_field()
    access = access_field()
    partners = partners_field()

    def correction(self) -> Correction:
        """What it says of the series."""
        said = self.cleaned_data
        return Correction(
            title=said["title"], summary=said["summary"], prerequisites=said["prerequisites"], price=self.asked()
        )


def postponed(card: SessionCard) -> dict[str, Any]:
    """A session as the form that moves it first shows it."""
    starts, ends = timezone.localtime(card.starts_at), timezone.localtime(card.ends_at)
    return {"day": starts.date(), "starts": starts.time(), "ends": ends.time(), "place": card.place}


def amended(card: SessionCard, link: str) -> dict[str, Any]:
    """A session as the form that amends it first shows it."""
    return {
        "title": card.title,
        "summary": card.summary,
        "prerequisites": card.prerequisites,
        **priced(card.price),
        "places": card.places,
        "link": link,
        "access": card.access_ids,
        "partners": on_lines(card.partners),
    }
