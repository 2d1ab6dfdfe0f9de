"""« Ma journée »: what is late, what comes this week, whom one waits for; mine first, then my colleagues'."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from virage.base.door import ViewerRequest
from virage.desks.adviser.door import DESK, ROLES
from virage.stages.awareness.queries import SessionCard, sessions_of_team
from virage.stages.casefiles.queries import CaseFileLine, Moves, RequestLine, moves_of, pressing_elsewhere, requests
from virage.stages.directory.queries import profiles

SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    on: date
    moves: Moves
    colleagues: tuple[CaseFileLine, ...]
    profiles: Mapping[int, Mapping[str, Any]]
    requests: tuple[RequestLine, ...]
    requests_late: int
    coming: tuple[SessionCard, ...]


@DESK.page("adviser/today.html")
def today(request: ViewerRequest) -> TodayPage:
    viewer, on = request.viewer, timezone.localdate()
    moves = moves_of(viewer, roles=ROLES, on=on)
    colleagues = pressing_elsewhere(viewer, roles=ROLES, on=on)
    lines = (*moves.due, *moves.week, *moves.later, *moves.waiting, *colleagues)
    waiting = requests(viewer, waiting_only=True, roles=ROLES)
    cards = sessions_of_team(viewer, roles=ROLES)
    return TodayPage(
        on=on,
        moves=moves,
        colleagues=colleagues,
        profiles=profiles(viewer, enterprises=[line.enterprise_id for line in lines]),
        requests=waiting,
        requests_late=sum(1 for line in waiting if line.days_late(on)),
        coming=tuple(card for card in reversed(cards) if card.published and not card.past)[:SHOWN],
    )
