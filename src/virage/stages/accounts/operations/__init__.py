"""What is done with people, invitations and private links."""

from virage.stages.accounts.operations.demonstration import declare_demonstration, enter_as
from virage.stages.accounts.operations.invitations import accept_invitation, cancel_invitation, make_invitation
from virage.stages.accounts.operations.links import make_private_link, open_private_link, revoke_private_links
from virage.stages.accounts.operations.people import (
    allow_export,
    choose_reminders,
    end_membership,
    enrol_person,
    found_organisation,
    grant_membership,
)

__all__ = [
    "accept_invitation",
    "allow_export",
    "cancel_invitation",
    "choose_reminders",
    "declare_demonstration",
    "end_membership",
    "enrol_person",
    "enter_as",
    "found_organisation",
    "grant_membership",
    "make_invitation",
    "make_private_link",
    "open_private_link",
    "revoke_private_links",
]
