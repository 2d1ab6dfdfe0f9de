"""What the code of a ticket opens: the session for everyone, the welcome for who holds the door. No name is shown."""

from dataclasses import dataclass

from django.http import Http404

from virage.base.door import ViewerRequest
from virage.base.viewer import Role
from virage.desks.public.door import PUBLIC
from virage.desks.public.views.entering import unlisted
from virage.stages.awareness.queries import SessionCard, session


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPage:
    """``welcomes``: the viewer manages the project, and may note who arrives."""

    session: SessionCard
    code: str
    welcomes: bool


@unlisted
@PUBLIC.page("public/ticket.html")
def ticket(request: ViewerRequest, session_id: int, code: str) -> TicketPage:
    """Answer alike to every code, whether someone has it or not."""
    found = session(request.viewer, session_id=session_id)
    if found is None:
        raise Http404
    welcomes = found.promoter_id in request.viewer.organisations(Role.PROMOTER)
    return TicketPage(session=found, code=code, welcomes=welcomes)
