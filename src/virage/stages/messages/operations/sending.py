"""Send what is due; what does not leave is tried again, then shown to those whose matter it is."""

from datetime import datetime

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Viewer
from virage.stages.messages.models import Message
from virage.stages.messages.policies import MAX_ATTEMPTS, pause_after

log = structlog.get_logger()


class NotWaiting(Refusal):
    """It left, or was cancelled, or is not this viewer's to send."""

    sentence = _("Ce message est déjà parti, ou n’a plus lieu d’être envoyé.")


def send_due(viewer: Viewer, *, at: datetime) -> tuple[int, int]:
    """Send what is due, each in its own transaction; returns how many left and how many did not."""
    if not viewer.job:
        raise Forbidden
    due = Message.objects.for_operation().waiting().filter(due_at__lte=at).order_by("due_at", "pk")
    outcomes = [try_sending(key) for key in due.values_list("pk", flat=True)]
    return outcomes.count(True), outcomes.count(False)


def try_sending(key: int) -> bool | None:
    """Send one message; nothing when another worker holds it or it was settled meanwhile."""
    with transaction.atomic():
        held = Message.objects.for_operation().waiting().filter(pk=key).select_for_update(skip_locked=True).first()
        return None if held is None else _deliver(held)


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
    transaction.on_commit(lambda: try_sending(message.pk), robust=True)


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
