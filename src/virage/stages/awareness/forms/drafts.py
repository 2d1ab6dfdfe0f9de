"""What a promoter writes of an activity and of its sessions."""

from collections.abc import Iterable
from decimal import Decimal
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
    access_field,
    link_field,
    on_lines,
    partners_field,
    place_field,
    places_field,
)
from virage.stages.awareness.queries.cards import SessionCard
from virage.stages.awareness.states import ActivityKind
from virage.stages.awareness.terms import ActivityTerms, SessionTerms

FREE, AMOUNT, UNKNOWN = "free", "amount", "unknown"


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


class ActivityForm(SessionForm):
    """An activity and its first session: what everyone will read."""

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
    prerequisites = forms.CharField(
        label=_("À savoir ou à apporter"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        required=False,
    )
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

    def __init__(self, *args: Any, projects: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "project", [(str(pk), name) for pk, name in projects])
        choose(self, "sectors", sector_choices())

    def clean(self) -> dict[str, Any]:
        """An amount where there is one to pay."""
        said = super().clean()
        if said.get("cost") == AMOUNT and said.get("price") is None and "price" not in self.errors:
            self.add_error("price", _("Écrivez le montant."))
        return said

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
            price={FREE: Decimal(0), AMOUNT: said["price"], UNKNOWN: None}[said["cost"]],
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
        "cost": UNKNOWN if card.price is None else AMOUNT if card.price else FREE,
        "price": card.price or None,
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
