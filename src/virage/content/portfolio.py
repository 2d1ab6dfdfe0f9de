"""The published portfolio: `portfolio/*.yaml`, each file holding any of its sections."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from pydantic import Field

from virage.content.citations import Sources, citation_problems
from virage.content.conditions import Condition
from virage.content.facts import FACTS
from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.problems import Problem
from virage.content.quantities import Dollars, Number, QuantityEntry, SpanText
from virage.content.sectors import SECTORS
from virage.content.territory import RegionCode, region_codes
from virage.content.texts import Text
from virage.core.conditions import facts_of
from virage.core.portfolio import EventKind, FunderKind
from virage.core.promises import Bearing
from virage.core.published import Portfolio
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


class NeedWords(Model):
    """What an owner might type: ours."""

    fr: tuple[str, ...]
    en: tuple[str, ...]


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


def _build(files: Sequence[Loaded[PortfolioFile]], shelf: Shelf) -> Portfolio:
    from virage.content.portfolio_core import portfolio

    return portfolio([file.content for file in files], shelf)


def _check(files: Sequence[Loaded[PortfolioFile]], shelf: Shelf) -> Iterable[Problem]:
    yield from citation_problems(files, shelf)
    known = _known(files, shelf)
    for file in files:
        for section, field, kind in REFERENCES:
            for i, item in enumerate(getattr(file.content, section)):
                for name in _names(getattr(item, field)):
                    if name not in known[kind]:
                        label_fr, label_en = KINDS_OF_REFERENCE[kind]
                        yield file.problem(
                            (section, i, field),
                            fr=f"{item.id} : {label_fr} {name} n’existe pas".replace(" :", "\u00a0:"),
                            en=f"{item.id}: there is no {label_en} {name}",
                        )
        yield from _sums(file, known["aid"])
        yield from _conditions(file, set(shelf.get(FACTS).facts))


REFERENCES = (
    ("projects", "sectors", "sector"),
    ("projects", "regions", "region"),
    ("projects", "batch", "batch"),
    ("projects", "follows", "project"),
    ("batches", "covers", "batch"),
    ("remainders", "total", "batch"),
    ("remainders", "less", "batch"),
    ("remainders", "covers", "batch"),
)
KINDS_OF_REFERENCE = {
    "sector": ("le secteur", "sector"),
    "region": ("la région", "region"),
    "batch": ("le lot", "batch"),
    "project": ("le projet", "project"),
}
OUTSIDE = "POST"
"""The batch of what was announced after the published totals."""


def _known(files: Sequence[Loaded[PortfolioFile]], shelf: Shelf) -> Mapping[str, Any]:
    projects = [p for f in files for p in f.content.projects]
    return {
        "sector": shelf.get(SECTORS),
        "region": {*region_codes(shelf), "all"},
        "batch": {OUTSIDE, *(b.id for f in files for b in f.content.batches)},
        "project": {p.id for p in projects},
        "aid": {p.id: p.aid for p in projects},
    }


def _names(value: Any) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


def _sums(file: Loaded[PortfolioFile], aid: Mapping[str, Any]) -> Iterable[Problem]:
    for i, promise in enumerate(file.content.promises):
        for j, seen in enumerate(promise.observations):
            found = sum(aid.get(p) or 0 for p in seen.projects)
            if seen.projects and found != seen.value:
                yield file.problem(
                    ("promises", i, "observations", j, "value"),
                    fr=f"la somme des aides nommées est {found}, non {seen.value}",
                    en=f"the aid named adds up to {found}, not {seen.value}",
                )


def _conditions(file: Loaded[PortfolioFile], facts: set[str]) -> Iterable[Problem]:
    for i, project in enumerate(file.content.projects):
        node = project.offer and project.offer.conditions
        for name in sorted(facts_of(node) - facts) if node else ():
            yield file.problem(
                ("projects", i, "offer", "conditions"),
                fr=f"le fait {name} n’existe pas",
                en=f"there is no fact {name}",
            )


PORTFOLIO: Kind[PortfolioFile, Portfolio] = Kind(
    name="portfolio", glob="portfolio/*.yaml", schema=PortfolioFile, build=_build, check=_check
)
