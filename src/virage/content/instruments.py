"""The pack's instruments: what is asked and in which words, with what the rulebook needs to score it."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from virage.content import instrument_checks as checks
from virage.content.facts import FACTS
from virage.content.instrument_files import (
    BandEntry,
    DmatFile,
    InstrumentFile,
    ModuleFile,
    PublishedFile,
    QuestionEntry,
    SituationsFile,
    SupersededFile,
)
from virage.content.kinds import Kind, Loaded, Shelf
from virage.content.problems import Problem
from virage.content.sectors import SECTORS
from virage.core import dmat
from virage.core.answers import Answer
from virage.core.conditions import All, Node, evaluate
from virage.core.instruments import Band, Question, Questionnaire
from virage.core.values import Facts
from virage.core.words import Words

QUICK_CHECK = "virage-pme"
"""The instrument of the quick check."""
PROFILE = frozenset({"sector", "scian", "region", "employees", "need"})
"""What an owner says first."""


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """One version of an instrument made of situations, with the modules that sectors add to it."""

    file: SituationsFile
    modules: tuple[ModuleFile, ...]
    digest: str
    """SHA-256 of the content: it changes with any word, not with comments or layout."""

    @property
    def id(self) -> str:
        """Name the instrument."""
        return self.file.id

    @property
    def version(self) -> str:
        """Give its version."""
        return self.file.version

    @cached_property
    def questions(self) -> tuple[QuestionEntry, ...]:
        """Every question of every module, in the order they are asked: dimension by dimension, the unscored last."""
        entries = list(self.file.questions)
        for module in self.modules:
            for entry in module.questions:
                entries.insert(_place(entries, entry), entry)
        order = {d.id: i for i, d in enumerate(self.file.dimensions)}
        return tuple(sorted(entries, key=lambda e: order.get(e.dimension or "", len(order))))

    @cached_property
    def by_id(self) -> Mapping[str, QuestionEntry]:
        """Find a question by its id."""
        return {entry.id: entry for entry in self.questions}

    @cached_property
    def sheet(self) -> Questionnaire:
        """What the rulebook scores."""
        conditions = {q.id: m.visible_when for m in self.modules for q in m.questions}
        return Questionnaire(
            id=self.id,
            version=self.version,
            dimensions=tuple(d.id for d in self.file.dimensions),
            questions=tuple(_question(entry, conditions.get(entry.id)) for entry in self.questions),
            bands=_bands(self.file.bands),
        )

    def dimension_name(self, dimension: str, profile: Facts) -> Words:
        """Name a dimension as this profile calls it: « Chantiers et opérations » in construction."""
        for module in self.modules:
            if dimension in module.names and evaluate(module.visible_when, profile).answer is Answer.YES:
                return module.names[dimension].words
        return next(d.name.words for d in self.file.dimensions if d.id == dimension)

    def band_name(self, band: str) -> Words:
        """Name a band."""
        return next(b.name.words for b in self.file.bands if b.id == band)


def comparable(one: Instrument, other: Instrument) -> frozenset[str]:
    """The questions whose situations are the same, word for word, in two versions: only they tell a difference."""
    return frozenset(
        name
        for name, entry in one.by_id.items()
        if (twin := other.by_id.get(name)) is not None
        and (entry.options, entry.dimension, entry.scored) == (twin.options, twin.dimension, twin.scored)
    )


@dataclass(frozen=True, kw_only=True)
class European:
    """One version of the European questionnaire."""

    file: DmatFile
    digest: str

    @property
    def id(self) -> str:
        """Name the instrument."""
        return self.file.id

    @property
    def version(self) -> str:
        """Give its version."""
        return self.file.version

    @cached_property
    def sheet(self) -> dmat.Dmat:
        """What the rulebook scores."""
        return dmat.Dmat(
            id=self.id,
            version=self.version,
            dimensions=tuple(d.id for d in self.file.dimensions),
            questions=tuple(
                dmat.DmatQuestion(
                    id=q.id,
                    dimension=q.dimension,
                    kind=q.kind,
                    rows=tuple(row.id for row in q.rows),
                    negative=tuple(row.id for row in q.rows if row.negative),
                )
                for q in self.file.questions
            ),
            bands=_bands(self.file.bands),
        )

    @property
    def rows(self) -> tuple[str, ...]:
        """Name every row."""
        return tuple(row.id for question in self.file.questions for row in question.rows)


def _place(entries: Sequence[QuestionEntry], entry: QuestionEntry) -> int:
    return next((i + 1 for i, e in enumerate(entries) if e.id == entry.follows), len(entries))


def _question(entry: QuestionEntry, module: Node | None) -> Question:
    conditions = tuple(c for c in (module, entry.visible_when) if c is not None)
    return Question(
        id=entry.id,
        options=tuple(entry.options),
        dimension=entry.dimension if entry.scored else None,
        depth=entry.depth,
        weight=entry.weight,
        allows_na=entry.na is not None,
        visible_when=All(conditions) if len(conditions) > 1 else next(iter(conditions), None),
        seconds=entry.seconds,
    )


def _bands(entries: Iterable[BandEntry]) -> tuple[Band, ...]:
    return tuple(Band(id=b.id, up_to=Fraction(b.up_to)) for b in entries)


def digest(contents: Sequence[object]) -> str:
    """Give the SHA-256 of data as read from YAML.

    >>> digest([{"a": 1, "b": 2}]) == digest([{"b": 2, "a": 1}])
    True
    """
    written = json.dumps(contents, sort_keys=True, ensure_ascii=False, default=str, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _build(files: Sequence[Loaded[InstrumentFile]], shelf: Shelf) -> Mapping[str, Instrument | European]:
    every_module = shelf.get(MODULES)
    built: dict[str, Instrument | European] = {}
    for loaded in files:
        content = loaded.content.root
        if isinstance(content, DmatFile):
            built[content.id] = European(file=content, digest=digest([loaded.source.data]))
            continue
        modules = [m for m in every_module if m.content.instrument == content.id]
        built[content.id] = Instrument(
            file=content,
            modules=tuple(m.content for m in modules),
            digest=digest([loaded.source.data, *(m.source.data for m in modules)]),
        )
    return built


def _build_superseded(
    files: Sequence[Loaded[SupersededFile]],
    shelf: Shelf,  # noqa: ARG001 - the shape of a kind
) -> Mapping[tuple[str, str], Instrument | European]:
    built: dict[tuple[str, str], Instrument | European] = {}
    for loaded in files:
        content, data = loaded.content.instrument.root, loaded.source.data
        written = digest([data["instrument"], *data.get("modules", ())])
        built[content.id, content.version] = (
            European(file=content, digest=written)
            if isinstance(content, DmatFile)
            else Instrument(file=content, modules=loaded.content.modules, digest=written)
        )
    return built


def _check(files: Sequence[Loaded[InstrumentFile]], shelf: Shelf) -> Iterable[Problem]:
    shelved = shelf.get(INSTRUMENTS)
    rows = {row for found in shelved.values() if isinstance(found, European) for row in found.rows}
    facts = PROFILE | shelf.get(FACTS).facts.keys()
    for file in files:
        yield from checks.scale_problems(file)
        found = shelved[file.content.root.id]
        if isinstance(found, Instrument):
            own = [m for m in shelf.get(MODULES) if m.content.instrument == found.id]
            order = [q.id for q in found.questions]
            yield from checks.situation_problems(file, own, order=order, rows=rows, facts=facts)


def _check_modules(files: Sequence[Loaded[ModuleFile]], shelf: Shelf) -> Iterable[Problem]:
    known = {i.id: i.version for i in shelf.get(INSTRUMENTS).values() if isinstance(i, Instrument)}
    for file in files:
        yield from checks.module_problems(file, known, sectors=shelf.get(SECTORS).keys())


def _check_published(files: Sequence[Loaded[PublishedFile]], shelf: Shelf) -> Iterable[Problem]:
    superseded = shelf.get(SUPERSEDED)
    shelved = {**superseded, **{(one.id, one.version): one for one in shelf.get(INSTRUMENTS).values()}}
    for file in files:
        for i, entry in enumerate(file.content.instruments):
            found = shelved.get((entry.id, entry.version))
            if found is None:
                yield file.problem(
                    ("instruments", i, "version"),
                    fr=f"{entry.id} {entry.version} est publié et son texte manque\u00a0: "
                    f"gardez-le dans instruments/published/{entry.id}/{entry.version}.yaml",
                    en=f"{entry.id} {entry.version} is published and its text is missing: "
                    f"keep it in instruments/published/{entry.id}/{entry.version}.yaml",
                )
            elif found.digest != entry.sha256:
                yield file.problem(
                    ("instruments", i, "sha256"),
                    fr=f"{entry.id} {entry.version} est publié et son contenu a changé\u00a0: "
                    f"donnez-lui une nouvelle version (empreinte trouvée\u00a0: {found.digest})",
                    en=f"{entry.id} {entry.version} is published and its content has changed: "
                    f"give it a new version (digest found: {found.digest})",
                )


MODULES: Kind[ModuleFile, tuple[Loaded[ModuleFile], ...]] = Kind(
    name="modules",
    glob="instruments/*/*.yaml",
    schema=ModuleFile,
    build=lambda files, shelf: tuple(files),  # noqa: ARG005 - the shape of a kind
    check=_check_modules,
)
INSTRUMENTS: Kind[InstrumentFile, Mapping[str, Instrument | European]] = Kind(
    name="instruments", glob="instruments/*.yaml", schema=InstrumentFile, build=_build, check=_check
)
SUPERSEDED: Kind[SupersededFile, Mapping[tuple[str, str], Instrument | European]] = Kind(
    name="superseded", glob="instruments/published/*/*.yaml", schema=SupersededFile, build=_build_superseded
)
PUBLISHED: Kind[PublishedFile, tuple[PublishedFile, ...]] = Kind(
    name="published",
    glob="published.yaml",
    schema=PublishedFile,
    build=lambda files, shelf: tuple(f.content for f in files),  # noqa: ARG005 - the shape of a kind
    check=_check_published,
)
