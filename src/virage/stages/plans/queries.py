"""A plan as it is read: each action with its words, its order of magnitude, and why it is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.content.actions import CatalogueAction
from virage.core.actions import CostRange, HoursRange, cost_for, hours_for, mended_by, size_of
from virage.core.needs import Said, said_of
from virage.core.planning import Proposal, propose
from virage.core.quarters import Quarter
from virage.core.sequencing import LeftOut
from virage.stages.assessments.queries import Sheet
from virage.stages.plans.models import Plan, PlanStep

READ_OF_PROFILE = ("sector", "employees", "need")
"""Facts that ``proposed`` reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction:
    """One step: the action of the catalogue, when, for how much, and why.

    `because` names the questions whose answers call for it; `said` what the owner's own sentence says of it.
    """

    id: str
    action: CatalogueAction
    first_rank: int | None
    quarter: Quarter
    last_quarter: Quarter
    cost: CostRange
    hours: HoursRange
    because: tuple[str, ...]
    said: Said | None
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet:
    """A plan: its steps in order, and what it rests on."""

    id: int
    enterprise_id: int
    assessment_id: int
    drawn_on: date
    profile: Mapping[str, object]
    answers: Mapping[str, str]
    steps: tuple[PlannedAction, ...]

    @property
    def first(self) -> tuple[PlannedAction, ...]:
        """The first actions, in the order of the result: by quarter, then by rising cost."""
        ranked = [step for step in self.steps if step.first_rank is not None]
        return tuple(sorted(ranked, key=lambda step: step.first_rank or 0))

    @property
    def next(self) -> tuple[PlannedAction, ...]:
        """The actions after the first ones, quarter by quarter."""
        return tuple(step for step in self.steps if step.first_rank is None)

    def stale(self, sheet: Sheet) -> bool:
        """Whether the planner would read something else today than when the plan was drawn."""
        return dict(self.answers) != dict(sheet.answers) or any(
            self.profile.get(name) != sheet.profile.get(name) for name in READ_OF_PROFILE
        )

    @property
    def kept(self) -> tuple[PlannedAction, ...]:
        """What the owner keeps, in the order of the page: the first actions, then the next."""
        return tuple(step for step in (*self.first, *self.next) if step.kept)

    @property
    def cost(self) -> CostRange:
        """Low and high ends of what is kept, added up, in dollars."""
        return CostRange(
            low=sum((step.cost.low for step in self.kept), Decimal(0)),
            high=sum((step.cost.high for step in self.kept), Decimal(0)),
        )


def first_actions(sheet: Sheet, *, on: date) -> tuple[PlannedAction, ...]:
    """The actions to begin with, proposed at once from the answers; nothing is written. No query."""
    catalogue = library().actions
    proposal = proposed(sheet.profile, sheet.answers, on=on)
    placed = {step.candidate.action.id: step for step in proposal.steps}
    return tuple(
        PlannedAction(
            id=one.action.id,
            action=catalogue[one.action.id],
            first_rank=rank,
            quarter=placed[one.action.id].first,
            last_quarter=placed[one.action.id].last,
            cost=one.cost,
            hours=one.hours,
            because=one.mends,
            said=one.said,
            kept=True,
        )
        for rank, one in enumerate(proposal.first)
    )


def proposed(profile: Mapping[str, object], answers: Mapping[str, str], *, on: date) -> Proposal:
    """What the planner proposes to such a profile with such answers, from the catalogue as it stands."""
    sector, employees = profile.get("sector"), profile.get("employees")
    return propose(
        tuple(entry.core for entry in library().actions.values()),
        answers,
        on=on,
        sector=sector if isinstance(sector, str) else None,
        employees=employees if isinstance(employees, int) else None,
        need=need_in(profile),
    )


def need_in(profile: Mapping[str, object]) -> str:
    """The owner's sentence of need; empty when it was not written."""
    return str(profile.get("need") or "")


def left_out(plan: PlanSheet) -> tuple[LeftOut, ...]:
    """What the answers call for and no quarter has room for: the proposal's basis, read again."""
    return proposed(plan.profile, plan.answers, on=plan.drawn_on).left_out


def latest_plan(viewer: Viewer, *, key: UUID) -> PlanSheet | None:
    """The latest plan of an enterprise. Two queries."""
    return _sheet(viewer, Plan.objects.visible_to(viewer).filter(enterprise__key=key).order_by("-drawn_at").first())


def _sheet(viewer: Viewer, plan: Plan | None) -> PlanSheet | None:
    if plan is None:
        return None
    catalogue = library().actions
    answers: dict[str, str] = plan.basis["answers"]
    employees = plan.basis["profile"].get("employees")
    size = size_of(employees) if isinstance(employees, int) else None
    rows = PlanStep.objects.visible_to(viewer).filter(plan=plan).order_by("rank")
    steps = [step for step in rows if step.action in catalogue]
    said = said_of([catalogue[step.action].core for step in steps], need_in(plan.basis["profile"]))
    return PlanSheet(
        id=plan.pk,
        enterprise_id=plan.enterprise_id,
        assessment_id=plan.assessment_id,
        drawn_on=plan.drawn_on,
        profile=plan.basis["profile"],
        answers=answers,
        steps=tuple(
            PlannedAction(
                id=step.action,
                action=catalogue[step.action],
                first_rank=step.first_rank,
                quarter=_read(step.quarter),
                last_quarter=_read(step.last_quarter),
                cost=cost_for(catalogue[step.action].core, size) or CostRange(low=Decimal(0), high=Decimal(0)),
                hours=hours_for(catalogue[step.action].core, size) or HoursRange(low=0, high=0),
                because=mended_by(catalogue[step.action].core, answers),
                said=said.get(step.action),
                kept=step.kept,
            )
            for step in steps
        ),
    )


def _read(written: str) -> Quarter:
    year, number = written.split("-")
    return Quarter(int(year), int(number))
