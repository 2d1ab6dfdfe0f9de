"""The mailbox of a demonstration, and what did not leave."""

from dataclasses import dataclass
from datetime import datetime

from virage.base.viewer import Viewer
from virage.stages.messages.models import Message, MessageQuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message as its sender sees it. ``state`` is sent, waiting, cancelled or failed."""

    id: int
    address: str
    subject: str
    body: str
    at: datetime
    due_at: datetime
    state: str
    last_error: str


def mailbox(viewer: Viewer, *, address: str = "", limit: int = 100) -> tuple[Letter, ...]:
    """The latest messages, newest first, to one address if given."""
    letters = Message.objects.visible_to(viewer).order_by("-at", "-pk")
    return _letters(letters.filter(address=address.strip().lower()) if address else letters, limit)


def failed_messages(viewer: Viewer, *, limit: int = 100) -> tuple[Letter, ...]:
    """Messages that did not leave: given up, or refused at least once and waiting for another attempt."""
    return _letters(
        Message.objects.visible_to(viewer)
        .filter(sent_at=None, cancelled_at=None)
        .exclude(last_error="")
        .order_by("-at"),
        limit,
    )


def _letters(messages: MessageQuerySet, limit: int) -> tuple[Letter, ...]:
    return tuple(
        Letter(
            id=m.pk,
            address=m.address,
            subject=m.subject,
            body=m.body,
            at=m.at,
            due_at=m.due_at,
            state=_state(m),
            last_error=m.last_error,
        )
        for m in messages[:limit]
    )


def _state(message: Message) -> str:
    if message.sent_at:
        return "sent"
    if message.cancelled_at:
        return "cancelled"
    return "failed" if message.failed_at else "waiting"
