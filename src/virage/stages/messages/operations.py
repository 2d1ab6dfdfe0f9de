"""Post, cancel and send messages; and the two letters that carry a secret."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.tokens import digest
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.operations import (
    found_organisation,
    make_invitation,
    make_private_link,
)
from virage.stages.accounts.queries import ministry_exists, open_invitation, private_link_ends
from virage.stages.accounts.staff import invitation_at
from virage.stages.directory.queries import threads_at
from virage.stages.messages.attachments import Attachment
from virage.stages.messages.models import Message
from virage.stages.messages.policies import MAX_ATTEMPTS, PER_HOUR, is_unlimited, pause_after
from virage.stages.messages.rendering import Words, words_of

log = structlog.get_logger()


class TooManyMessages(Refusal):
    """An address is not flooded through us."""

    sentence = _(
        "Plusieurs messages viennent de partir à cette adresse. Regardez vos courriels indésirables, ou réessayez "
        "dans une heure."
    )


@operation
def post_message(  # noqa: D417
    viewer: Viewer,
    /,
    *,
    kind: str,
    address: str,
    language: str = "fr",
    matter: str = "",
    due_at: datetime | None = None,
    organisation_id: int | None = None,
    attachments: Iterable[Attachment] = (),
    unsubscribe: str = "",
    **values: object,
) -> int:
    """Write a message in the outbox, in the caller's transaction; it leaves once that transaction holds.

    Args:
        kind: names the template ``mail/<kind>.<language>.txt``.
        matter: what it is about, for instance ``callback:12``; see ``cancel_messages``.
        due_at: a reminder's instant; now unless said.
        organisation_id: whose matter it is: its managers see whether it left.
        attachments: small files that go with it.
        unsubscribe: the address that stops such messages in one click.
        values: what the template shows.

    Raises:
        TooManyMessages: more than six messages to this address within an hour, from people.
    """
    return _write(
        viewer,
        words_of(kind, language, **values),
        kind=kind,
        address=address,
        language=language,
        matter=matter,
        due_at=due_at,
        organisation_id=organisation_id,
        attachments=attachments,
        unsubscribe=unsubscribe,
    )


@operation
def post_words(viewer: Viewer, *, kind: str, address: str, language: str, subject: str, body: str) -> int:
    """Write in the outbox a message whose words come from a library (password reset, security notices)."""
    return _write(viewer, Words(subject=subject, body=body), kind=kind, address=address, language=language)


def _write(
    viewer: Viewer,
    words: Words,
    *,
    kind: str,
    address: str,
    language: str,
    matter: str = "",
    due_at: datetime | None = None,
    organisation_id: int | None = None,
    attachments: Iterable[Attachment] = (),
    unsubscribe: str = "",
) -> int:
    now, address = timezone.now(), address.strip().lower()
    if not is_unlimited(viewer):
        _hold_back(address, now)
    message = Message.objects.create(
        kind=kind,
        matter=matter,
        address=address,
        language=language,
        subject=words.subject,
        body=words.body,
        organisation_id=organisation_id,
        attachments=[asdict(each) for each in attachments],
        unsubscribe=unsubscribe,
        by=viewer.by,
        at=now,
        due_at=due_at or now,
    )
    record(viewer, "message.posted", kind="message", id=message.pk, message_kind=kind, matter=matter)
    if message.due_at <= now:
        transaction.on_commit(lambda: _try(message.pk), robust=True)
    return message.pk


def _hold_back(address: str, now: datetime) -> None:
    """One at a time for an address: two concurrent requests may not both be the sixth."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [address])
    recent = Message.objects.for_operation().filter(address=address, at__gt=now - timedelta(hours=1))
    if recent.count() >= PER_HOUR:
        raise TooManyMessages


@operation
def cancel_messages(viewer: Viewer, *, matter: str) -> int:
    """The matter moved: what was still to be said about it is not. Returns how many were cancelled."""
    waiting = Message.objects.for_operation().waiting().filter(matter=matter)
    cancelled = waiting.update(cancelled_at=timezone.now(), body="", attachments=[])
    record(viewer, "message.cancelled", kind="matter", id=matter, messages=cancelled)
    return cancelled


