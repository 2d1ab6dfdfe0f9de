"""A real thing for each address that takes arguments."""

from collections.abc import Callable

from tests.cast import JOB, KEY, Cast
from virage.base.viewer import Role
from virage.stages.accounts.operations import make_invitation, make_private_link

Arguments = dict[str, object]
SAMPLES: dict[str, Callable[[Cast], Arguments]] = {}


def sample(build: Callable[[Cast], Arguments]) -> Callable[[Cast], Arguments]:
    SAMPLES[build.__name__] = build
    return build


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
def fictitious_person(cast: Cast) -> Arguments:
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
