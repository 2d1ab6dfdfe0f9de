"""What each ministry brings to each project of an initiative, from its own credits: promised, committed, paid."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum

from virage.base.viewer import MINISTRY, Role, Viewer
from virage.core.ledger import figure
from virage.stages.agreements.models import Agreement, Contribution
from virage.stages.agreements.states import AgreementState
from virage.stages.ledger.models import Entry, MoneyQuerySet, initiatives_of
from virage.stages.ledger.queries.published import announced, untold
from virage.stages.ledger.showing.changes import standing
from virage.stages.programme.models import Project

ZERO = Decimal(0)
Place = tuple[int, int]
"""Project and funder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One funder in one project, in dollars; ``own``: the viewer acts for it. Promised is never of one year."""

    funder: str
    own: bool
    promised: Decimal
    committed: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A signed agreement of a project; ``follows`` the one of the phase before."""

    id: int
    reference: str
    follows: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedProject:
    """One project: its phases in order, and who pays from the credits of the initiative."""

    id: int
    name: str
    promoter: str
    phases: tuple[Phase, ...]
    shares: tuple[Share, ...]


def shared_count(viewer: Viewer, *, initiative_id: int) -> int:
    """How many projects of the initiative have a signed agreement. One query."""
    return Project.objects.for_operation().filter(_bound(viewer, initiative_id)).count()


def shared_projects(
    viewer: Viewer, *, initiative_id: int, rows: slice, year: int | None = None
) -> tuple[SharedProject, ...]:
    """Projects in order of name, for the ministry and the auditor. Four queries, however many entries.

    Args:
        viewer: sees its own share and the whole.
        initiative_id: whose projects.
        rows: which of them.
        year: of what is committed and paid, that of its 1 April; every year unless said.
    """
    found = Project.objects.for_operation().filter(_bound(viewer, initiative_id)).select_related("promoter")
    projects = list(found.order_by("name", "pk")[rows])
    numbers = [row.pk for row in projects]
    ours = viewer.organisations(*MINISTRY)
    phases: dict[int, list[Phase]] = {}
    signed = Agreement.objects.visible_to(viewer).filter(project__in=numbers, state=AgreementState.SIGNED, amends=None)
    for row in signed.select_related("previous").order_by("begins_on", "pk"):
        follows = row.previous.reference if row.previous else ""
        phases.setdefault(row.project_id, []).append(Phase(id=row.pk, reference=row.reference, follows=follows))
    names, promised = _promised(numbers)
    money = Entry.objects.for_operation().filter(project__in=numbers)
    spent = _spent(money if year is None else money.filter(fiscal_year=year), names)
    lines = _lines(names, promised, spent, ours)
    return tuple(
        SharedProject(
            id=row.pk,
            name=row.name,
            promoter=row.promoter.name,
            phases=tuple(phases.get(row.pk, ())),
            shares=tuple(lines.get(row.pk, ())),
        )
        for row in projects
    )


def public_shares(viewer: Viewer, *, project_id: int, on: date) -> tuple[Share, ...]:
    """Each ministry in one project, as everyone may read it: of agreements announced by a day. Three queries."""
    numbers = set(announced(on).filter(project=project_id).values_list("pk", flat=True))
    own = Contribution.objects.for_operation().filter(agreement__in=numbers, own=True).select_related("funder")
    names: dict[int, str] = {}
    promised: dict[Place, Decimal] = {}
    for row in standing(own.order_by("pk"), numbers):
        place = (project_id, row.funder_id or 0)
        names[place[1]] = row.funder.name if row.funder else row.funder_name
        promised[place] = promised.get(place, ZERO) + row.amount
    told = Entry.objects.for_operation().filter(project=project_id).exclude(pk__in=untold(on).values("pk"))
    found = _lines(names, promised, _spent(told, names), viewer.organisations(*MINISTRY))
    return tuple(found.get(project_id, ()))


def _lines(
    names: Mapping[int, str],
    promised: Mapping[Place, Decimal],
    spent: Mapping[Place, Mapping[str, Decimal]],
    ours: Collection[int],
) -> dict[int, list[Share]]:
    """Project → its funders, by name."""
    lines: dict[int, list[Share]] = {}
    for place in sorted(promised.keys() | spent.keys(), key=lambda one: names[one[1]]):
        share = Share(
            funder=names[place[1]],
            own=place[1] in ours,
            promised=promised.get(place, ZERO),
            committed=figure(spent.get(place, {}), "committed"),
            paid=figure(spent.get(place, {}), "paid"),
        )
        lines.setdefault(place[0], []).append(share)
    return lines


def _bound(viewer: Viewer, initiative_id: int) -> Q:
    if not (viewer.job or viewer.has(*MINISTRY, Role.AUDITOR)):
        return Q(pk__in=())
    signed = Agreement.objects.visible_to(viewer).filter(state=AgreementState.SIGNED).values("project")
    known = Q() if viewer.job or viewer.has(Role.AUDITOR) else Q(initiative__in=initiatives_of(viewer))
    return known & Q(initiative_id=initiative_id, pk__in=signed)


def _promised(projects: list[int]) -> tuple[dict[int, str], Mapping[Place, Decimal]]:
    own = (
        Contribution.objects.for_operation()
        .standing()
        .filter(agreement__project__in=projects, agreement__state=AgreementState.SIGNED, own=True)
    )
    sums = own.order_by().values_list("agreement__project_id", "funder_id", "funder__name").annotate(Sum("amount"))
    told = [(project, funder or 0, name, amount) for project, funder, name, amount in sums]
    return {funder: name for _, funder, name, _ in told}, {(row[0], row[1]): row[3] for row in told}


def _spent(rows: MoneyQuerySet[Entry], names: dict[int, str]) -> Mapping[Place, Mapping[str, Decimal]]:
    """Sums kind by kind; a funder who promised nothing is named all the same."""
    columns = ("project_id", "envelope__funder_id", "envelope__funder__name", "kind")
    found: dict[Place, dict[str, Decimal]] = {}
    for project, funder, name, kind, amount in rows.order_by().values_list(*columns).annotate(Sum("amount")):
        names.setdefault(funder, name)
        found.setdefault((project or 0, funder), {})[kind] = amount
    return found
