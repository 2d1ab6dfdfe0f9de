"""The privacy centre: what is kept, why, who sees it and how long; from the same data that the job obeys."""

from dataclasses import dataclass

from virage.base.viewer import Viewer
from virage.content.library import shipped
from virage.content.retention import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow:
    """One kind of information in the viewer's language; ``days`` is nothing where no clock runs."""

    id: str
    what: str
    why: str
    who: str
    days: int | None
    since: str
    end: str


def kept_data(viewer: Viewer) -> tuple[KeptRow, ...]:
    """The retention schedule, in its own order."""
    return tuple(_row(item, viewer.language) for item in shipped().retention.values())


def _row(item: Kept, language: str) -> KeptRow:
    def say(field: str) -> str:
        return str(getattr(getattr(item, field), language))

    return KeptRow(
        id=item.id,
        what=say("what"),
        why=say("why"),
        who=say("who"),
        days=item.days,
        since=say("since"),
        end=say("end"),
    )
