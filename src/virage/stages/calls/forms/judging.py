"""What the ministry types of a file: who reads it, conflicts of interest, scores, the decision."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from virage.base.forms import choose, refused_by
from virage.base.viewer import Viewer
from virage.stages.calls.forms.fields import dollars, text, whole
from virage.stages.calls.operations import (
    assign_review,
    decide_proposal,
    declare_interest,
    discuss_scores,
    give_scores,
)
from virage.stages.calls.queries import ProposalFile
from virage.stages.calls.queries.calls import CriterionLine
from virage.stages.calls.queries.proposals import PieceLine
from virage.stages.calls.states import Step
from virage.stages.calls.written import MarkWords

MOST = 10
PARTS = ("value", "reason", "document")


class AssignForm(forms.Form):
    """Who reads it."""

    reviewer = forms.TypedChoiceField(
        label=_("Confier l’analyse à"), coerce=int, error_messages={"required": _("Choisissez une personne.")}
    )

    def __init__(self, *args: Any, analysts: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "reviewer", [("", _("Choisir")), *analysts])

    def write(self, viewer: Viewer, file: ProposalFile) -> bool:
        """True when done."""
        with refused_by(self):
            assign_review(viewer, proposal_id=file.id, reviewer_id=self.cleaned_data["reviewer"])
            return True
        return False


class InterestForm(forms.Form):
    """Whether one has a conflict of interest; with one, the file closes."""

    conflict = forms.ChoiceField(
        label=_("Avez-vous un conflit d’intérêts avec cet organisme ou ce projet?"),
        choices=(("no", _("Non")), ("yes", _("Oui : la proposition me sera fermée"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("Répondez par oui ou par non.")},
    )
    why = text(_("Lequel"), most=300, hint=_("Si vous en avez un."))

    def write(self, viewer: Viewer, file: ProposalFile) -> bool:
        """True when done."""
        given = self.cleaned_data
        with refused_by(self):
            declare_interest(
                viewer,
                review_id=file.mine.id if file.mine else 0,
                conflict=given["conflict"] == "yes",
                reason=given["why"],
            )
            return True
        return False


class MarksForm(forms.Form):
    """Every criterion: its score, its reason, the file or section it rests on. Given apart, or discussed together."""

    def __init__(self, *args: Any, file: ProposalFile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = file.criteria
        rests = [("", _("Choisir")), *_documents(file)]
        for one in file.criteria:
            self.fields[f"value_{one.id}"] = whole(
                _("Note, de 0 à 10"), most=MOST, required=_("Donnez une note de 0 à 10.")
            )
            self.fields[f"reason_{one.id}"] = text(_("Raison"), required=_("Dites pourquoi."), rows=2, most=2000)
            self.fields[f"document_{one.id}"] = forms.ChoiceField(
                label=_("Ce qui l’appuie, dans la proposition"),
                choices=rests,
                error_messages={"required": _("Choisissez ce qui l’appuie.")},
            )

    @property
    def rows(self) -> list[tuple[CriterionLine, tuple[BoundField, ...]]]:
        """Each criterion with its fields."""
        return [(one, tuple(self[f"{part}_{one.id}"] for part in PARTS)) for one in self.criteria]

    def write(self, viewer: Viewer, file: ProposalFile, *, together: bool) -> bool:
        """True when done."""
        marks = [
            MarkWords(
                criterion_id=one.id,
                value=self.cleaned_data[f"value_{one.id}"],
                reason=self.cleaned_data[f"reason_{one.id}"],
                **_rests(self.cleaned_data[f"document_{one.id}"]),
            )
            for one in self.criteria
        ]
        with refused_by(self):
            if together:
                discuss_scores(viewer, proposal_id=file.id, marks=marks)
            else:
                give_scores(viewer, review_id=file.mine.id if file.mine else 0, marks=marks)
            return True
        return False


def _documents(file: ProposalFile) -> list[tuple[str, Any]]:
    """The sections of the proposal, then its files."""
    sections = [(step.value, _("Section – %(name)s") % {"name": step.label}) for step in Step]
    held = [one for one in (file.content.pieces if file.content else ()) if one.file]
    return [*sections, *((str(one.id), _("Fichier – %(name)s") % {"name": _named(one)}) for one in held)]


def _named(piece: PieceLine) -> str:
    """What the call asked for, and the file's own name."""
    name = piece.file.name if piece.file else ""
    return name if piece.words == name else f"{piece.words} ({name})"


def _rests(said: str) -> dict[str, Any]:
    """A file by its number, or a section by its name."""
    return {"piece_id": int(said)} if said.isdecimal() else {"section": Step(said)}


class DecisionForm(forms.Form):
    """What is decided, with its reason; a departure from the calculation has its own."""

    chosen = forms.ChoiceField(
        label=_("Décision"),
        choices=(("yes", _("Retenir")), ("no", _("Ne pas retenir"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une décision.")},
    )
    amount = dollars(_("Aide approuvée ($)"), help_text=_("Vide : l’aide demandée."))
    reason = text(
        _("Raison, que l’organisme lira"), required=_("Dites pourquoi : l’organisme le lira."), rows=3, most=2000
    )
    departure = text(
        _("Si la décision s’écarte du calcul ou des conditions publiées : pourquoi"),
        rows=2,
        most=2000,
        hint=_("Compté, et publié avec les résultats quand la proposition est retenue."),
    )

    def write(self, viewer: Viewer, file: ProposalFile) -> bool:
        """True when done."""
        given = self.cleaned_data
        with refused_by(self):
            decide_proposal(
                viewer,
                proposal_id=file.id,
                chosen=given["chosen"] == "yes",
                amount=given["amount"],
                reason=given["reason"],
                departure=given["departure"],
            )
            return True
        return False
