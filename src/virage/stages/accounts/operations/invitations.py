"""People come in by invitation: a role offered by e-mail, for seven days."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.tokens import digest, new_token
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Invitation, Organisation, Person
from virage.stages.accounts.operations.people import enrol_person, grant_membership
from virage.stages.accounts.policies import can_offer_role

LASTS = timedelta(days=7)


class InvitationClosed(Refusal):
    """Too old, used, or withdrawn."""

    sentence = _("Cette invitation n’est plus valable. Demandez-en une nouvelle à la personne qui vous l’a envoyée.")


class InvitationOver(Refusal):
    """Somebody took it or withdrew it meanwhile."""

    sentence = _("Cette invitation est déjà acceptée ou retirée; rechargez la page pour le voir.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """Who accepted; ``new`` when the person had no account until now."""

    person_id: int
    new: bool


@operation
def make_invitation(
    viewer: Viewer, *, email: str, name: str, organisation_id: int, role: str, language: str = "fr"
) -> str:
    """Offer a role; returns the token, shown once. An earlier invitation to the same address is withdrawn."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    if not can_offer_role(viewer, organisation, Role(role)):
        raise Forbidden
    now, email, token = timezone.now(), email.strip().lower(), new_token()
    Invitation.objects.filter(email=email, organisation=organisation, accepted_at=None, revoked_at=None).update(
        revoked_at=now
    )
    invitation = Invitation.objects.create(
        email=email,
        name=name,
        language=language,
        organisation=organisation,
        role=Role(role),
        token_digest=digest(token),
        by=viewer.by,
        at=now,
        expires_at=now + LASTS,
    )
    record(
        viewer, "person.invited", kind="invitation", id=invitation.pk, organisation_id=organisation.pk, role=str(role)
    )
    return token


@operation
def cancel_invitation(viewer: Viewer, *, invitation_id: int) -> None:
    """Withdraw an offer not yet taken: its link no longer opens."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("organisation")
    found = rows.filter(pk=invitation_id).first()
    if found is None or not can_offer_role(viewer, found.organisation, Role(found.role)):
        raise Forbidden
    if found.accepted_at or found.revoked_at:
        raise InvitationOver
    found.revoked_at = timezone.now()
    found.save(update_fields=["revoked_at"])
    record(viewer, "invitation.cancelled", kind="invitation", id=found.pk, organisation_id=found.organisation.pk)


@operation
def accept_invitation(viewer: Viewer, *, token: str) -> Accepted:
    """Take the role that was offered, once.

    Raises:
        InvitationClosed: the token is unknown, used, withdrawn or expired.
    """
    now = timezone.now()
    invitation = Invitation.objects.select_for_update().filter(token_digest=digest(token)).first()
    if not invitation or invitation.accepted_at or invitation.revoked_at or invitation.expires_at <= now:
        raise InvitationClosed
    welcome = Viewer.system("invitation")
    person = Person.objects.filter(email=invitation.email).first()
    person_id = (
        person.pk
        if person
        else enrol_person(welcome, email=invitation.email, name=invitation.name, language=invitation.language)
    )
    grant_membership(welcome, person_id=person_id, organisation_id=invitation.organisation_id, role=invitation.role)
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    record(
        viewer,
        "invitation.accepted",
        kind="invitation",
        id=invitation.pk,
        organisation_id=invitation.organisation_id,
        person=person_id,
    )
    return Accepted(person_id=person_id, new=person is None)
