"""What each project would be paid in a fiscal year, what would lapse, and where the money could go."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from virage.base.library import library
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.core import ledger
from virage.core.forecast import Expected, Outlook, Range, Schedule, days_left, outlook
from virage.core.periods import fiscal_year, fiscal_year_name
from virage.core.reallocation import Cell, Floor, Giver, Proposal, Taker, propose
from virage.stages.agreements.models import Contribution, Payable, Tranche
from virage.stages.agreements.states import AgreementState
from virage.stages.claims.queries.payments import MONEY
from virage.stages.ledger.models import Balance, Entry
from virage.stages.ledger.states import PAYING, EntryKind
from virage.stages.programme.models import Initiative, Project

ZERO = Decimal(0)
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
class Lapse:
    """The early warning of a year: what would lapse, as a range, and how long is left to act."""

    lapse: Range
    days_left: int
    warn_from: Decimal


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
    basis: str
    """Where the limit comes from, in the words of the reader."""
    years: tuple[int, ...]
    """Years that have credits."""

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
    """The forecast of an initiative's year, seen from a day. Four queries; None for whoever may not see money.

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
    figures = _figures(initiative.pk, of_year, day)
    balances = list(Balance.objects.visible_to(viewer).filter(envelope__initiative=initiative))
    available = {row.fiscal_year: ZERO for row in balances}
    for row in balances:
        available[row.fiscal_year] += ledger.figure(row.sums, "credits")
    limits = library().limits
    whole = outlook(_schedules(figures), available=available.get(of_year, ZERO), warn_from=limits.warn_from)
    named = Project.objects.for_operation().filter(pk__in=figures).select_related("promoter").in_bulk()
    projects = tuple(_project(named[one.project], one, figures[one.project]) for one in whole.expected)
    return YearOutlook(
        initiative=initiative.name,
        fictitious=initiative.fictitious,
        year=of_year,
        years=tuple(sorted(available)),
        days_left=days_left(of_year, day),
        whole=whole,
        projects=projects,
        proposal=_proposal(projects, floors or {}),
        warn_from=limits.warn_from,
        basis=limits.basis.say(viewer.language),
    )


def early_warning(viewer: Viewer, *, initiative_id: int, available: Decimal, on: date) -> Lapse | None:
    """What a year would probably leave unspent, when it is time to say so. One query.

    Args:
        viewer: the ministry, the auditor, a job.
        initiative_id: whose money.
        available: credits of the year, in dollars, which the page has read already.
        on: the day; its fiscal year is the one told.
    """
    if not (viewer.job or viewer.has(*MINISTRY, Role.AUDITOR)):
        return None
    year = fiscal_year(on)
    limits = library().limits
    whole = outlook(_schedules(_figures(initiative_id, year, on)), available=available, warn_from=limits.warn_from)
    told = Lapse(lapse=whole.lapse, days_left=days_left(year, on), warn_from=limits.warn_from)
    return told if whole.warns else None


@dataclass(slots=True, kw_only=True)
class _Figures:
    """Sums of one project, in dollars. ``posted``: by kind, in all and in the year."""

    scheduled: Decimal = ZERO
    due: Decimal = ZERO
    met: Decimal = ZERO
    later: Decimal = ZERO
    owed: Decimal = ZERO
    promised: Decimal = ZERO
    posted: dict[str, tuple[Decimal, Decimal]] = field(default_factory=dict)

    def paid(self, rank: int) -> Decimal:
        """What left: in all (0), or in the year (1)."""
        return sum((self.posted.get(kind, (ZERO, ZERO))[rank] for kind in PAYING), ZERO)


def _figures(initiative: int, year: int, on: date) -> dict[int, _Figures]:
    """Tranches, sums owed, shares promised and entries of every signed agreement, by project. One query."""
    place = "agreement__project_id"
    signed = {"agreement__project__initiative": initiative, "agreement__state": AgreementState.SIGNED}
    due_now, unmet, none = Q(due_on__lte=on), Q(payable=None), Value(ZERO, output_field=MONEY)
    wanted: list[tuple[Any, str, dict[str, Any]]] = [
        (
            Tranche.objects.for_operation().standing().filter(**signed),
            "tranche",
            {
                "a": Sum("amount", filter=unmet & Q(fiscal_year__lte=year)),
                "b": Sum("amount", filter=due_now),
                "c": Sum("amount", filter=due_now & ~unmet),
                "d": Sum("amount", filter=unmet),
            },
        ),
        (Payable.objects.for_operation().filter(**signed), "owed", {"a": Sum("amount")}),
        (Contribution.objects.for_operation().standing().filter(own=True, **signed), "promised", {"a": Sum("amount")}),
        (
            Entry.objects.for_operation().filter(**signed),
            "",
            {"a": Sum("amount"), "b": Sum("amount", filter=Q(fiscal_year=year))},
        ),
    ]
    parts = [
        rows.order_by()
        .annotate(said=Value(name) if name else F("kind"))
        .values_list(place, "said")
        .annotate(**{letter: Coalesce(sums.get(letter, none), none) for letter in "abcd"})
        for rows, name, sums in wanted
    ]
    found: dict[int, _Figures] = {}
    for project, about, *sums in parts[0].union(*parts[1:], all=True):
        one = found.setdefault(project, _Figures())
        if about == "tranche":
            one.scheduled, one.due, one.met, one.later = sums
        elif about in {"owed", "promised"}:
            setattr(one, about, sums[0])
        else:
            one.posted[about] = (sums[0], sums[1])
    return found


def _schedules(figures: Mapping[int, _Figures]) -> list[Schedule]:
    return [
        Schedule(
            project=number,
            paid=one.paid(1),
            owed=max(ZERO, one.owed - one.paid(0)),
            scheduled=one.scheduled,
            due=one.due,
            met=one.met,
        )
        for number, one in sorted(figures.items())
    ]


def _project(row: Project, one: Expected, sums: _Figures) -> ProjectOutlook:
    bound = sum((sums.posted.get(kind, (ZERO, ZERO))[1] * sign for kind, sign in BOUND.items()), ZERO)
    return ProjectOutlook(
        id=row.pk,
        name=row.name,
        promoter=row.promoter.name,
        cell=(_only(row.sectors), _only(row.regions)),
        expected=one,
        bound=bound,
        room=max(ZERO, sums.promised - sums.owed - sums.later),
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
