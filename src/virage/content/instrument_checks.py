"""What a schema cannot see in an instrument: names that do not exist, options out of order, bands that overlap."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from virage.content.instrument_files import InstrumentFile, ModuleFile, QuestionEntry, SituationsFile
from virage.content.kinds import Loaded
from virage.content.problems import Problem
from virage.content.yaml_source import Where
from virage.core.conditions import facts_of

SITUATIONS = (("a", "b", "c", "d"), ("a", "b", "c", "d", "e"))
MOST_DRIVERS = 4
"""Each combination of their answers is followed to know the interval: four of them are 1 296."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """One question and where it is written."""

    file: Loaded[InstrumentFile] | Loaded[ModuleFile]
    where: Where
    entry: QuestionEntry

    def problem(self, key: str, *, fr: str, en: str) -> Problem:
        return self.file.problem((*self.where, key), fr=fr, en=en)


def scale_problems(file: Loaded[InstrumentFile]) -> Iterator[Problem]:
    """Check what both kinds of instrument have: bands that rise to 100, dimensions that exist."""
    content = file.content.root
    limits = [band.up_to for band in content.bands]
    falling = [i for i, (before, after) in enumerate(pairwise([*limits, 101])) if after <= before]
    if falling or limits[-1:] != [100]:
        fault = falling[0] + 1 if falling else len(limits) - 1
        yield file.problem(("bands", fault), fr="les paliers doivent monter jusqu’à 100", en="bands must rise to 100")
    known = [d.id for d in content.dimensions]
    for i, dimension in enumerate(question.dimension for question in content.questions):
        if dimension is not None and dimension not in known:
            yield _no_dimension(file, ("questions", i, "dimension"), dimension)


def situation_problems(
    file: Loaded[InstrumentFile],
    modules: Sequence[Loaded[ModuleFile]],
    *,
    order: Sequence[str],
    rows: AbstractSet[str],
    facts: AbstractSet[str],
) -> Iterator[Problem]:
    """Check an instrument made of situations, with its modules; `order` is that in which questions are asked."""
    content = file.content.root
    if not isinstance(content, SituationsFile):
        return
    known = [d.id for d in content.dimensions]
    placed = [_Placed(file=file, where=("questions", i), entry=q) for i, q in enumerate(content.questions)]
    for module in modules:
        placed += [
            _Placed(file=module, where=("questions", i), entry=q) for i, q in enumerate(module.content.questions)
        ]
        for name in sorted(module.content.names.keys() - set(known)):
            yield _no_dimension(module, ("names", name), name)
        for i, question in enumerate(module.content.questions):
            if question.dimension is not None and question.dimension not in known:
                yield _no_dimension(module, ("questions", i, "dimension"), question.dimension)
    yield from _repeated(placed)
    yield from _drivers(file, placed)
    for one in placed:
        yield from _shape(one)
        earlier = set(order[: order.index(one.entry.id)])
        yield from _names(one, earlier=earlier, every=set(order), rows=rows, facts=facts)


def module_problems(
    file: Loaded[ModuleFile], known: Mapping[str, str], *, sectors: AbstractSet[str]
) -> Iterator[Problem]:
    """Check a module against the instruments, given with their version, and against the sectors."""
    module = file.content
    if module.instrument not in known:
        yield file.problem(
            ("instrument",),
            fr=f"l’instrument {module.instrument} n’existe pas",
            en=f"there is no instrument {module.instrument}",
        )
    elif known[module.instrument] != module.version:
        version = known[module.instrument]
        yield file.problem(
            ("version",),
            fr=f"le module est en {module.version}, {module.instrument} en {version}",
            en=f"the module is at {module.version}, {module.instrument} at {version}",
        )
    if module.module not in sectors:
        yield file.problem(
            ("module",), fr=f"le secteur {module.module} n’existe pas", en=f"there is no sector {module.module}"
        )
    if file.path.stem != module.module:
        yield file.problem(
            ("module",),
            fr=f"le module {module.module} doit être dans {module.module}.yaml",
            en=f"the module {module.module} must be in {module.module}.yaml",
        )


def _no_dimension(file: Loaded[InstrumentFile] | Loaded[ModuleFile], where: Where, name: str) -> Problem:
    return file.problem(where, fr=f"la dimension {name} n’existe pas", en=f"there is no dimension {name}")


def _repeated(placed: Iterable[_Placed]) -> Iterator[Problem]:
    seen: set[str] = set()
    for one in placed:
        name = one.entry.id
        if name in seen:
            yield one.problem("id", fr=f"la question {name} est donnée deux fois", en=f"question {name} is given twice")
        seen.add(name)


def _drivers(file: Loaded[InstrumentFile], placed: Sequence[_Placed]) -> Iterator[Problem]:
    read = {name for p in placed if p.entry.visible_when is not None for name in facts_of(p.entry.visible_when)}
    count = len(read & {p.entry.id for p in placed})
    if count > MOST_DRIVERS:
        yield file.problem(
            ("questions",),
            fr=f"{count} questions en font apparaître d’autres\u00a0: {MOST_DRIVERS} au plus",
            en=f"{count} questions make others appear: {MOST_DRIVERS} at most",
        )


def _shape(one: _Placed) -> Iterator[Problem]:
    entry = one.entry
    if entry.scored and entry.dimension is None:
        yield one.problem(
            "id", fr=f"{entry.id}\u00a0: il manque la dimension", en=f"{entry.id}: the dimension is missing"
        )
    if entry.scored and tuple(entry.options) not in SITUATIONS:
        yield one.problem(
            "options",
            fr=f"{entry.id}\u00a0: quatre ou cinq situations, dans l’ordre a, b, c, d, e",
            en=f"{entry.id}: four or five situations, in the order a, b, c, d, e",
        )
    if not entry.scored and (entry.dimension is not None or entry.dmat):
        yield one.problem(
            "scored",
            fr=f"{entry.id} n’est pas notée\u00a0: ni dimension, ni ligne européenne",
            en=f"{entry.id} is not scored: no dimension, no European row",
        )


def _names(
    one: _Placed, *, earlier: AbstractSet[str], every: AbstractSet[str], rows: AbstractSet[str], facts: AbstractSet[str]
) -> Iterator[Problem]:
    entry = one.entry
    read = facts_of(entry.visible_when) if entry.visible_when is not None else frozenset()
    for name in sorted(read - facts - earlier):
        yield one.problem(
            "visible_when",
            fr=f"{name} n’est ni un fait, ni une question posée avant {entry.id}",
            en=f"{name} is neither a fact nor a question asked before {entry.id}",
        )
    if entry.follows is not None and entry.follows not in every:
        yield one.problem(
            "follows", fr=f"la question {entry.follows} n’existe pas", en=f"there is no question {entry.follows}"
        )
    for i, link in enumerate(entry.dmat):
        if link.row not in rows or link.first not in entry.options:
            yield one.file.problem(
                (*one.where, "dmat", i),
                fr=f"la ligne européenne {link.row} ou la situation {link.first} n’existe pas",
                en=f"there is no European row {link.row}, or no situation {link.first}",
            )
