"""What a ministry opens and says: a strategy, an initiative, its phases, an envelope, its credits, a promise."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day, choose, refused_by
from virage.base.viewer import Role, Viewer
from virage.core.periods import fiscal_year
from virage.stages.agreements.forms import line
from virage.stages.insight.states import Indicator
from virage.stages.ledger.forms import PostingForm
from virage.stages.ledger.operations import make_promise, open_envelope, post_entry
from virage.stages.ledger.queries import Announced
from virage.stages.ledger.states import OF_MONEY, EntryKind, Measure
from virage.stages.programme.operations import add_phase, announce_strategy, open_initiative

CREDITS = (EntryKind.ANNOUNCED, EntryKind.REANNOUNCED, EntryKind.VOTED, EntryKind.AUTHORISED)
YEARS_AROUND = 6

Choices = Iterable[tuple[int, str]]


def _day(label: Any, *, required: bool = True, hint: Any = "") -> Day:
    return Day(label=label, required=required, help_text=hint, error_messages={"required": _("Écrivez la date.")})


def _chosen(label: Any, *, hint: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, coerce=int, help_text=hint, error_messages={"required": _("Choisissez une réponse de la liste.")}
    )


class OpeningForm(forms.Form):
    """What is opened by the ministry whose finances the viewer holds; each field says what is missing."""

    ministry = _chosen(_("Au nom de"))

    def __init__(self, data: Any = None, *, viewer: Viewer, **choices: Choices) -> None:
        """``choices`` by field; a field of choices that may stay empty begins with « Aucune »."""
        super().__init__(data)
        ours = {m.organisation_id: m.organisation for m in viewer.memberships if m.role == Role.FINANCE}
        if len(ours) == 1:
            del self.fields["ministry"]
        else:
            choose(self, "ministry", list(ours.items()))
        self.ours = ours
        for name, given in choices.items():
            if name in self.fields:
                first = [] if self.fields[name].required else [("", _("Aucune"))]
                choose(self, name, [*first, *given])

    @property
    def ministry_id(self) -> int:
        """The ministry that opens it."""
        return int(self.cleaned_data.get("ministry") or next(iter(self.ours)))

    def written_by(self, viewer: Viewer) -> bool:
        """True when done; False with the reason among the errors."""
        with refused_by(self):
            self.write(viewer)
            return True
        return False

    def write(self, viewer: Viewer) -> None:
        """Open it."""
        raise NotImplementedError

    def two(self, name: str) -> tuple[str, str]:
        """A name in French, then in English."""
        return self.cleaned_data[name], self.cleaned_data[f"{name}_en"]

    def optional(self, name: str) -> int | None:
        """A number chosen, or None."""
        return self.cleaned_data.get(name) or None


class StrategyForm(OpeningForm):
    """What initiatives will serve together."""

    name = line(_("Nom, en français"), 160)
    name_en = line(_("Nom, en anglais"), 160)
    objective = line(_("Objectif, en français"))
    objective_en = line(_("Objectif, en anglais"))
    announced_by = line(_("Qui l’a annoncée"), 160)
    source = line(_("Source"), hint=_("Communiqué, discours ou document, avec sa date ou son adresse."))
    announced_on = _day(_("Annoncée le"))
    begins_on = _day(_("Commence le"))
    ends_on = _day(_("Se termine le"), required=False)

    def write(self, viewer: Viewer) -> None:
        """Announce it."""
        told = self.cleaned_data
        announce_strategy(
            viewer,
            ministry_id=self.ministry_id,
            name=self.two("name"),
            objective=self.two("objective"),
            **{name: told[name] for name in ("announced_by", "source", "announced_on", "begins_on", "ends_on")},
        )


class InitiativeForm(OpeningForm):
    """What a ministry carries, under a strategy or not."""

    name = line(_("Nom"), 160)
    began_on = _day(_("Commence le"))
    strategy = forms.TypedChoiceField(label=_("Stratégie qu’elle sert"), coerce=int, required=False, empty_value=None)

    def write(self, viewer: Viewer) -> None:
        """Open it."""
        open_initiative(
            viewer,
            name=self.cleaned_data["name"],
            ministry_id=self.ministry_id,
            began_on=self.cleaned_data["began_on"],
            strategy_id=self.optional("strategy"),
        )


class PhaseForm(OpeningForm):
    """A part of an initiative, in time."""

    initiative = _chosen(_("Initiative"))
    name = line(_("Nom, en français"), 160)
    name_en = line(_("Nom, en anglais"), 160)
    begins_on = _day(_("Commence le"))
    ends_on = _day(_("Se termine le"))

    def write(self, viewer: Viewer) -> None:
        """Add it."""
        told = self.cleaned_data
        add_phase(
            viewer,
            initiative_id=told["initiative"],
            name=self.two("name"),
            begins_on=told["begins_on"],
            ends_on=told["ends_on"],
        )


class EnvelopeForm(OpeningForm):
    """The credits of one ministry for an initiative, or for one of its phases."""

    initiative = _chosen(_("Initiative"))
    phase = forms.TypedChoiceField(label=_("Phase de cette initiative"), coerce=int, required=False, empty_value=None)
    name = line(_("Nom de l’enveloppe"), 160)

    def write(self, viewer: Viewer) -> None:
        """Open it."""
        open_envelope(
            viewer,
            initiative_id=self.cleaned_data["initiative"],
            name=self.cleaned_data["name"],
            funder_id=self.ministry_id,
            phase_id=self.optional("phase"),
        )


class PromiseForm(OpeningForm):
    """What was promised in public, with its deadline; what becomes of it is computed."""

    initiative = _chosen(_("Initiative"))
    name = line(_("Ce qui est promis, en français"))
    name_en = line(_("Ce qui est promis, en anglais"))
    speaker = line(_("Qui l’a promis"), 160)
    source = line(_("Source"), hint=_("Communiqué, discours ou document, avec sa date ou son adresse."))
    announced_on = _day(_("Promis le"))
    due_on = _day(_("Échéance"))
    measure = forms.TypedChoiceField(label=_("Mesuré par"), choices=Measure.choices, coerce=Measure)
    value = forms.DecimalField(
        label=_("Combien"),
        min_value=1,
        max_digits=14,
        decimal_places=2,
        localize=True,
        help_text=_("En dollars, ou en nombre d’ententes ou d’entreprises."),
        error_messages={"required": _("Écrivez combien est promis."), "invalid": _("Écrivez un nombre.")},
    )
    indicator = forms.ChoiceField(
        label=_("Entreprises : lesquelles comptent"),
        choices=[("", _("Sans objet")), *Indicator.choices],
        required=False,
    )
    announcement = forms.TypedChoiceField(
        label=_("Annonce dont vient la somme"), coerce=int, required=False, empty_value=None
    )

    def clean(self) -> dict[str, Any]:
        """A sum names its announcement, a number of enterprises what counts."""
        told: dict[str, Any] = super().clean() or {}
        measure = told.get("measure")
        if measure in OF_MONEY and not told.get("announcement"):
            self.add_error("announcement", _("Une somme promise nomme l’annonce dont elle vient."))
        if measure == Measure.ENTERPRISES and not told.get("indicator"):
            self.add_error("indicator", _("Dites lesquelles comptent."))
        return told

    def write(self, viewer: Viewer) -> None:
        """Keep it."""
        told = self.cleaned_data
        make_promise(
            viewer,
            initiative_id=told["initiative"],
            name=self.two("name"),
            indicator=told["indicator"] if told["measure"] == Measure.ENTERPRISES else "",
            announcement_id=self.optional("announcement") if told["measure"] in OF_MONEY else None,
            **{name: told[name] for name in ("speaker", "source", "announced_on", "due_on", "measure", "value")},
        )


class CreditForm(PostingForm):
    """Credits of an envelope: announced, announced again, voted, authorised. Four things that do not add up."""

    kind = forms.TypedChoiceField(label=_("Nature"), coerce=EntryKind)
    year = forms.TypedChoiceField(label=_("Exercice"), coerce=int)
    about = forms.TypedChoiceField(label=_("Annonce qui est répétée"), coerce=int, required=False, empty_value=None)
    field_order = ("kind", "about", "year", "amount", "on", "evidence", "key")

    def __init__(self, data: Any = None, *, envelope_id: int, announced: Iterable[Announced], today: date) -> None:
        this = fiscal_year(today)
        super().__init__(data, initial={"on": timezone.localdate(), "year": this})
        self.envelope_id = envelope_id
        choose(self, "kind", [(kind.value, kind.label) for kind in CREDITS])
        years = range(this + YEARS_AROUND, this - YEARS_AROUND, -1)
        choose(self, "year", [(year, f"{year}-{year + 1}") for year in years])
        mine = [(one.id, one.words) for one in announced if one.envelope_id == envelope_id]
        choose(self, "about", [("", _("Aucune")), *mine])

    def clean(self) -> dict[str, Any]:
        """What is announced again says which announcement."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("kind") == EntryKind.REANNOUNCED and not told.get("about"):
            self.add_error("about", _("Choisissez l’annonce qui est répétée."))
        return told

    def posted_by(self, viewer: Viewer) -> int | None:
        """The entry's number, or None with the reason among the errors."""
        told = self.terms()
        about = told.pop("about")
        repeats = told["kind"] == EntryKind.REANNOUNCED
        with refused_by(self):
            return post_entry(viewer, envelope_id=self.envelope_id, about_id=about if repeats else None, **told)
        return None
