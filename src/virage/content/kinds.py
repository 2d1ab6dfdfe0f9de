"""A kind of content: where its files are, their schema, and what they become once read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

from virage.content.problems import Problem
from virage.content.yaml_source import Source, Where

S = TypeVar("S", bound=BaseModel)
T = TypeVar("T")


class Model(BaseModel):
    """What every schema of a pack is: frozen, and refusing a key it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded(Generic[S]):
    """One file of a pack, read and checked against its schema."""

    pack: str
    path: Path
    source: Source
    content: S

    def problem(self, where: Where, *, fr: str, en: str) -> Problem:
        """Say what is wrong at a place of this file."""
        return self.source.problem(where, fr=fr, en=en)


class Shelf(Protocol):
    """Where a kind finds the other kinds it refers to."""

    def get(self, kind: "Kind[S, T]") -> T:
        """Give everything of one kind, merged over the packs."""
        ...


def no_check(files: Sequence[Loaded[S]], shelf: Shelf) -> Iterable[Problem]:  # noqa: ARG001
    """Find nothing: the schema says it all."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[S, T]):
    """One row of the library's table.

    `build` receives the files of every pack, earlier packs first (a later one replaces what has the same id);
    `check` finds what a schema cannot see: a name that no other file declares, two items with one id.
    """

    name: str
    glob: str
    schema: type[S]
    build: Callable[[Sequence[Loaded[S]], Shelf], T]
    check: Callable[[Sequence[Loaded[S]], Shelf], Iterable[Problem]] = no_check
