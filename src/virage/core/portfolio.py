"""The portfolio of a real programme, as published. None always means that no source read gives it.

These are figures, never entries of the ledger: nothing here is posted, and nothing adds the two.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from virage.core.conditions import Node
from virage.core.money import Money
from virage.core.sourcing import Citation, Qualifier
from virage.core.spans import Span
from virage.core.words import Words


class EventKind(StrEnum):
    """What happened to an envelope: five different things."""

    ANNOUNCED = "announced"
    VOTED = "voted"
    ADDED = "added"
    LAUNCHED = "launched"
    REPORTED = "reported"


class FunderKind(StrEnum):
    """Whose money a contribution is."""

    PUBLIC = "public"
    PRIVATE = "private"
    IN_KIND = "in_kind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The programme itself, in its own words."""

    id: str
    name: Words
    short: str
    funder: Words
    delivery: Words
    launched: Span
    pillars: Mapping[str, Words]
    partners: tuple[str, ...]
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A target or a result: so many of a measure."""

    measure: str
    value: Decimal
    qualifier: Qualifier | None = None
    as_of: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeEvent:
    """Something that was said of the envelope; `until` is the end of the period it covers."""

    id: str
    date: Span
    kind: EventKind
    statement: Words
    amount: Money | None
    cumulative: Money | None
    until: Span | None
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A group of projects announced together, or a running total published at a date (`covers` its batches)."""

    id: str
    kind: str
    date: Span
    date_words: Words | None
    projects: int | None
    organisations: int | None
    aid: Money | None
    aid_qualifier: Qualifier | None
    total_cost: Money | None
    total_cost_qualifier: Qualifier | None
    targets: tuple[Quantity, ...]
    results: tuple[Quantity, ...]
    covers: tuple[str, ...]
    derived: Words | None
    note: Words | None
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One funder's share, beside the programme's own."""

    id: str
    name: Words
    kind: FunderKind
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a source says a project offers an enterprise; `conditions` restates its words as a rule."""

    statement: Words
    conditions: Node | None
    conditions_note: Words | None
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One announced project. `regions` None: not known; empty: no source limits it.

    `joint_aid` is one amount shared with other projects (`joint_with`): it counts once.
    """

    id: str
    relation: str
    batch: str | None
    date: Span | None
    promoter: str
    partners: tuple[str, ...]
    name: str | None
    phase: int | None
    follows: str | None
    summary: Words | None
    need_words: Mapping[str, tuple[str, ...]]
    sectors: tuple[str, ...]
    regions: tuple[str, ...] | None
    region_words: Words | None
    aid: Money | None
    aid_qualifier: Qualifier | None
    aid_note: Words | None
    aid_form: str | None
    joint_aid: Money | None
    joint_with: tuple[str, ...]
    contributions: tuple[Contribution, ...]
    total_public: Money | None
    total_cost: Money | None
    total_cost_qualifier: Qualifier | None
    expected_economic_impact: Money | None
    targets: tuple[Quantity, ...]
    results: tuple[Quantity, ...]
    offer: Offer | None
    note: Words | None
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One of the values that disagree; `target_set` names a set of targets instead of a value."""

    label: Words
    value: Decimal | None
    unit: str | None
    qualifier: Qualifier | None
    as_of: Span | None
    target_set: str | None
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Published values that disagree, shown together, with our reading: none overwrites another."""

    id: str
    title: Words
    claims: tuple[Claim, ...]
    reading: Words
    reading_sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSet:
    """The targets as they were stated at one date, for so many projects."""

    id: str
    as_of: Span
    scope: Words
    projects: int | None
    targets: tuple[Quantity, ...]
    sources: tuple[Citation, ...]


def versions_of(measure: str, sets: Iterable[TargetSet]) -> tuple[tuple[TargetSet, Quantity], ...]:
    """Follow one measure through every set that gives it, oldest first."""
    ordered = sorted(sets, key=lambda s: (s.as_of, s.id))
    return tuple((s, q) for s in ordered for q in s.targets if q.measure == measure)


def aid_named(projects: Iterable[Project]) -> tuple[tuple[tuple[str, ...], Money], ...]:
    """List the aid that sources name, each amount once with the projects that it serves.

    A joint amount appears once, under all its projects.
    """
    seen: dict[tuple[str, ...], Money] = {}
    for project in projects:
        if project.aid is not None:
            seen[(project.id,)] = project.aid
        elif project.joint_aid is not None:
            seen[tuple(sorted((project.id, *project.joint_with)))] = project.joint_aid
    return tuple(seen.items())
