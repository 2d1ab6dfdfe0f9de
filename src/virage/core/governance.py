"""Who advised, planned and surrounded the programme: sourced statements, with dates. Nothing more is said."""

from dataclasses import dataclass
from decimal import Decimal

from virage.core.sourcing import Citation, Qualifier
from virage.core.words import Words

NOT_ESTABLISHED = Words(fr="état actuel non établi", en="current state not established")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount a statement gives, in its unit, and the sources of this very value where they differ."""

    value: Decimal
    unit: str
    qualifier: Qualifier | None = None
    label: Words | None = None
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pole:
    """A pole of expertise that a source names; `need_words` are ours: what an owner might type."""

    id: str
    name: Words
    need_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernanceFact:
    """One statement. `claims` are values on which its sources disagree."""

    id: str
    date: str | None
    statement: Words
    amounts: tuple[Amount, ...]
    claims: tuple[Amount, ...]
    single_source: bool
    disputed: bool
    poles: tuple[Pole, ...]
    regions: tuple[str, ...]
    organisations: tuple[str, ...]
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyTarget:
    """One target of a strategy; value None: it gives no number."""

    id: str
    statement: Words
    value: Decimal | None
    unit: str | None
    horizon: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The council, the centres, a plan…: `current_state` None is shown « état actuel non établi »."""

    id: str
    title: Words
    current_state: Words | None
    facts: tuple[GovernanceFact, ...]
    targets: tuple[StrategyTarget, ...]
    targets_sources: tuple[Citation, ...]

    @property
    def state(self) -> Words:
        """Say the current state, or that no source says it."""
        return self.current_state or NOT_ESTABLISHED
