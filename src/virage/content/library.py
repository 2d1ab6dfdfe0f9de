"""The library: every kind of content, read from the packs, checked, and given as core objects.

Each kind is one row of `KINDS` and one property of `Library`. Nothing is read before it is asked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from virage.content import pack
from virage.content.action_checks import ACTIONS
from virage.content.actions import CatalogueAction
from virage.content.activities import ACTIVITIES
from virage.content.aids import AIDS, Aid
from virage.content.approvals import APPROVALS, Approvals
from virage.content.calendar import CALENDAR, ProgrammeCalendar
from virage.content.citations import SOURCES
from virage.content.clauses import CLAUSES, Clause
from virage.content.eligibility import core_aid
from virage.content.expense_categories import EXPENSE_CATEGORIES, ExpenseCategory
from virage.content.facts import FACTS
from virage.content.figures import FIGURES, Figures
from virage.content.governance import GOVERNANCE
from virage.content.indicators import INDICATORS, Indicator
from virage.content.instruments import INSTRUMENTS, MODULES, PUBLISHED, SUPERSEDED, European, Instrument
from virage.content.kinds import Kind, Loaded
from virage.content.limits import LIMITS, MoneyLimits
from virage.content.pack import PackCard
from virage.content.portfolio import PORTFOLIO
from virage.content.problems import PackError, Problem
from virage.content.reader import load_file
from virage.content.retention import RETENTION, Kept
from virage.content.scian import SCIAN
from virage.content.sectors import SECTORS
from virage.content.strays import missing, strays
from virage.content.surveys import BARRIER_MESSAGES, SURVEYS, BarrierMessagesFile, Survey
from virage.content.territory import TERRITORY
from virage.core.activity import Lexicon
from virage.core.catalogue import Catalogue
from virage.core.governance import Topic
from virage.core.norms import Aid as CoreAid
from virage.core.published import Portfolio
from virage.core.sectors import Sector
from virage.core.sourcing import Citation
from virage.core.territory import Region, Territory
from virage.core.words import Words

S = TypeVar("S", bound=BaseModel)
T = TypeVar("T")

KINDS: tuple[Kind[Any, Any], ...] = (
    FACTS,
    EXPENSE_CATEGORIES,
    AIDS,
    ACTIONS,
    CLAUSES,
    MODULES,
    INSTRUMENTS,
    SUPERSEDED,
    PUBLISHED,
    SOURCES,
    TERRITORY,
    SECTORS,
    SCIAN,
    ACTIVITIES,
    PORTFOLIO,
    FIGURES,
    GOVERNANCE,
    INDICATORS,
    RETENTION,
    SURVEYS,
    BARRIER_MESSAGES,
    APPROVALS,
    CALENDAR,
    LIMITS,
)
"""One row for each kind: where its files are, their schema, what they become."""

OPTIONAL = (MODULES, SUPERSEDED)
"""Kinds that a library may do without; the others, some pack must hold."""


class Library:
    """Everything the packs hold. Attributes are read on first use and never change after."""

    def __init__(self, packs: Sequence[Path]) -> None:
        self.packs = tuple(packs)
        self._files: dict[str, tuple[Loaded[Any], ...]] = {}
        self._built: dict[str, Any] = {}

    @cached_property
    def facts(self) -> Catalogue:
        """The catalogue of facts."""
        return self.get(FACTS)

    @cached_property
    def aids(self) -> Mapping[str, Aid]:
        """Every aid, by id."""
        return self.get(AIDS)

    @cached_property
    def expense_categories(self) -> Mapping[str, ExpenseCategory]:
        """What money is spent on, by id, in the order shown to people."""
        return self.get(EXPENSE_CATEGORIES)

    @cached_property
    def actions(self) -> Mapping[str, CatalogueAction]:
        """The action catalogue, by id."""
        return self.get(ACTIONS)

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """The requirement clauses of specifications, by id."""
        return self.get(CLAUSES)

    @cached_property
    def instruments(self) -> Mapping[str, Instrument | European]:
        """Every instrument, by id."""
        return self.get(INSTRUMENTS)

    def instrument(self, name: str, version: str) -> Instrument | European:
        """One version of an instrument, the newest or one that it replaced.

        Raises:
            LookupError: no pack holds this version.

        """
        newest = self.instruments.get(name)
        found = newest if newest and newest.version == version else self.get(SUPERSEDED).get((name, version))
        if found is None:
            raise LookupError(f"{name} {version}")
        return found

    @cached_property
    def questionnaires(self) -> Mapping[str, Instrument]:
        """The instruments made of situations, by id."""
        return {name: found for name, found in self.instruments.items() if isinstance(found, Instrument)}

    @cached_property
    def norms(self) -> Mapping[str, CoreAid]:
        """Every aid as the rulebook assesses it, by id."""
        return {aid.id: core_aid(aid, self.facts) for aid in self.aids.values()}

    @cached_property
    def sources(self) -> Mapping[str, Citation]:
        """Every source cited by id."""
        return self.get(SOURCES)

    @cached_property
    def territory(self) -> Territory:
        """The regions, their tiles and what changed of their limits."""
        return self.get(TERRITORY)

    @cached_property
    def regions(self) -> Mapping[str, Region]:
        """The regions, by code."""
        return self.territory.regions

    @cached_property
    def sectors(self) -> Mapping[str, Sector]:
        """The sectors, the general one and those that only projects use, by id."""
        return self.get(SECTORS)

    @cached_property
    def scian(self) -> Mapping[str, Words]:
        """Labels of the industry classification, by code of 2 or 3 digits."""
        return self.get(SCIAN)

    @cached_property
    def activities(self) -> Lexicon:
        """Owners' everyday words, ready for `core.activity.propose`."""
        return self.get(ACTIVITIES)

    @cached_property
    def portfolio(self) -> Portfolio:
        """The real programme's portfolio, as published."""
        return self.get(PORTFOLIO)

    @cached_property
    def figures(self) -> Figures:
        """Published figures and what to beware of."""
        return self.get(FIGURES)

    @cached_property
    def governance(self) -> Mapping[str, Topic]:
        """Council, centres, plans, tour, start-ups, residencies and partners, by id."""
        return self.get(GOVERNANCE)

    @cached_property
    def approvals(self) -> Approvals:
        """Who approves an agreement, by amount, and what its analysis must answer."""
        return self.get(APPROVALS)

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """What the programme counts, and how, by id."""
        return self.get(INDICATORS)

    @cached_property
    def calendar(self) -> ProgrammeCalendar:
        """Holidays and the delays of sessions; the last pack's."""
        return self.get(CALENDAR)

    @cached_property
    def limits(self) -> MoneyLimits:
        """From when something about public money is worth a word; the last pack's."""
        return self.get(LIMITS)

    @cached_property
    def retention(self) -> Mapping[str, Kept]:
        """How long each kind of personal information is kept, by id."""
        return self.get(RETENTION)

    @cached_property
    def surveys(self) -> Mapping[str, Survey]:
        """Every survey, by id."""
        return self.get(SURVEYS)

    @cached_property
    def barrier_messages(self) -> BarrierMessagesFile:
        """What is written by barrier, and how often at most; the last pack's."""
        return self.get(BARRIER_MESSAGES)

    def get(self, kind: Kind[S, T]) -> T:
        """Give everything of one kind, merged over the packs.

        Raises:
            PackError: a file of this kind cannot be read; use `problems` for every fault of the packs.

        """
        if kind.name not in self._built:
            self._built[kind.name] = kind.build(self.files(kind), self)
        built: T = self._built[kind.name]
        return built

    def read_all(self) -> None:
        """Read every kind now: a server does so before its first visitor.

        Raises:
            PackError: a file cannot be read.

        """
        for kind in KINDS:
            self.get(kind)
        self.norms  # noqa: B018 — computed once, kept

    def files(self, kind: Kind[S, T]) -> tuple[Loaded[S], ...]:
        """Give the files of one kind, earlier packs first."""
        if kind.name not in self._files:
            self._files[kind.name] = tuple(_read_all(self.packs, kind))
        return self._files[kind.name]

    def text(self, kind: Kind[S, T], item: str) -> Any:
        """Give the data of one item's file as it was read, the last pack's when several have it."""
        return next(f.source.data for f in reversed(self.files(kind)) if getattr(f.content, "id", None) == item)

    def problems(self) -> Iterator[Problem]:
        """Find everything that is wrong in the packs, kind by kind."""
        for kind in KINDS:
            try:
                yield from kind.check(self.files(kind), self)
                if not self.files(kind) and kind not in OPTIONAL:
                    yield missing(self.packs[0] / kind.glob)
            except PackError as error:
                yield from error.problems
        for folder in self.packs:
            yield from strays(folder, (kind.glob for kind in KINDS))


