"""Which files nobody holds any longer, and who of the team could take one."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from virage.base.viewer import Role, Viewer
from virage.core.assignment import Matter, Proposal, Worker, propose
from virage.stages.accounts.models import Membership
from virage.stages.casefiles.models import CaseFile, CaseFileQuerySet, Request
from virage.stages.casefiles.queries.files import CaseFileLine, colleagues, lines
from virage.stages.casefiles.queries.requests import RequestLine
from virage.stages.directory.queries import profiles
from virage.stages.programme.queries import work_of

TEAM = (Role.PROMOTER, Role.ADVISER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A file to give, what is known of its enterprise, and who could take it. ``held`` while someone has it."""

    file: CaseFileLine
    matter: Matter
    profile: Mapping[str, Any]
    proposal: Proposal
    held: bool


def unheld_files(viewer: Viewer, *, roles: Collection[Role], most: int) -> tuple[CaseFileLine, ...]:
    """Open files whose owner no longer works for the promoter, the most pressing first. One query."""
    return lines(_unheld(viewer, roles).order_by("next_move_on", "pk")[:most])


def proposed_for(viewer: Viewer, *, files: Iterable[CaseFileLine], on: date) -> tuple[Proposed, ...]:
    """Who could take each file, the most pressing first; one team at a time. Five queries a team, and one."""
    asked = {line.id: line for line in files}
    known = profiles(viewer, enterprises=[line.enterprise_id for line in asked.values()])
    rows = CaseFile.objects.visible_to(viewer).filter(pk__in=asked)
    tongues = dict(rows.values_list("pk", "enterprise__contact__language"))
    found: list[Proposed] = []
    for house in sorted({line.promoter_id for line in asked.values()}):
        workers = _workers(viewer, house, on)
        here = {one.id for one in workers}
        matters = {
            line.id: _matter(
                line.id,
                line.next_move_on,
                known.get(line.enterprise_id, {}),
                tongues.get(line.id),
                line.owner_id if line.owner_id in here else None,
            )
            for line in asked.values()
            if line.promoter_id == house
        }
        found += (
            Proposed(
                file=asked[one.matter],
                matter=matters[one.matter],
                profile=known.get(asked[one.matter].enterprise_id, {}),
                proposal=one,
                held=matters[one.matter].holder is not None,
            )
            for one in propose(matters.values(), workers, on=on)
        )
    return tuple(found)


def proposed_for_request(viewer: Viewer, *, request: RequestLine, due: date, on: date) -> tuple[Matter, Proposal]:
    """Who could take a request once accepted, something being owed by ``due``. Six queries."""
    facts = profiles(viewer, enterprises=[request.enterprise_id]).get(request.enterprise_id, {})
    rows = Request.objects.visible_to(viewer).filter(pk=request.id)
    tongue = rows.values_list("enterprise__contact__language", flat=True).first()
    matter = _matter(request.id, due, facts, tongue)
    (proposal,) = propose([matter], _workers(viewer, request.promoter_id, on), on=on)
    return matter, proposal


def _unheld(viewer: Viewer, roles: Collection[Role]) -> CaseFileQuerySet:
    held = Membership.objects.for_operation().held_on(timezone.localdate())
    works = held.filter(
        organisation=OuterRef("project__promoter"), person=OuterRef("owner"), role__in=TEAM, person__is_active=True
    )
    ours = CaseFile.objects.visible_to(viewer).filter(project__promoter_id__in=viewer.organisations(*roles))
    return ours.filter(~Exists(works), closed_at=None)


def _workers(viewer: Viewer, house: int, on: date) -> tuple[Worker, ...]:
    """The people of an organisation as the rule reads them. Four queries."""
    team = colleagues(viewer, organisation_id=house)
    rows = CaseFile.objects.visible_to(viewer).filter(project__promoter_id=house, closed_at=None)
    open_files = dict(rows.order_by().values_list("owner_id").annotate(files=Count("pk")))
    work = work_of(viewer, organisation_id=house, on=on, people=[one.id for one in team])
    return tuple(
        Worker(
            id=one.id,
            name=one.name,
            open_files=open_files.get(one.id, 0),
            capacity=work[one.id].words.capacity,
            sectors=frozenset(work[one.id].words.sectors),
            regions=frozenset(work[one.id].words.regions),
            languages=frozenset(work[one.id].words.languages),
            absences=work[one.id].away,
            base=work[one.id].base,
        )
        for one in team
    )


def _matter(  # noqa: PLR0913, PLR0917, RUF100
    number: int, due: date, facts: Mapping[str, Any], tongue: str | None, holder: int | None = None
) -> Matter:
    sector, region, mrc = (str(facts[name]) if facts.get(name) else None for name in ("sector", "region", "mrc"))
    return Matter(id=number, due=due, sector=sector, region=region, mrc=mrc, language=tongue or None, holder=holder)
