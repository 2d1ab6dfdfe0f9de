"""Requirement clauses: what a specification (cahier des charges) asks of suppliers. `clauses/*.yaml`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.problems import Problem
from virage.content.texts import SourceRef, Text

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Category = Literal[
    "functional",
    "integration",
    "data",
    "security",
    "privacy",
    "french",
    "accessibility",
    "support",
    "exit",
    "commercial",
]
Priority = Literal["essential", "desirable"]


class Clause(Model):
    """One requirement that a supplier answers and that an acceptance can check."""

    id: Id
    category: Category
    priority: Priority
    title: Text
    text: Text
    acceptance: Text
    """How the enterprise will see that it is met."""
    common: bool = False
    """In every specification; the others are named by the actions."""
    duty: str | None = None
    """Id of the legal duty that it restates, if it does."""
    sources: tuple[SourceRef, ...] = ()

    @model_validator(mode="after")
    def _a_duty_has_a_source(self) -> "Clause":
        if self.duty is not None and not self.sources:
            msg = "une clause qui reprend une obligation (duty) nomme sa source"
            raise ValueError(msg)
        return self


class ClausesFile(Model):
    """The clauses of one trade, or those of all."""

    clauses: tuple[Clause, ...]


def clauses_for(named: Iterable[str], clauses: Mapping[str, Clause]) -> tuple[Clause, ...]:
    """What is asked: the common clauses and those named, once each, by category then in the pack's order."""
    wanted, order = set(named), get_args(Category)
    asked = (clause for clause in clauses.values() if clause.common or clause.id in wanted)
    return tuple(sorted(asked, key=lambda clause: order.index(clause.category)))


def _build(files: Sequence[Loaded[ClausesFile]], shelf: Shelf) -> Mapping[str, Clause]:  # noqa: ARG001
    return {clause.id: clause for file in files for clause in file.content.clauses}


def _check(files: Sequence[Loaded[ClausesFile]], shelf: Shelf) -> Iterable[Problem]:  # noqa: ARG001
    seen: set[str] = set()
    for file in files:
        for i, clause in enumerate(file.content.clauses):
            if clause.id in seen:
                yield file.problem(
                    ("clauses", i, "id"),
                    fr=f"la clause {clause.id} est donnée deux fois",
                    en=f"the clause {clause.id} is given twice",
                )
            seen.add(clause.id)


CLAUSES: Kind[ClausesFile, Mapping[str, Clause]] = Kind(
    name="clauses", glob="clauses/*.yaml", schema=ClausesFile, build=_build, check=_check
)