def _read_all(packs: Sequence[Path], kind: Kind[S, T]) -> Iterator[Loaded[S]]:
    problems: list[Problem] = []
    loaded: list[Loaded[S]] = []
    for folder in packs:
        for path in sorted(folder.glob(kind.glob)):
            try:
                loaded.append(_read_once(path, path.stat().st_mtime_ns, kind.schema, folder.name))
            except PackError as error:
                problems += error.problems
    if problems:
        raise PackError(tuple(problems))
    yield from loaded


@cache
def _read_once(path: Path, written: int, schema: type[S], pack_name: str) -> Loaded[S]:  # noqa: ARG001
    """Read a file once for all the libraries of the process, and again when it was written since."""
    return load_file(path, schema, pack=pack_name)


def load(packs: Sequence[Path] = ()) -> Library:
    """Open the shipped pack and others: a pack with the same id replaces it, another one adds to it.

    Each path is a pack (a folder with `pack.yaml`) or a folder of packs.
    """
    found: dict[str, Path] = {}
    for folder in (pack.shipped(), *(p for path in packs for p in _packs_in(path))):
        card = load_file(folder / "pack.yaml", PackCard, pack=folder.name).content
        found[card.id] = folder
    return Library(tuple(found.values()))


def _packs_in(path: Path) -> list[Path]:
    if (path / "pack.yaml").exists():
        return [path]
    return sorted(card.parent for card in path.glob("*/pack.yaml")) or [path]


def checked(path: Path) -> Library:
    """Open packs to be checked, over the shipped one, which holds the facts they name; a file stands for its pack."""
    folders = [folder for folder in path.parents if (folder / "pack.yaml").exists()] if path.is_file() else []
    return load([folders[0] if folders else path])


@cache
def shipped() -> Library:
    """Give the library of the shipped pack, read once."""
    return load()
