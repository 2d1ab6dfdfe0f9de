"""What is owed today, the targets against the results, the next activities."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from virage.base.door import ViewerRequest
from virage.base.viewer import Viewer
from virage.desks.promoter.door import DESK, ROLES
from virage.stages.awareness.queries import SessionCard, sessions_of_team
from virage.stages.casefiles.queries import Late, RequestLine, late_files, requests
from virage.stages.concertation.queries import FollowUp, follow_ups
from virage.stages.directory.queries import profiles
from virage.stages.insight.queries import Indicator, results
from virage.stages.programme.queries import ProjectCard, TargetLine, projects_and_targets

SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One indicator of a project: its target in force, if one is set, and where it stands."""

    words: str
    result: int
    target: TargetLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectAims:
    project: ProjectCard
    aims: tuple[Aim, ...]

    @property
    def has_target(self) -> bool:
        return any(aim.target for aim in self.aims)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    on: date
    waiting: tuple[RequestLine, ...]
    waiting_count: int
    requests_late: int
    load: Late
    profiles: Mapping[int, Mapping[str, Any]]
    projects: tuple[ProjectAims, ...]
    coming: tuple[SessionCard, ...]
    to_note: tuple[SessionCard, ...]
    owed: tuple[FollowUp, ...]


@DESK.page("promoter/home.html")
def home(request: ViewerRequest) -> HomePage:
    viewer, on = request.viewer, timezone.localdate()
    waiting = requests(viewer, waiting_only=True, roles=ROLES)
    load = late_files(viewer, roles=ROLES, on=on, limit=SHOWN)
    cards = sessions_of_team(viewer, roles=ROLES)
    return HomePage(
        on=on,
        owed=follow_ups(viewer),
        waiting=waiting[:SHOWN],
        waiting_count=len(waiting),
        requests_late=sum(1 for line in waiting if line.days_late(on)),
        load=load,
        profiles=profiles(
            viewer,
            enterprises=[
                *(asked.enterprise_id for asked in waiting[:SHOWN]),
                *(line.enterprise_id for line in (*load.mine, *load.files)),
            ],
        ),
        projects=_aims(viewer, on),
        coming=tuple(card for card in reversed(cards) if card.published and not card.past)[:SHOWN],
        to_note=tuple(card for card in cards if card.published and card.past and card.taken and not card.noted)[:SHOWN],
    )


def _aims(viewer: Viewer, on: date) -> tuple[ProjectAims, ...]:
    own = projects_and_targets(viewer, promoters=viewer.organisations(*ROLES))
    latest = {(line.project_id, line.indicator): line for _project, lines in own for line in lines}
    found = results(viewer, until=on)
    return tuple(
        ProjectAims(
            project=one,
            aims=tuple(
                Aim(
                    words=str(indicator.label),
                    result=found.get((one.id, indicator.value), 0),
                    target=latest.get((one.id, indicator.value)),
                )
                for indicator in Indicator
            ),
        )
        for one, _lines in own
    )
