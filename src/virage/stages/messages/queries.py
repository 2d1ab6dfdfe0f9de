"""The mailbox of a demonstration, and what did not leave."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from virage.base.viewer import Viewer
from virage.stages.messages.models import Message, MessageQuerySet
from virage.stages.messages.reasons import why_not


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message as its sender sees it. ``state`` is sent, waiting, cancelled or failed."""

    id: int
    address: str
    language: str
    subject: str
    body: str
    at: datetime
    due_at: datetime
    state: str
    last_error: str
    files: tuple[str, ...]


def mailbox(_viewer: Viewer, *, address: str = "", limit: int = 100) -> tuple[Letter, ...]:
    """Everyone's latest messages in a demonstration, newest first, to one address if given; elsewhere none."""
    letters = Message.objects.of_demonstration().order_by("-at", "-pk")
    return _letters(letters.filter(address=address.strip().lower()) if address else letters, limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """A message that did not leave: to whom, about what, and why; never its body, which may carry a secret.

    ``given_up`` when nobody tries any more; else ``next_try`` says when.
    """

    id: int
    address: str
    subject: str
    organisation: str
    at: datetime
    attempts: int
    given_up: bool
    next_try: datetime
    why: str
    error: str

    @property
    def state(self) -> str:
        """« failed » once given up, « waiting » until then."""
        return "failed" if self.given_up else "waiting"


def unsent_messages(
    viewer: Viewer, *, organisations: Collection[int] | None = None, limit: int = 100
) -> tuple[Unsent, ...]:
    """Messages given up, or refused at least once and waiting, newest first; of some organisations, if given.

    One query.
    """
    rows = Message.objects.visible_to(viewer).filter(sent_at=None, cancelled_at=None).exclude(last_error="")
    if organisations is not None:
        rows = rows.filter(organisation__in=organisations)
    return tuple(_unsent(row) for row in rows.select_related("organisation").order_by("-at", "-pk")[:limit])


def _unsent(row: Message) -> Unsent:
    return Unsent(
        id=row.pk,
        address=row.address,
        subject=row.subject,
        organisation=row.organisation.name if row.organisation else "",
        at=row.at,
        attempts=row.attempts,
        given_up=row.failed_at is not None,
        next_try=row.due_at,
        why=str(why_not(row.last_error)),
        error=row.last_error,
    )


def _letters(messages: MessageQuerySet, limit: int) -> tuple[Letter, ...]:
    return tuple(
        Letter(
            id=m.pk,
            address=m.address,
            language=m.language,
            subject=m.subject,
            body=m.body,
            at=m.at,
            due_at=m.due_at,
            state=_state(m),
            last_error=m.last_error,
            files=tuple(file["name"] for file in m.attachments),
        )
        for m in messages[:limit]
    )


def _state(message: Message) -> str:
    if message.sent_at:
        return "sent"
    if message.cancelled_at:
        return "cancelled"
    return "failed" if message.failed_at else "waiting"
