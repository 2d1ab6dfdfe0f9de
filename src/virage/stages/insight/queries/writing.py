"""What would be written by barrier, and to how many: those who named it, those who agreed."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.stages.directory.models import Contact
from virage.stages.insight.policies import can_reach_out
from virage.stages.insight.queries.barriers import barriers_said
from virage.stages.messages.models import Message
from virage.stages.messages.news import KIND, agreed_to_news


@dataclass(frozen=True, slots=True, kw_only=True)
class BarrierLetter:
    """One message of the pack in the viewer's language, and whom it can reach today."""

    barrier: str
    subject: str
    text: str
    page: str
    named: int
    agreed: int
    ready: int


def barrier_letters(viewer: Viewer) -> tuple[BarrierLetter, ...]:
    """Every message of the pack. Four queries."""
    if not can_reach_out(viewer):
        return ()
    shelf, now = library().barrier_messages, timezone.now()
    named = barriers_said()
    agreed = agreed_to_news(list(named))
    addresses = dict(
        Contact.objects.for_operation().filter(enterprise__in=agreed).values_list("enterprise_id", "email")
    )
    lately = Message.objects.for_operation().filter(
        kind=KIND, at__gt=now - timedelta(days=shelf.days_between), cancelled_at=None
    )
    written = set(lately.values_list("address", flat=True))
    ready = {pk for pk, email in addresses.items() if email and email.lower() not in written}
    return tuple(
        BarrierLetter(
            barrier=message.barrier,
            subject=message.subject.words.say(viewer.language),
            text=message.text.words.say(viewer.language),
            page=message.page,
            named=sum(barrier == message.barrier for barrier in named.values()),
            agreed=sum(named[pk] == message.barrier for pk in agreed),
            ready=sum(named[pk] == message.barrier for pk in ready),
        )
        for message in shelf.messages
    )
