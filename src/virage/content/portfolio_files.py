"""The schema of `portfolio/*.yaml`: each file holds any sections of one programme."""

from datetime import date
from typing import Literal

from pydantic import Field

from virage.content.citations import Sources
from virage.content.conditions import Condition
from virage.content.kinds import Model
from virage.content.quantities import Dollars, Number, QuantityEntry, SpanText
from virage.content.territory import RegionCode
from virage.content.texts import NeedWords, Text
from virage.core.portfolio import EventKind, FunderKind
from virage.core.promises import Bearing
from virage.core.sourcing import Qualifier


class Named(Text):
    """An id and its name."""

    id: str


class ProgrammeEntry(Named):
    """The programme itself."""

    short: str
    funder: Text
    launched: SpanText
    delivery: Text
    pillars: tuple[Named, ...]
    partners: tuple[str, ...]
    sources: Sources


class EventEntry(Model):
    """Something said of the envelope."""

    id: str
    date: SpanText
    kind: EventKind
    statement: Text
    amount: Dollars | None
    cumulative: Dollars | None = None
    until: SpanText | None
    sources: Sources


class BatchEntry(Model):
    """Projects announced together, a running total, or a report."""

    id: str
    kind: Literal["batch", "cumulative", "report"]
    date: SpanText
    date_words: Text | None = None
    projects: int | None
    organisations: int | None = None
    aid: Dollars | None
    aid_qualifier: Qualifier | None = None
    total_cost: Dollars | None
    total_cost_qualifier: Qualifier | None = None
    envelope: Dollars | None = None
    sectors_counted: int | None = None
    targets: tuple[QuantityEntry, ...] = ()
    results: tuple[QuantityEntry, ...] = ()
    covers: tuple[str, ...] = ()
    derived: Text | None = None
    note: Text | None = None
    sources: Sources


class RemainderEntry(Model):
    """Which total, less which batches, less the identified projects of which batches."""

    id: str
    batch: str
    total: str
    less: tuple[str, ...]
    covers: tuple[str, ...]
    measures: tuple[Literal["projects", "aid"], ...]
    note: Text | None = None


class ContributionEntry(Model):
    """One funder's share, beside the programme's own."""

    id: str
    name: Text
    kind: FunderKind
    amount: Dollars


class JointAid(Model):
    """One amount for several projects: it counts once."""

    with_: str = Field(alias="with")
    amount: Dollars


class OfferEntry(Model):
    """What a source says a project offers an enterprise."""

    statement: Text
    rate_pct: Number | None = None
    max: Dollars | None = None
    on_project_of: Dollars | None = None
    project: Dollars | None = None
    company_share_pct: Number | None = None
    hours_training: Number | None = None
    hours_coaching: Number | None = None
    hours_qualifier: Qualifier | None = None
    conditions: Condition | None = None
    conditions_note: Text | None = None
    sources: Sources


class ProjectEntry(Model):
    """One announced project. Null: no source read gives it."""

    id: str
    relation: Literal["portfolio", "related"]
    batch: str | None
    date: SpanText | None
    promoter: str
    partners: tuple[str, ...] = ()
    name: str | None
    phase: int | None = None
    follows: str | None = None
    summary: Text | None
    need_words: NeedWords | None = None
    sectors: tuple[str, ...]
    regions: tuple[RegionCode, ...] | Literal["all"] | None
    """`all`: no source limits it; null: the region is known in words only, or not at all."""
    region_words: Text | None = None
    aid: Dollars | None
    aid_qualifier: Qualifier | None = None
    aid_note: Text | None = None
    joint_aid: JointAid | None = None
    aid_form: Literal["non_repayable", "repayable"] | None = None
    contributions: tuple[ContributionEntry, ...] = ()
    total_public: Dollars | None = None
    total_cost: Dollars | None
    total_cost_qualifier: Qualifier | None = None
    expected_economic_impact: Dollars | None = None
    targets: tuple[QuantityEntry, ...]
    results: tuple[QuantityEntry, ...] = ()
    offer: OfferEntry | None = None
    note: Text | None = None
    sources: Sources


class ClaimEntry(Model):
    """One of the values that disagree."""

    label: Text
    value: Number | None = None
    unit: str | None = None
    qualifier: Qualifier | None = None
    as_of: SpanText | None = None
    target_set: str | None = None
    sources: Sources


class ContradictionEntry(Model):
    """Values that disagree, and our reading."""

    id: str
    title: Text
    values: tuple[ClaimEntry, ...] = Field(min_length=2)
    reading: Text
    reading_sources: Sources = ()


class PledgeEntry(Model):
    """What was promised."""

    measure: str
    value: Number
    unit: str
    qualifier: Qualifier | None = None


class ObservationEntry(Model):
    """What a source lets one see of a pledge."""

    as_of: SpanText
    as_of_words: Text | None = None
    measure: str
    value: Number
    qualifier: Qualifier | None = None
    bears_on: str
    bearing: Bearing
    how: Text
    projects: tuple[str, ...] = ()
    """When the value is the sum of their aid: checked."""
    sources: Sources


class PromiseEntry(Model):
    """A public announcement."""

    id: str
    statement: Text
    speaker: Text | None
    announced_on: date
    due: date | None
    pledges: tuple[PledgeEntry, ...]
    sources: Sources
    observations: tuple[ObservationEntry, ...]


class TargetSetEntry(Model):
    """The targets as stated at one date."""

    id: str
    as_of: SpanText
    scope: Text
    projects: int | None
    targets: tuple[QuantityEntry, ...]
    sources: Sources


class PortfolioFile(Model):
    """Any sections of the portfolio of one programme."""

    programme: ProgrammeEntry | None = None
    measures: tuple[Named, ...] = ()
    envelope: tuple[EventEntry, ...] = ()
    batches: tuple[BatchEntry, ...] = ()
    remainders: tuple[RemainderEntry, ...] = ()
    projects: tuple[ProjectEntry, ...] = ()
    contradictions: tuple[ContradictionEntry, ...] = ()
    promises: tuple[PromiseEntry, ...] = ()
    target_sets: tuple[TargetSetEntry, ...] = ()
