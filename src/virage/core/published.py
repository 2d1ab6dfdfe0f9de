"""Everything published about a programme's portfolio, in one object."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from virage.core.leverage import Leverage, funding_of_batch, funding_of_project, leverage
from virage.core.portfolio import Batch, Contradiction, EnvelopeEvent, Programme, Project, TargetSet
from virage.core.promises import Promise, Standing, standings
from virage.core.remainders import Remainder, RemainderRule, remainder
from virage.core.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """The published portfolio. `projects` holds related ones too (`relation`): they count in no total."""

    programme: Programme
    measures: Mapping[str, Words]
    envelope: tuple[EnvelopeEvent, ...]
    batches: Mapping[str, Batch]
    projects: Mapping[str, Project]
    remainder_rules: tuple[RemainderRule, ...]
    contradictions: Mapping[str, Contradiction]
    promises: Mapping[str, Promise]
    target_sets: tuple[TargetSet, ...]

    @property
    def identified(self) -> tuple[Project, ...]:
        """The projects of the programme that a source names."""
        return tuple(p for p in self.projects.values() if p.relation == "portfolio")

    @property
    def related(self) -> tuple[Project, ...]:
        """Projects that extend or mirror the programme, not proven to sit in its envelope."""
        return tuple(p for p in self.projects.values() if p.relation == "related")

    def remainders(self) -> tuple[Remainder, ...]:
        """Compute every remainder from the facts."""
        return tuple(remainder(rule, self.batches, self.identified) for rule in self.remainder_rules)

    def leverage_of_projects(self) -> Leverage:
        """Compute the ratios over the identified projects: few publish a total cost."""
        return leverage(funding_of_project(p) for p in self.identified)

    def leverage_of_batch(self, batch: str) -> Leverage:
        """Compute the ratios of one published total."""
        return leverage([funding_of_batch(self.batches[batch])])

    def standings(self, on: date) -> Mapping[str, tuple[Standing, ...]]:
        """Say where every promise announced by a date stands on it."""
        return {p.id: standings(p, on) for p in self.promises.values() if p.announced_on <= on}
