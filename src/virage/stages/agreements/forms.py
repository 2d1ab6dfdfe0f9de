"""What people write of an agreement: its terms in the draft, its approvals, what was handed in, what is owed."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.forms import Day, Files, choose, refused_by
from virage.base.library import library
from virage.base.viewer import Viewer
from virage.core.periods import fiscal_year, fiscal_year_name
from virage.stages.agreements.operations import (
    AgreementWords,
    add_contribution,
    add_deliverable,
    add_tranche,
    analyse_criterion,
    announce_agreement,
    answer_deposit,
    approve_agreement,
    draft_agreement,
    draft_amendment,
    hand_in_deliverable,
    release_tranche,
    remove_term,
    return_agreement,
    revise_agreement,
    submit_agreement,
)
from virage.stages.agreements.states import ContributionKind, DeliverableKind, Nature, Route
from virage.stages.documents.fields import DocumentField

YEARS_AHEAD = 6


def dollars(label: Any, *, required: bool = True) -> forms.DecimalField:
    """A number of dollars and cents."""
    wrong = _("Écrivez un montant en dollars, comme 1500 ou 1500,50.")
    return forms.DecimalField(
        label=label,
        required=required,
        min_value=Decimal("0.01"),
        max_digits=14,
        decimal_places=2,
        localize=True,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_decimal_places", "max_digits"), wrong),
    )


def line(label: Any, length: int = 300, *, required: bool = True, hint: Any = "") -> forms.CharField:
    """One line of words."""
    missing = {"required": _("Écrivez cette ligne.")}
    return forms.CharField(label=label, max_length=length, required=required, help_text=hint, error_messages=missing)


def day(label: Any, *, required: bool = True, hint: Any = "") -> Day:
    """A day."""
    return Day(label=label, required=required, help_text=hint, error_messages={"required": _("Écrivez une date.")})


class ActForm(forms.Form):
    """One act on an agreement; ``about`` is the thing it is done to, where there is one."""

    def __init__(
        self,
        data: Any = None,
        files: Files | None = None,
        *,
        agreement_id: int = 0,
        about: int = 0,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.agreement_id, self.about = agreement_id, about

    def write(self, viewer: Viewer) -> int | None:
        """Do it; the number of a new agreement if there is one."""
        raise NotImplementedError

    def done_by(self, viewer: Viewer) -> bool:
        """True once done; False with the reason among the errors."""
        with refused_by(self):
            self.written = self.write(viewer)
            return True
        return False

    written: int | None = None


class WordsForm(ActForm):
    """What an agreement says before its terms."""

    purpose = line(_("But de l’entente"))
    route = forms.ChoiceField(label=_("Voie d’autorisation"), choices=Route.choices)
    authorisation = line(
        _("Numéro de ce qui l’autorise"),
        80,
        required=False,
        hint=_("Cadre normatif, acte de délégation, décret ou C.T."),
    )
    begins_on = day(_("Début"))
    ends_on = day(_("Fin"))
    announced_on = day(
        _("Annonce publique"),
        required=False,
        hint=_("Rien n’est public avant ce jour. Il peut être dit plus tard, une fois."),
    )

    def words(self) -> AgreementWords:
        """As the operation takes them."""
        told = {name: self.cleaned_data[name] for name in WordsForm.base_fields}
        return AgreementWords(**{**told, "route": Route(told["route"])})

    def write(self, viewer: Viewer) -> int | None:
        """Revise the draft."""
        revise_agreement(viewer, agreement_id=self.agreement_id, words=self.words())
        return None


class AmendForm(WordsForm):
    """An amendment of a signed agreement."""

    def write(self, viewer: Viewer) -> int | None:
        """Its number."""
        return draft_amendment(viewer, agreement_id=self.agreement_id, words=self.words())


class DraftForm(WordsForm):
    """A new agreement, for a project; perhaps the next phase of another."""

    project = forms.TypedChoiceField(label=_("Projet"), coerce=int)
    reference = line(_("Numéro de l’entente"), 40)
    previous = forms.TypedChoiceField(
        label=_("Suite de l’entente"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Pour une phase suivante."),
    )
    field_order = ("project", "reference", *WordsForm.base_fields, "previous")

    def __init__(
        self, data: Any = None, *, projects: Iterable[tuple[int, str]] = (), before: Iterable[tuple[int, str]] = ()
    ) -> None:
        super().__init__(data)
        choose(self, "project", projects)
        choose(self, "previous", [("", "–"), *before])

    def write(self, viewer: Viewer) -> int | None:
        """Its number."""
        told = self.cleaned_data
        return draft_agreement(
            viewer,
            project_id=told["project"],
            reference=told["reference"],
            words=self.words(),
            previous_id=told["previous"],
        )


class ContributionForm(ActForm):
    """What one funder brings. The initiative’s own share comes from its ministry."""

    own = forms.TypedChoiceField(
        label=_("Qui contribue"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=((1, _("De l’initiative, par une enveloppe du ministère")), (0, _("D’un autre bailleur"))),
        initial=0,
    )
    funder_name = line(_("Nom du bailleur, si c’est un autre"), 160, required=False)
    kind = forms.ChoiceField(label=_("En argent ou en nature"), choices=ContributionKind.choices)
    nature = forms.ChoiceField(label=_("Publique ou privée"), choices=Nature.choices)
    amount = dollars(_("Montant, en dollars"))
    ministry_id = 0

    def write(self, viewer: Viewer) -> int | None:
        """Add it."""
        told = dict(self.cleaned_data)
        if told.pop("own"):
            whole: dict[str, Any] = {"funder_id": self.ministry_id, "own": True, "amount": told["amount"]}
        else:
            whole = told
        add_contribution(viewer, agreement_id=self.agreement_id, **whole)
        return None

    def clean(self) -> dict[str, Any]:
        """Another funder has a name."""
        told = super().clean() or {}
        if not told.get("own") and not told.get("funder_name"):
            self.add_error("funder_name", _("Nommez qui contribue."))
        return told


class TrancheForm(ActForm):
    """A part of the share, and when it is due."""

    amount = dollars(_("Montant, en dollars"))
    fiscal_year = forms.TypedChoiceField(label=_("Exercice"), coerce=int)
    due_on = day(_("Due le"), required=False)
    condition = line(_("Ou à quelle condition"), required=False)
    advance = forms.BooleanField(label=_("C’est une avance"), required=False)
    proven_need = dollars(_("Besoin de liquidités démontré, pour une avance"), required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        first = fiscal_year(timezone.localdate())
        choose(self, "fiscal_year", [(year, fiscal_year_name(year)) for year in range(first, first + YEARS_AHEAD)])

    def write(self, viewer: Viewer) -> int | None:
        """Add it."""
        add_tranche(viewer, agreement_id=self.agreement_id, **self.cleaned_data)
        return None

    def clean(self) -> dict[str, Any]:
        """A day or a condition; an advance within its need."""
        told = super().clean() or {}
        if not told.get("due_on") and not told.get("condition"):
            self.add_error("due_on", _("Dites quand la tranche est due, ou à quelle condition."))
        return told


class DeliverableForm(ActForm):
    """What the promoter hands in, by when."""

    kind = forms.ChoiceField(label=_("Nature"), choices=DeliverableKind.choices)
    title = line(_("Titre"), 160)
    due_on = day(_("À remettre au plus tard le"))

    def write(self, viewer: Viewer) -> int | None:
        """Add it."""
        add_deliverable(viewer, agreement_id=self.agreement_id, **self.cleaned_data)
        return None


class RemoveForm(ActForm):
    """Take a term out of a draft; which kind stands in the form that was shown."""

    kind = ""

    def write(self, viewer: Viewer) -> int | None:
        """Remove it."""
        remove_term(viewer, agreement_id=self.agreement_id, kind=self.kind, term_id=self.about)
        return None


class AnalysisForm(ActForm):
    """One criterion: its score, its reason, its document."""

    criterion = forms.ChoiceField(label=_("Critère"))
    score = forms.IntegerField(
        label=_("Note, sur 100"),
        min_value=0,
        max_value=100,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Écrivez une note de 0 à 100.")
        ),
    )
    reason = forms.CharField(
        label=_("Raison"), widget=forms.Textarea, error_messages={"required": _("Dites pourquoi cette note.")}
    )
    file = DocumentField(label=_("Document sur lequel elle s’appuie"), required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        names = library().approvals.criteria
        choose(self, "criterion", [(name, words.say("fr")) for name, words in names.items()])

    def in_language(self, language: str) -> "AnalysisForm":
        """The same, with criteria in the language of whoever reads."""
        names = library().approvals.criteria
        choose(self, "criterion", [(name, words.say(language)) for name, words in names.items()])
        return self

    def write(self, viewer: Viewer) -> int | None:
        """Keep it."""
        analyse_criterion(viewer, agreement_id=self.agreement_id, **self.cleaned_data)
        return None


class SubmitForm(ActForm):
    """Ask for the approvals."""

    def write(self, viewer: Viewer) -> int | None:
        """Submit."""
        submit_agreement(viewer, agreement_id=self.agreement_id)
        return None


class ApproveForm(ActForm):
    """Give the next approval."""

    on = day(_("Date de l’approbation"))
    act = line(_("Numéro du décret ou du C.T., si cette étape en demande un"), 80, required=False)

    def write(self, viewer: Viewer) -> int | None:
        """Approve."""
        approve_agreement(viewer, agreement_id=self.agreement_id, **self.cleaned_data)
        return None


class ReturnForm(ActForm):
    """Send it back to its authors."""

    why = line(_("Ce qui est à revoir"))

    def write(self, viewer: Viewer) -> int | None:
        """Return."""
        return_agreement(viewer, agreement_id=self.agreement_id, why=self.cleaned_data["why"])
        return None


class AnnounceForm(ActForm):
    """From which day the public may know."""

    on = day(_("Jour de l’annonce"))

    def write(self, viewer: Viewer) -> int | None:
        """Say it, once."""
        announce_agreement(viewer, agreement_id=self.agreement_id, on=self.cleaned_data["on"])
        return None


class HandInForm(ActForm):
    """A deliverable, as a file."""

    file = DocumentField()

    def write(self, viewer: Viewer) -> int | None:
        """Deposit it."""
        hand_in_deliverable(viewer, deliverable_id=self.about, **self.cleaned_data)
        return None


class ReceiveForm(HandInForm):
    """What came on paper, and when."""

    received_on = day(_("Reçu le"))


class AnswerForm(ActForm):
    """Accept a deliverable, or return it."""

    accepted = forms.TypedChoiceField(
        label=_("Ce document"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=((1, _("est accepté")), (0, _("est retourné à l’organisme"))),
        error_messages={"required": _("Dites si ce document est accepté ou retourné.")},
    )
    why = line(_("Ce qui manque, s’il est retourné"), required=False)

    def write(self, viewer: Viewer) -> int | None:
        """Answer."""
        told = self.cleaned_data
        answer_deposit(viewer, deposit_id=self.about, accepted=bool(told["accepted"]), why=told["why"])
        return None


class ReleaseForm(ActForm):
    """A tranche is due: since when, and what shows it."""

    released_on = day(_("À verser à partir du"))
    evidence = line(_("Pièce justificative"))
    need = line(_("Pour une avance : à quel besoin elle répond"), required=False)
    proven_need = dollars(_("Pour une avance : besoin de liquidités démontré, en dollars"), required=False)

    def write(self, viewer: Viewer) -> int | None:
        """Find it owed."""
        release_tranche(viewer, tranche_id=self.about, **self.cleaned_data)
        return None
