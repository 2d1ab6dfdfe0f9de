"""Refer an enterprise to a project of others or to a partner."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from virage.base.forms import choose, refused_by
from virage.base.viewer import Role, Viewer
from virage.core.answers import Answer
from virage.core.matching import Found, Seeker
from virage.stages.casefiles.queries import CaseFileLine, case_file
from virage.stages.concertation.operations import (
    propose_referral,
)
from virage.stages.concertation.queries import Place, partners
from virage.stages.concertation.refusals import NotYourReferral
from virage.stages.directory.queries import enterprise_card_by_id
from virage.stages.programme.queries import ProjectHere, matched_projects


class ReferForm(forms.Form):
    """To whom, and why: the enterprise reads these very words before it says yes or no."""

    to = forms.ChoiceField(
        label=_("Vers qui"),
        help_text=_("Les projets qui conviennent d’abord, avec les raisons telles que l’entreprise les lit."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez vers qui.")},
    )
    why = forms.CharField(
        label=_("Pourquoi"),
        help_text=_("L’entreprise lit ces mots, puis l’organisme, si elle accepte."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": _("Dites en quelques mots pourquoi.")},
    )

    def __init__(
        self, *args: Any, projects: Iterable[Found[ProjectHere]], partners: Iterable[Place], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cards = [one.thing.card for one in projects]
        here = [(f"project:{card.id}", f"{card.name} – {card.promoter}") for card in cards]
        choose(self, "to", [*here, *((f"partner:{p.id}", p.name) for p in partners)])

    def refer(self, viewer: Viewer, *, case_file_id: int) -> bool:
        """True when done; False with the reason among the errors."""
        kind, number = self.cleaned_data["to"].split(":")
        with refused_by(self):
            propose_referral(
                viewer, case_file_id=case_file_id, why=self.cleaned_data["why"], **{_TO[kind]: int(number)}
            )
            return True
        return False


SUITS = {
    Answer.YES: _("Convient, selon ce qui est publié."),
    Answer.UNKNOWN: _("À préciser."),
    Answer.NO: _("Ne convient pas."),
}
_TO = {"project": "project_id", "partner": "receiver_id"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferPage:
    """A file to refer, or just referred."""

    file: CaseFileLine
    form: ReferForm
    hints: Mapping[str, str]
    done: bool


def refer_page(viewer: Viewer, *, case_file_id: int, said: QueryDict | None) -> ReferPage:
    """Where this file's enterprise may be sent on to: projects of others, judged for it, best first; then partners."""
    file = case_file(viewer, case_file_id=case_file_id)
    if file is None:
        raise NotYourReferral
    ours = viewer.organisations(*Role)
    places = [place for place in partners(viewer) if place.id not in ours]
    projects = elsewhere(viewer, file)
    form = ReferForm(said, projects=projects, partners=places)
    done = said is not None and form.is_valid() and form.refer(viewer, case_file_id=case_file_id)
    return ReferPage(file=file, form=form, hints=hints_of(projects, viewer), done=done)


def elsewhere(viewer: Viewer, file: CaseFileLine) -> list[Found[ProjectHere]]:
    """Projects of other organisations that take requests, judged for this enterprise, best first."""
    ours = viewer.organisations(*Role) | {file.promoter_id}
    card = enterprise_card_by_id(viewer, enterprise_id=file.enterprise_id)
    judged = matched_projects(viewer, Seeker.of(card.facts if card else {}))
    return [one for one in judged if one.thing.card.promoter_id not in ours and one.thing.card.accepts_requests]


def hints_of(projects: Iterable[Found[ProjectHere]], viewer: Viewer) -> Mapping[str, str]:
    """Beside each choice, how it suits."""
    return {f"project:{one.thing.card.id}": _why(one, viewer.language) for one in projects}


def _why(one: Found[ProjectHere], language: str) -> str:
    """The answer, then each reason, as sentences."""
    return " ".join((str(SUITS[one.answer]), *(reason.words.say(language) for reason in one.reasons)))
