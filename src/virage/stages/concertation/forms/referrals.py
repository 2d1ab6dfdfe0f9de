"""Refer an enterprise; answer a referral; choose a partner to share with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.forms import refused_by
from virage.base.viewer import Role, Viewer
from virage.core.answers import Answer
from virage.core.matching import Found, Seeker
from virage.stages.casefiles.operations import Closed
from virage.stages.casefiles.queries import CaseFileLine, case_file
from virage.stages.casefiles.states import DeclineReason
from virage.stages.concertation.operations import (
    accept_referral,
    decline_referral,
    propose_handover,
    propose_referral,
    report_outcome,
)
from virage.stages.concertation.queries import Place, ReferralLine, partners, referral
from virage.stages.concertation.refusals import NotYourReferral
from virage.stages.directory.queries import enterprise_card_by_id
from virage.stages.programme.queries import ProjectHere, matched_projects

MONTHS = (3, 6, 12)


class ReferForm(forms.Form):
    """To whom, and why: the enterprise reads these very words before it says yes or no."""

    to = forms.ChoiceField(
        label=_("Orienter vers"),
        help_text=_("Les projets qui conviennent d’abord, avec les raisons telles que l’entreprise les lit."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez vers qui l’aiguiller.")},
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
        cast("forms.ChoiceField", self.fields["to"]).choices = [
            *((f"project:{card.id}", f"{card.name} – {card.promoter}") for card in cards),
            *((f"partner:{p.id}", p.name) for p in partners),
        ]

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
    projects = _elsewhere(viewer, file)
    form = ReferForm(said, projects=projects, partners=places)
    done = said is not None and form.is_valid() and form.refer(viewer, case_file_id=case_file_id)
    return ReferPage(file=file, form=form, hints=_hints(projects, viewer), done=done)


def _elsewhere(viewer: Viewer, file: CaseFileLine) -> list[Found[ProjectHere]]:
    """Projects of other organisations that take requests, judged for this enterprise, best first."""
    ours = viewer.organisations(*Role) | {file.promoter_id}
    card = enterprise_card_by_id(viewer, enterprise_id=file.enterprise_id)
    judged = matched_projects(viewer, Seeker.of(card.facts if card else {}))
    return [one for one in judged if one.thing.card.promoter_id not in ours and one.thing.card.accepts_requests]


def _hints(projects: Iterable[Found[ProjectHere]], viewer: Viewer) -> Mapping[str, str]:
    return {f"project:{one.thing.card.id}": _why(one, viewer.language) for one in projects}


def _why(one: Found[ProjectHere], language: str) -> str:
    """The answer, then each reason, as sentences."""
    return " ".join((str(SUITS[one.answer]), *(reason.words.say(language) for reason in one.reasons)))


class HandOverForm(ReferForm):
    """To which project, why, and until when the former one still sees the file: the enterprise reads all three."""

    former_until = forms.DateField(
        label=_("Votre organisme voit le dossier jusqu’au"),
        help_text=_("L’entreprise lit cette date. Après, vous gardez vos services et vos comptes, sans son nom."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Donnez le dernier jour où votre organisme voit le dossier."),
            "invalid": _("Écrivez la date en chiffres : année-mois-jour, comme 2026-12-01."),
        },
    )

    def propose(self, viewer: Viewer, *, case_file_id: int) -> bool:
        """True when done; False with the reason among the errors."""
        said = self.cleaned_data
        with refused_by(self):
            propose_handover(
                viewer,
                case_file_id=case_file_id,
                project_id=int(said["to"].split(":")[1]),
                why=said["why"],
                former_until=said["former_until"],
            )
            return True
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverPage:
    """A file to pass on, or just proposed."""

    file: CaseFileLine
    form: HandOverForm
    hints: Mapping[str, str]
    done: bool


def hand_over_page(viewer: Viewer, *, case_file_id: int, said: QueryDict | None) -> HandOverPage:
    """Where this open file may continue: projects of other organisations that take requests."""
    file = case_file(viewer, case_file_id=case_file_id)
    if file is None:
        raise NotYourReferral
    if file.closed_at:
        raise Closed
    projects = _elsewhere(viewer, file)
    begun = {"former_until": timezone.localdate()}
    form = HandOverForm(said, projects=projects, partners=(), initial=begun)
    done = said is not None and form.is_valid() and form.propose(viewer, case_file_id=case_file_id)
    return HandOverPage(file=file, form=form, hints=_hints(projects, viewer), done=done)


class AnswerForm(forms.Form):
    """The partner's answer: yes with what comes next, no with a reason."""

    answer = forms.ChoiceField(
        label=_("Votre réponse"),
        choices=[("yes", _("Nous accueillons cette entreprise")), *DeclineReason.choices],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )
    words = forms.CharField(
        label=_("La suite, ou ce que vous lui conseillez"),
        help_text=_("L’entreprise et l’organisme qui l’a aiguillée lisent ces mots."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": _("Dites la suite en quelques mots.")},
    )

    def say(self, viewer: Viewer, *, referral_id: int) -> None:
        """Accept or decline."""
        answer, words = self.cleaned_data["answer"], self.cleaned_data["words"]
        if answer == "yes":
            accept_referral(viewer, referral_id=referral_id, words=words)
        else:
            decline_referral(viewer, referral_id=referral_id, reason=DeclineReason(answer), words=words)


class OutcomeForm(forms.Form):
    """What came of it."""

    words = forms.CharField(
        label=_("Ce qui en est advenu"),
        help_text=_("L’entreprise et l’organisme qui l’a aiguillée lisent ces mots."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": _("Dites-le en quelques mots.")},
    )

    def say(self, viewer: Viewer, *, referral_id: int) -> None:
        """Note it; the last words stand."""
        report_outcome(viewer, referral_id=referral_id, words=self.cleaned_data["words"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralPage:
    """A referral to answer or to conclude; ``done`` once it is."""

    referral: ReferralLine
    form: AnswerForm | OutcomeForm
    done: bool


def referral_page(viewer: Viewer, *, referral_id: int, said: QueryDict | None) -> ReferralPage:
    """A referral that came to the viewer's organisation: its answer first, then its outcome."""
    line = referral(viewer, referral_id=referral_id)
    if line is None or line.receiver_id not in viewer.organisations(Role.PARTNER) or line.project:
        raise NotYourReferral
    form = AnswerForm(said) if line.to_answer else OutcomeForm(said, initial={"words": line.outcome})
    done = False
    if said is not None and form.is_valid():
        with refused_by(form):
            form.say(viewer, referral_id=referral_id)
            done = True
    return ReferralPage(referral=line, form=form, done=done)


class ShareForm(forms.Form):
    """With which partner, and for how long. The consent is read on the page after, word for word."""

    organisation = forms.TypedChoiceField(
        label=_("Avec quel partenaire"), coerce=int, error_messages={"required": _("Choisissez un partenaire.")}
    )
    months = forms.TypedChoiceField(
        label=_("Pendant combien de temps"),
        coerce=int,
        choices=[(3, _("trois mois")), (6, _("six mois")), (12, _("un an"))],
    )

    def __init__(self, *args: Any, partners: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["organisation"]).choices = [(p.id, p.name) for p in partners]
