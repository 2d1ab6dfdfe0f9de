"""Who approves an agreement, by amount, as a dated text says; and what its analysis must answer: `approvals.yaml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.money import Dollars
from virage.content.texts import SourceRef, Text
from virage.core.approvals import Step, ThresholdTable
from virage.core.words import Words

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=40)]
Route = Literal["norm", "delegation", "off_programme"]


class StepFile(Model):
    """One approval of the chain."""

    id: Id
    name: Text
    role: Literal["approver", "director"]
    """Who records it here."""
    routes: tuple[Route, ...] = ()
    """On which routes it is asked; none: on all."""
    at_least: Dollars
    below: Dollars | None = None
    act: Text | None = None
    """The document whose number it carries: a decree, a C.T."""


class TableFile(Model):
    """The chain as a text stood on a day."""

    id: Id
    law: Text
    text_as_of: date
    caveat: Text
    """What we do not know of the text; shown with the table."""
    source: SourceRef
    steps: Annotated[tuple[StepFile, ...], Field(min_length=1)]


class Criterion(Model):
    """One question of the analysis: scored, explained, and resting on a document."""

    id: Id
    label: Text


class ApprovalsFile(Model):
    """The tables of thresholds, and the criteria of the analysis."""

    tables: Annotated[tuple[TableFile, ...], Field(min_length=1)]
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Approvals:
    """What approving an agreement takes."""

    tables: tuple[ThresholdTable, ...]
    criteria: Mapping[str, Words]


def _step(step: StepFile) -> Step:
    return Step(
        id=step.id,
        name=step.name.words,
        role=step.role,
        routes=frozenset(step.routes),
        at_least=step.at_least,
        below=step.below,
        act=step.act.words if step.act else None,
    )


def _table(table: TableFile) -> ThresholdTable:
    return ThresholdTable(
        id=table.id,
        law=table.law.words,
        text_as_of=table.text_as_of,
        caveat=table.caveat.words,
        url=table.source.url,
        steps=tuple(map(_step, table.steps)),
    )


def _build(files: Sequence[Loaded[ApprovalsFile]], _shelf: Shelf) -> Approvals:
    tables = {table.id: _table(table) for file in files for table in file.content.tables}
    return Approvals(tables=tuple(tables.values()), criteria={c.id: c.label.words for c in files[-1].content.criteria})


APPROVALS = Kind(name="approvals", glob="approvals.yaml", schema=ApprovalsFile, build=_build)
