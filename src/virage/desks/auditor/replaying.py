"""A selection run again from what was kept: identical, or each difference named."""

from dataclasses import dataclass

from django.http import Http404

from virage.base.door import ViewerRequest
from virage.desks.auditor.door import DESK
from virage.stages.calls.queries import Replay, replay


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionPage:
    """One calculation and itself again."""

    replay: Replay


@DESK.page("calls/replay.html")
def selection(request: ViewerRequest, selection_id: int) -> SelectionPage:
    found = replay(request.viewer, selection_id=selection_id)
    if found is None:
        raise Http404
    return SelectionPage(replay=found)
