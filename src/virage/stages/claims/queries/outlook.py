"""What each project would be paid in a fiscal year, what would lapse, and where the money could go."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils import timezone

from virage.base.viewer import MINISTRY, Role, Viewer
from virage.core import ledger
from virage.core.forecast import Expected, Outlook, Schedule, days_left, outlook
from virage.core.periods import fiscal_year, fiscal_year_name
from virage.core.reallocation import Cell, Floor, Giver, Proposal, Taker, propose
from virage.stages.agreements.models import Agreement, Contribution, Payable, Tranche
from virage.stages.agreements.states import AgreementState
from virage.stages.ledger.models import Balance, Entry
from virage.stages.ledger.states import PAYING, EntryKind
from virage.stages.programme.models import Initiative, Project

ZERO = Decimal(0)
WARN_FROM = Decimal("0.05")
"""Share of the credits from which the likely lapse is told as a warning. Ours, shown with it."""
BOUND = {EntryKind.COMMITTED: 1, EntryKind.RELEASED: -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectOutlook:
    """One project: what it would be paid, and what of its commitment would be left."""

    id: int
    name: str
    promoter: str
    cell: Cell
    expected: Expected
    bound: Decimal
    room: Decimal
    """What its agreement promises beyond what is paid, owed and scheduled, in dollars."""

    @property
    def spare(self) -> Decimal:
        """Committed in the year, and likely not to be paid."""
        return max(ZERO, self.bound - self.expected.range.likely)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOutlook:
    """An initiative's year."""

    initiative: str
    fictitious: bool
    year: int
    days_left: int
    whole: Outlook
    projects: tuple[ProjectOutlook, ...]
    proposal: Proposal
    warn_from: Decimal

    @property
    def year_name(self) -> str:
        """« 2026-2027 »."""
        return fiscal_year_name(self.year)

    @property
    def names(self) -> Mapping[int, str]:
        """Projects by number."""
        return {one.id: one.name for one in self.projects}


def year_outlook(
    viewer: Viewer,
    *,
    year: int | None = None,
    floors: Mapping[Cell, Decimal] | None = None,
    on: date | None = None,
) -> YearOutlook | None:
    """The forecast of an initiative's year, seen from a day. Seven queries; None for whoever may not see money.

    Args:
        viewer: the ministry, the auditor, a job.
        year: that of its 1 April; the current one unless said.
        floors: dollars wished for a sector and a region; elastic.
        on: today unless said.
    """
    if not (viewer.job or viewer.has(*MINISTRY, Role.AUDITOR)):
        return None
    day = on or timezone.localdate()
    of_year = fiscal_year(day) if year is None else year
    initiative = Initiative.objects.filter(envelopes__isnull=False).order_by("pk").first()
    if initiative is None:
        return None
    told = _Told(initiative.pk, of_year, day)
    balances = Balance.objects.visible_to(viewer).filter(envelope__initiative=initiative, fiscal_year=of_year)
    credit = sum((ledger.figure(row.sums, "credits") for row in balances), ZERO)
    whole = outlook(told.schedules(), available=credit, warn_from=WARN_FROM)
    projects = tuple(told.project(one) for one in whole.expected)
    return YearOutlook(
        initiative=initiative.name,
        fictitious=initiative.fictitious,
        year=of_year,
        days_left=days_left(of_year, day),
        whole=whole,
        projects=projects,
        proposal=_proposal(projects, floors or {}),
        warn_from=WARN_FROM,
    )


class _Told:
    """Sums by project, each read once."""

    def __init__(self, initiative: int, year: int, on: date) -> None:
        signed = Agreement.objects.for_operation().filter(project__initiative=initiative, state=AgreementState.SIGNED)
        rows = list(signed.values_list("pk", "project_id"))
        self._projects = {
            row.pk: row
            for row in Project.objects.for_operation()
            .filter(pk__in={project for _, project in rows})
            .select_related("promoter")
        }
        numbers = dict(rows)
        tranches = Tranche.objects.for_operation().filter(agreement__in=numbers)
        place = "agreement__project_id"
        due_now = Q(due_on__lte=on)
        unmet = Q(payable=None)
        sums = (
            tranches.order_by()
            .values_list(place)
            .annotate(
                scheduled=Sum("amount", filter=unmet & Q(fiscal_year__lte=year)),
                due=Sum("amount", filter=due_now),
                met=Sum("amount", filter=due_now & ~unmet),
                later=Sum("amount", filter=unmet),
            )
        )
        self._tranches = {row[0]: [part or ZERO for part in row[1:]] for row in sums}
        owed = Payable.objects.for_operation().filter(agreement__in=numbers).order_by()
        self._owed = dict(owed.values_list(place).annotate(Sum("amount")))
        entries = Entry.objects.for_operation().filter(agreement__in=numbers).order_by()
        posted = entries.values_list("project_id", "kind").annotate(
            whole=Sum("amount"), of_year=Sum("amount", filter=Q(fiscal_year=year))
        )
        self._posted: dict[int, dict[str, tuple[Decimal, Decimal]]] = {}
        for project, kind, all_, in_year in posted:
            self._posted.setdefault(project or 0, {})[kind] = (all_, in_year or ZERO)
        own = Contribution.objects.for_operation().filter(agreement__in=numbers, own=True).order_by()
        self._promised = dict(own.values_list(place).annotate(Sum("amount")))

    def schedules(self) -> list[Schedule]:
        return [self._schedule(number) for number in self._projects]

    def _paid(self, project: int, rank: int) -> Decimal:
        return sum((self._posted.get(project, {}).get(kind, (ZERO, ZERO))[rank] for kind in PAYING), ZERO)

    def _schedule(self, project: int) -> Schedule:
        scheduled, when, met, _later = self._tranches.get(project, [ZERO] * 4)
        owed = self._owed.get(project, ZERO) - self._paid(project, 0)
        return Schedule(
            project=project, paid=self._paid(project, 1), owed=max(ZERO, owed), scheduled=scheduled, due=when, met=met
        )

    def project(self, one: Expected) -> ProjectOutlook:
        row = self._projects[one.project]
        posted = self._posted.get(one.project, {})
        bound = sum((posted.get(kind, (ZERO, ZERO))[1] * sign for kind, sign in BOUND.items()), ZERO)
        later = self._tranches.get(one.project, [ZERO] * 4)[3]
        room = self._promised.get(one.project, ZERO) - self._owed.get(one.project, ZERO) - later
        return ProjectOutlook(
            id=one.project,
            name=row.name,
            promoter=row.promoter.name,
            cell=(_only(row.sectors), _only(row.regions)),
            expected=one,
            bound=bound,
            room=max(ZERO, room),
        )


def _only(named: Collection[str]) -> str:
    """The one sector or region of a project; nothing where it has several, or all."""
    return next(iter(named)) if len(named) == 1 else ""


def _proposal(projects: Collection[ProjectOutlook], wished: Mapping[Cell, Decimal]) -> Proposal:
    """From projects that would leave money to those that keep their pace and whose agreement has room."""
    stands: dict[Cell, Decimal] = {}
    for one in projects:
        stands[one.cell] = stands.get(one.cell, ZERO) + one.expected.range.likely
    takers = [one for one in projects if one.bound and not one.spare and one.expected.own and one.expected.pace == 1]
    return propose(
        [Giver(project=one.id, spare=one.spare) for one in projects],
        [Taker(project=one.id, cell=one.cell, room=one.room) for one in takers],
        {cell: Floor(least=least, stands=stands.get(cell, ZERO)) for cell, least in wished.items()},
    )
