"""Council, centres, plans, tour, start-ups, residencies, partners: `governance/*.yaml`."""

from collections.abc import Iterable, Mapping, Sequence

from virage.content.citations import Sources, citation_problems, cited
from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.problems import Problem
from virage.content.quantities import Number, SpanText, words_or_none
from virage.content.territory import RegionCode, region_codes
from virage.content.texts import NeedWords, Text
from virage.core.governance import Amount, GovernanceFact, Pole, StrategyTarget, Topic
from virage.core.sourcing import Qualifier


class AmountEntry(Model):
    """An amount that a statement gives."""

    value: Number
    unit: str
    qualifier: Qualifier | None = None
    label: Text | None = None
    sources: Sources = ()


class PoleEntry(Text):
    """A pole of expertise; `need_words` are ours: what an owner might type."""

    id: str
    need_words: NeedWords | None = None


class GovernanceEntry(Model):
    """One sourced statement."""

    id: str
    date: SpanText | None
    statement: Text
    amounts: tuple[AmountEntry, ...] = ()
    claims: tuple[AmountEntry, ...] = ()
    """Values on which the sources disagree, each with its own."""
    disputed: bool = False
    poles: tuple[PoleEntry, ...] = ()
    regions: tuple[RegionCode, ...] = ()
    organisations: tuple[str, ...] = ()
    single_source: bool
    sources: Sources


class TargetEntry(Model):
    """One target of a strategy."""

    id: str
    statement: Text
    value: Number | None
    unit: str | None
    horizon: Text | None


class TopicEntry(Model):
    """One subject; `current_state` null: no source says it."""

    id: str
    title: Text
    current_state: Text | None
    facts: tuple[GovernanceEntry, ...]
    targets: tuple[TargetEntry, ...] = ()
    targets_sources: Sources = ()


class GovernanceFile(Model):
    """Some subjects."""

    topics: tuple[TopicEntry, ...]


def _amount(entry: AmountEntry, shelf: Shelf) -> Amount:
    return Amount(
        value=entry.value,
        unit=entry.unit,
        qualifier=entry.qualifier,
        label=words_or_none(entry.label),
        sources=cited(entry.sources, shelf),
    )


def _fact(entry: GovernanceEntry, shelf: Shelf) -> GovernanceFact:
    return GovernanceFact(
        id=entry.id,
        date=entry.date,
        statement=entry.statement.words,
        amounts=tuple(_amount(a, shelf) for a in entry.amounts),
        claims=tuple(_amount(a, shelf) for a in entry.claims),
        single_source=entry.single_source,
        disputed=entry.disputed,
        poles=tuple(
            Pole(id=p.id, name=p.words, need_words=p.need_words.every if p.need_words else ()) for p in entry.poles
        ),
        regions=entry.regions,
        organisations=entry.organisations,
        sources=cited(entry.sources, shelf),
    )


def _topic(entry: TopicEntry, shelf: Shelf) -> Topic:
    return Topic(
        id=entry.id,
        title=entry.title.words,
        current_state=words_or_none(entry.current_state),
        facts=tuple(_fact(f, shelf) for f in entry.facts),
        targets=tuple(
            StrategyTarget(
                id=t.id,
                statement=t.statement.words,
                value=t.value,
                unit=t.unit,
                horizon=words_or_none(t.horizon),
            )
            for t in entry.targets
        ),
        targets_sources=cited(entry.targets_sources, shelf),
    )


def _build(files: Sequence[Loaded[GovernanceFile]], shelf: Shelf) -> Mapping[str, Topic]:
    return {t.id: _topic(t, shelf) for file in files for t in file.content.topics}


def _check(files: Sequence[Loaded[GovernanceFile]], shelf: Shelf) -> Iterable[Problem]:
    yield from citation_problems(files, shelf)
    regions = set(region_codes(shelf))
    for file in files:
        for i, topic in enumerate(file.content.topics):
            for j, fact in enumerate(topic.facts):
                where = ("topics", i, "facts", j)
                if not fact.sources:
                    yield file.problem(
                        where, fr=f"{fact.id}\u00a0: il manque la source", en=f"{fact.id}: the source is missing"
                    )
                for code in sorted(set(fact.regions) - regions):
                    yield file.problem(
                        (*where, "regions"), fr=f"la région {code} n’existe pas", en=f"there is no region {code}"
                    )


GOVERNANCE: Kind[GovernanceFile, Mapping[str, Topic]] = Kind(
    name="governance", glob="governance/*.yaml", schema=GovernanceFile, build=_build, check=_check
)
