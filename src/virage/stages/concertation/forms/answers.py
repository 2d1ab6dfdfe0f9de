"""Answer a referral, then say what came of it."""

from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from virage.base.forms import refused_by
from virage.base.viewer import Role, Viewer
from virage.stages.casefiles.states import DeclineReason
from virage.stages.concertation.operations import (
    accept_referral,
    decline_referral,
    report_outcome,
)
from virage.stages.concertation.queries import ReferralLine, referral
from virage.stages.concertation.refusals import NotYourReferral


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
