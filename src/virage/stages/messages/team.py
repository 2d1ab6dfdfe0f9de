"""The people of an organisation: who works there, who is invited; one page for whoever may invite."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from virage.base.forms import TONGUES, choose, refused_by
from virage.base.refusals import Forbidden
from virage.base.templatetags.roles import ROLE_NAMES
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import OrganisationKind
from virage.stages.accounts.operations import found_organisation
from virage.stages.accounts.staff import Staff, staff
from virage.stages.messages.operations import invite_person


class InviteForm(forms.Form):
    """Whom to invite, in what role, and in which language to write."""

    name = forms.CharField(
        label=_("Nom"), max_length=120, error_messages={"required": _("Écrivez le nom de la personne.")}
    )
    email = forms.EmailField(
        label=_("Courriel"),
        error_messages={
            "required": _("Écrivez son adresse de courriel."),
            "invalid": _("Écrivez une adresse comme nom@organisme.ca."),
        },
    )
    role = forms.ChoiceField(
        label=_("Rôle"), widget=forms.RadioSelect, error_messages={"required": _("Choisissez un rôle.")}
    )
    language = forms.ChoiceField(label=_("Langue du courriel"), choices=TONGUES, initial="fr")

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "role", [(role.value, ROLE_NAMES[role]) for role in roles])

    def invite(self, viewer: Viewer, *, organisation_id: int) -> bool:
        """True when the invitation left; False with the reason among the errors."""
        with refused_by(self):
            invite_person(viewer, organisation_id=organisation_id, **self.cleaned_data)
            return True
        return False


class FoundForm(forms.Form):
    """An organisation to enter."""

    name = forms.CharField(
        label=_("Nom de l’organisme"), max_length=200, error_messages={"required": _("Écrivez le nom de l’organisme.")}
    )
    kind = forms.ChoiceField(label=_("Ce qu’il est"), choices=OrganisationKind.choices)

    def found(self, viewer: Viewer) -> int | None:
        """The organisation's number, or None with the reason among the errors. In a demonstration it is invented."""
        with refused_by(self):
            return found_organisation(viewer, fictitious=settings.DEMO, **self.cleaned_data)
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPage:
    """An organisation's people, and the form that invites one more; ``done`` once the invitation left."""

    staff: Staff
    form: InviteForm
    done: bool


def team_page(viewer: Viewer, *, organisation_id: int, said: QueryDict | None) -> TeamPage:
    """The people of an organisation, or one more just invited.

    Raises:
        Forbidden: not an organisation where the viewer may invite.
    """
    found = staff(viewer, organisation_id=organisation_id)
    if found is None:
        raise Forbidden
    form = InviteForm(said, roles=found.roles, initial={"role": found.roles[0]})
    done = said is not None and form.is_valid() and form.invite(viewer, organisation_id=organisation_id)
    return TeamPage(staff=found, form=form, done=done)
