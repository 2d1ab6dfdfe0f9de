"""The action catalogue: `actions/<dimension>.yaml`. What each action mends, costs, takes, and how to go about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from virage.content.clauses import Id
from virage.content.kinds import Loaded, Model, Shelf
from virage.content.money import CATEGORIES, PURPOSES
from virage.content.texts import NeedWords, SourceRef, Text
from virage.core.actions import SITUATIONS, Action, CostRange, HoursRange, Mend, Size

Dimension = Literal["strategy", "customers", "operations", "data", "security", "people"]
LowHigh = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]
"""The two ends of an estimate."""


class Estimate(Model):
    """Who estimated the costs, hours and durations of a file, and when: an order of magnitude, never a price."""

    author: str
    on: date


class MendEntry(Model):
    """The situations of one question that the action improves: always from the least mature one, without a hole.

    That is what keeps the plan honest: answering better never calls for more.
    """

    question: str
    options: tuple[str, ...]

    @model_validator(mode="after")
    def _from_the_first(self) -> "MendEntry":
        if not self.options or "".join(self.options) != SITUATIONS[: len(self.options)] or "e" in self.options:
            msg = f"les situations réparées se suivent à partir de « a », sans « e » ; reçu {', '.join(self.options)}"
            raise ValueError(msg)
        return self


class Gain(Model):
    """What the action brings, as far as a source says: « non mesuré » otherwise."""

    kind: Literal["unmeasured", "correlational"]
    words: Text | None = None
    evidence: str | None = None
    sources: tuple[SourceRef, ...] = ()

    @model_validator(mode="after")
    def _said_with_its_source(self) -> "Gain":
        if (self.kind == "correlational") != bool(self.words and self.sources):
            msg = "un gain corrélationnel a ses mots et sa source; un gain non mesuré n’en a pas"
            raise ValueError(msg)
        return self


class Sheet(Model):
    """Good practice, in an owner's words."""

    what: Text
    who: Text
    pitfalls: Text
    first_step: Text
    sources: tuple[SourceRef, ...] = ()


class ActionEntry(Model):
    """One action. A size missing from `cost_cad` is a size that the action does not suit."""

    id: Id
    dimension: Dimension
    title: Text
    summary: Text
    mends: Annotated[tuple[MendEntry, ...], Field(min_length=1)]
    need_words: NeedWords | None = None
    sectors: Literal["all"] | tuple[str, ...]
    prerequisites: tuple[Id, ...] = ()
    cost_cad: Annotated[dict[Size, LowHigh], Field(min_length=1)]
    """Canadian dollars, low and high, before taxes and aid."""
    hours: dict[Size, LowHigh]
    """Hours of the enterprise's own people."""
    weeks: Annotated[int, Field(ge=1, le=104)]
    basis: Text
    """What the estimate rests on, in words."""
    gain: Gain
    sheet: Sheet
    expenses: Annotated[tuple[CATEGORIES, ...], Field(min_length=1)]
    """The closed list that aids also use: an action and an aid meet there, when they share a purpose too."""
    purposes: Annotated[tuple[PURPOSES, ...], Field(min_length=1)]
    clauses: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _ranges_rise(self) -> "ActionEntry":
        if self.hours.keys() != self.cost_cad.keys():
            msg = "hours et cost_cad disent les mêmes tailles"
            raise ValueError(msg)
        if any(low > high for low, high in (*self.cost_cad.values(), *self.hours.values())):
            msg = "une fourchette va du plus petit au plus grand"
            raise ValueError(msg)
        return self


class ActionsFile(Model):
    """The actions of one dimension, or of one sector's module."""

    estimate: Estimate
    actions: tuple[ActionEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueAction:
    """One action of the library: what the planner reads, and the words for people."""

    core: Action
    entry: ActionEntry
    estimate: Estimate


def _core(entry: ActionEntry) -> Action:
    return Action(
        id=entry.id,
        dimension=entry.dimension,
        mends=tuple(Mend(question=m.question, options=frozenset(m.options)) for m in entry.mends),
        sectors=None if entry.sectors == "all" else frozenset(entry.sectors),
        prerequisites=entry.prerequisites,
        need_words=entry.need_words.every if entry.need_words else (),
        costs={s: CostRange(low=Decimal(low), high=Decimal(high)) for s, (low, high) in entry.cost_cad.items()},
        hours={s: HoursRange(low=low, high=high) for s, (low, high) in entry.hours.items()},
        weeks=entry.weeks,
    )


def build_catalogue(files: Sequence[Loaded[ActionsFile]], shelf: Shelf) -> Mapping[str, CatalogueAction]:  # noqa: ARG001
    """Every action, by id; a later pack replaces what has the same id."""
    return {
        entry.id: CatalogueAction(core=_core(entry), entry=entry, estimate=file.content.estimate)
        for file in files
        for entry in file.content.actions
    }
