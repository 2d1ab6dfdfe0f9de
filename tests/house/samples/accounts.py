"""People, roles, invitations and the links that are sent to them."""

from tests.cast import JOB, KEY, Cast
from tests.house.samples.registry import Arguments, sample
from virage.base.viewer import Role
from virage.stages.accounts.models import Invitation, Membership
from virage.stages.accounts.operations import (
    enrol_person,
    grant_membership,
    make_invitation,
    make_private_link,
)


@sample
def private_link(cast: Cast) -> Arguments:
    return {"token": make_private_link(cast.sme, subject=KEY)}


@sample
def invitation(cast: Cast) -> Arguments:
    organisation = cast.organisations["promoter"]
    return {
        "token": make_invitation(
            JOB, email="invite@example.org", name="Invitée", organisation_id=organisation, role="adviser"
        )
    }


@sample
def offered(cast: Cast) -> Arguments:
    """An invitation that waits."""
    invitation(cast)
    return {"invitation_id": Invitation.objects.order_by("-pk").values_list("pk", flat=True)[0]}


@sample
def second_adviser(cast: Cast) -> Arguments:
    """A role whose end leaves the others at work."""
    email = f"second-{Membership.objects.for_operation().count()}@example.org"
    person = enrol_person(JOB, email=email, name="Seconde personne", fictitious=True)
    house = cast.organisations["promoter"]
    return {"membership_id": grant_membership(JOB, person_id=person, organisation_id=house, role=Role.ADVISER)}


@sample
def organisation(cast: Cast) -> Arguments:
    return {"organisation_id": cast.organisations["promoter"]}


@sample
def fictitious_person(cast: Cast) -> Arguments:
    return {"person_id": cast.people[Role.ADVISER]}


@sample
def team_member(cast: Cast) -> Arguments:
    return {"person_id": cast.people[Role.ADVISER]}


@sample
def password_key(cast: Cast) -> Arguments:
    return {"uidb36": "zzz", "key": "used-already"}


@sample
def email_key(cast: Cast) -> Arguments:
    return {"key": "anything"}


@sample
def passkey(cast: Cast) -> Arguments:
    """A key of nobody: people see and change their own only."""
    return {"pk": 10**6}
