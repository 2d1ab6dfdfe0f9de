"""The letters that carry a secret: a private link, an invitation."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.tokens import digest
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.operations import found_organisation, make_invitation, make_private_link
from virage.stages.accounts.queries import ministry_exists, open_invitation, private_link_ends
from virage.stages.accounts.staff import invitation_at
from virage.stages.directory.models import AccessGrant, Enterprise
from virage.stages.directory.queries import threads_at
from virage.stages.directory.states import Purpose
from virage.stages.messages.operations.outbox import TooManyMessages, hold_back, post_message


class AlreadyOpen(Refusal):
    """An installation has its first ministry once."""

    sentence = _("Cette installation a déjà son ministère : une personne de sa direction invite les autres.")


def matter_of_thread(subject: UUID) -> str:
    """What a thread's own mail is about, without its key: a matter stays in the trail, a key opens the thread."""
    return f"thread:{digest(str(subject))[:32]}"


@operation
def send_private_link(
    viewer: Viewer,
    *,
    subject: UUID,
    address: str,
    language: str = "fr",
    enterprise: str = "",
    due_at: datetime | None = None,
) -> int:
    """Make a key to a thread and send it by e-mail, now unless said; returns the message's id.

    ``enterprise`` names the thread for whoever keeps several under one address.
    """
    token = make_private_link(viewer, subject=subject)
    link = address_of("public:private_link", language, token)
    ends = private_link_ends(token)
    return post_message(
        viewer,
        kind="private_link",
        address=address,
        language=language,
        matter=matter_of_thread(subject),
        due_at=due_at,
        enterprise_id=Enterprise.objects.for_operation().filter(key=subject).values_list("pk", flat=True).first(),
        link=link,
        ends=ends,
        enterprise=enterprise,
        shared=_is_shared(subject),
    )


def _is_shared(subject: UUID) -> bool:
    """May an organisation read what was sent? What it brought itself opens no answer."""
    grants = AccessGrant.objects.in_force().filter(enterprise__key=subject)
    return grants.exclude(purpose=Purpose.FOLLOWED).marked().exists()


@operation
def send_lost_links(viewer: Viewer, *, address: str) -> None:
    """Send again the private link of every thread kept under an address.

    Answers nothing, whether the address is known, unknown or written to too often. The letters leave with the next
    round of the outbox: a visitor who waited for the mail server would learn that there was something to send.
    """
    finder, soon, sent = Viewer.system("lost_link"), timezone.now() + timedelta(seconds=1), 0
    for thread in threads_at(finder, address=address):
        try:
            hold_back(address.strip().lower(), timezone.now())
        except TooManyMessages:
            break
        send_private_link(
            finder,
            subject=thread.key,
            address=address,
            language=thread.language,
            enterprise=thread.name,
            due_at=soon,
        )
        sent += 1
    record(viewer, "private_link.asked_again", kind="private_link", id="-", letters=sent)


@operation
def invite_person(
    viewer: Viewer, *, email: str, name: str, organisation_id: int, role: str, language: str = "fr"
) -> int:
    """Offer a role by e-mail, for seven days; returns the message's id."""
    token = make_invitation(
        viewer, email=email, name=name, organisation_id=organisation_id, role=role, language=language
    )
    link = address_of("public:invitation", language, token)
    return post_message(
        viewer,
        kind="invitation",
        address=email,
        language=language,
        organisation_id=organisation_id,
        enterprise_id=None,
        link=link,
        offered=open_invitation(token),
    )


@operation
def resend_invitation(viewer: Viewer, *, invitation_id: int) -> int:
    """Offer the same role again, with a new link for seven days; the former link no longer opens."""
    offered = invitation_at(viewer, invitation_id=invitation_id)
    if offered is None:
        raise Forbidden
    return invite_person(
        viewer,
        email=offered.email,
        name=offered.name,
        organisation_id=offered.organisation_id,
        role=offered.role,
        language=offered.language,
    )


@operation
def open_installation(viewer: Viewer, *, organisation: str, name: str, email: str, language: str = "fr") -> str:
    """Found the first ministry and invite its first director; returns the link that lets them in, once.

    The link is given to whoever runs the command rather than sent: mail may not work on the first day.

    Raises:
        AlreadyOpen: a ministry exists.
    """
    if ministry_exists():
        raise AlreadyOpen
    founded = found_organisation(viewer, name=organisation, kind="ministry")
    token = make_invitation(
        viewer, email=email, name=name, organisation_id=founded, role=Role.DIRECTOR, language=language
    )
    return address_of("public:invitation", language, token)


def address_of(route: str, language: str, *values: object) -> str:
    """The whole address of a page in a language, for a letter."""
    with translation.override(language):
        return settings.BASE_URL + reverse(route, args=values)
