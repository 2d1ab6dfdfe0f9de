"""A territory: its regions, where each stands on the tile grid, and what changed of their limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from virage.core.sourcing import Citation, Qualifier
from virage.core.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionFact:
    """One sourced number about a region."""

    measure: str
    statement: Words
    value: Decimal
    unit: str
    qualifier: Qualifier | None
    data_date: str | None
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One region; `column` and `row` place its tile, from 0 at the top left."""

    code: str
    name: Words
    column: int
    row: int
    group: str
    facts: tuple[RegionFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One MRC that changed region."""

    mrc: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryChange:
    """Limits that moved on a date: regional series before and after are not comparable."""

    on: date
    order_in_council: str
    moves: tuple[Move, ...]
    statement: Words
    effect: Words
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """Everything about places. `groups_verified` false: the grouping of regions is not to be shown yet."""

    columns: int
    rows: int
    grid_note: Words
    boundary_change: BoundaryChange
    groups: Mapping[str, Words]
    groups_verified: bool
    regions: Mapping[str, Region]
