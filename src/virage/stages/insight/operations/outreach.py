"""Write to those who agreed, by the barrier they named."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from virage.base.library import library
from virage.base.operations import operation, record
from virage.base.refusals import Forbidden
from virage.base.viewer import Viewer
from virage.stages.insight.policies import can_reach_out
from virage.stages.insight.queries.barriers import barriers_said
from virage.stages.messages.news import Held, NotAgreed, TooSoon, post_news

SENDER = Viewer.system("insight")


class NoMessage(Forbidden):
    """The pack has no message for this barrier."""

    sentence = _("Aucun message n’est écrit pour ce frein.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How many messages were posted, and how many were not, by reason: not_agreed, held, too_soon."""

    posted: int
    left_out: Mapping[str, int]


@operation
def send_barrier_messages(viewer: Viewer, *, barrier: str) -> Sent:
    """Post the message of a barrier to each enterprise that named it, agreed, and was not written to lately.

    Raises:
        NoMessage: the pack has none.
    """
    if not can_reach_out(viewer):
        raise Forbidden
    shelf = library().barrier_messages
    message = next((each for each in shelf.messages if each.barrier == barrier), None)
    if message is None:
        raise NoMessage
    left = Counter[str]()
    named = sorted(pk for pk, said in barriers_said().items() if said == barrier)
    for enterprise in named:
        try:
            post_news(
                SENDER,
                enterprise_id=enterprise,
                subject=message.subject.words,
                text=message.text.words,
                page=message.page,
                days_between=shelf.days_between,
            )
        except NotAgreed:
            left["not_agreed"] += 1
        except Held:
            left["held"] += 1
        except TooSoon:
            left["too_soon"] += 1
    posted = len(named) - left.total()
    record(viewer, "barrier.written", kind="barrier", id=barrier, posted=posted, left_out=dict(left))
    return Sent(posted=posted, left_out=left)
