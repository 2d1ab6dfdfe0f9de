"""Write in the outbox, in the caller's transaction; cancel what no longer has to be said."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Refusal
from virage.base.viewer import Viewer
from virage.stages.messages.attachments import Attachment
from virage.stages.messages.models import HeldAddress, Message
from virage.stages.messages.operations.sending import try_sending
from virage.stages.messages.policies import HELD_FOR, PER_HOUR, blind, is_unlimited
from virage.stages.messages.rendering import Words, words_of


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
    enterprise_id: int | None = None,
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
        enterprise_id: which enterprise it goes to or tells of, if any: erasing that one erases it.
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
        enterprise_id=enterprise_id,
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
    enterprise_id: int | None = None,
    attachments: Iterable[Attachment] = (),
    unsubscribe: str = "",
) -> int:
    now, address = timezone.now(), address.strip().lower()
    if not is_unlimited(viewer):
        hold_back(address, now)
    message = Message.objects.create(
        kind=kind,
        matter=matter,
        address=address,
        language=language,
        subject=words.subject,
        body=words.body,
        organisation_id=organisation_id,
        enterprise_id=enterprise_id,
        attachments=[asdict(each) for each in attachments],
        unsubscribe=unsubscribe,
        by=viewer.by,
        at=now,
        due_at=due_at or now,
    )
    record(viewer, "message.posted", kind="message", id=message.pk, message_kind=kind, matter=matter)
    if message.due_at <= now:
        transaction.on_commit(lambda: try_sending(message.pk), robust=True)
    return message.pk


def hold_back(address: str, now: datetime) -> None:
    """One at a time for an address: two concurrent requests may not both be the sixth."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [address])
    since = now - HELD_FOR
    recent = Message.objects.for_operation().filter(address=address, at__gt=since)
    erased = HeldAddress.objects.filter(digest=blind(address), at__gt=since)
    if recent.count() + erased.count() >= PER_HOUR:
        raise TooManyMessages


def hold_addresses(enterprises: Collection[int]) -> None:
    """Before the letters of enterprises go: remember how many went to each address within the hour, not to whom."""
    recent = Message.objects.for_operation().filter(enterprise__in=enterprises, at__gt=timezone.now() - HELD_FOR)
    HeldAddress.objects.bulk_create(
        HeldAddress(digest=blind(address), at=at) for address, at in recent.values_list("address", "at")
    )


@operation
def cancel_messages(viewer: Viewer, *, matter: str) -> int:
    """The matter moved: what did not leave about it never will, given up or not. Returns how many were cancelled."""
    unsent = Message.objects.for_operation().filter(matter=matter, sent_at=None, cancelled_at=None)
    cancelled = unsent.update(cancelled_at=timezone.now(), body="", attachments=[])
    record(viewer, "message.cancelled", kind="matter", id=matter, messages=cancelled)
    return cancelled
