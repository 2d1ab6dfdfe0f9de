"""Approve, return, announce, hand in, answer, find owed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from virage.base.viewer import Viewer
from virage.stages.agreements.forms.fields import ActForm, day, dollars, line
from virage.stages.agreements.operations import (
    announce_agreement,
    answer_deposit,
    approve_agreement,
    hand_in_deliverable,
    release_tranche,
    return_agreement,
    submit_agreement,
)
from virage.stages.documents.fields import DocumentField


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