def send_due(viewer: Viewer, *, at: datetime) -> tuple[int, int]:
    """Send what is due, each in its own transaction; returns how many left and how many did not."""
    if not viewer.job:
        raise Forbidden
    due = Message.objects.for_operation().waiting().filter(due_at__lte=at).order_by("due_at", "pk")
    outcomes = [_try(key) for key in due.values_list("pk", flat=True)]
    return outcomes.count(True), outcomes.count(False)


def _try(key: int) -> bool | None:
    """Send one message; nothing when another worker holds it or it was settled meanwhile."""
    with transaction.atomic():
        held = Message.objects.for_operation().waiting().filter(pk=key).select_for_update(skip_locked=True).first()
        return None if held is None else _deliver(held)


def _deliver(message: Message) -> bool:
    now = timezone.now()
    message.attempts += 1
    try:
        _hand_over(message)
    except OSError as trouble:  # refused, unreachable, timed out: every smtplib and socket error is one
        log.warning("message.not_sent", message=message.pk, attempt=message.attempts, error=type(trouble).__name__)
        message.last_error = f"{type(trouble).__name__}: {trouble}"[:300]
        message.due_at = now + pause_after(message.attempts)
        message.failed_at = now if message.attempts >= MAX_ATTEMPTS else None
        message.save()
        return False
    message.sent_at, message.last_error = now, ""
    if not settings.DEMO:
        message.body, message.attachments = "", []  # what carries a secret does not stay: it is with its reader
    message.save()
    record(Viewer.system("mail"), "message.sent", kind="message", id=message.pk)
    return True


def _hand_over(message: Message) -> None:
    """In a demonstration the outbox is the mailbox: nothing leaves the machine."""
    if settings.DEMO:
        return
    with get_connection(settings.DELIVERY_BACKEND, timeout=10) as post:
        mail = EmailMessage(message.subject, message.body, to=[message.address], connection=post)
        mail.extra_headers = stop_headers(message.unsubscribe)
        for file in message.attachments:
            mail.attach(file["name"], file["text"], file["type"])
        mail.send()


def stop_headers(address: str) -> dict[str, str]:
    """What lets a mail program stop such messages with one POST (RFC 8058).

    >>> stop_headers("https://x.org/s")
    {'List-Unsubscribe': '<https://x.org/s>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'}
    """
    if not address:
        return {}
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


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
        link=link,
        ends=ends,
        enterprise=enterprise,
    )


@operation
def send_lost_links(viewer: Viewer, *, address: str) -> None:
    """Send again the private link of every thread kept under an address.

    Answers nothing, whether the address is known, unknown or written to too often. The letters leave with the next
    round of the outbox: a visitor who waited for the mail server would learn that there was something to send.
    """
    finder, soon, sent = Viewer.system("lost_link"), timezone.now() + timedelta(seconds=1), 0
    for thread in threads_at(finder, address=address):
        try:
            _hold_back(address.strip().lower(), timezone.now())
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


class NotWaiting(Refusal):
    """It left, or was cancelled, or is not this viewer's to send."""

    sentence = _("Ce message est déjà parti, ou n’a plus lieu d’être envoyé.")


@operation
def send_again(viewer: Viewer, *, message_id: int) -> None:
    """Try a message that did not leave once more, now, with all its attempts before it.

    Raises:
        NotWaiting: nothing of the viewer's that still has to leave.
    """
    rows = Message.objects.visible_to(viewer).filter(pk=message_id, sent_at=None, cancelled_at=None)
    message = rows.exclude(last_error="").select_for_update(of=("self",)).first()
    if message is None:
        raise NotWaiting
    message.attempts, message.failed_at, message.due_at = 0, None, timezone.now()
    message.save()
    record(viewer, "message.sent_again", kind="message", id=message.pk, organisation_id=message.organisation_id)
    transaction.on_commit(lambda: _try(message.pk), robust=True)


class AlreadyOpen(Refusal):
    """An installation has its first ministry once."""

    sentence = _("Cette installation a déjà son ministère : une personne de sa direction invite les autres.")


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
