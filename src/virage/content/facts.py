"""The pack's catalogue of facts: `facts.yaml`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import Field

from virage.content.conditions import Condition
from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.problems import PackError, Problem
from virage.content.texts import SourceRef, Text
from virage.content.yaml_source import Where
from virage.core.catalogue import Catalogue
from virage.core.checking import typed
from virage.core.conditions import Node, speaks_of_us
from virage.core.facts import Fact, FactType, Implication
from virage.core.reading import FactError
from virage.core.words import Words

FactId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Phrase = Literal["true", "false", "eq", "ne", "lt", "le", "gt", "ge", "between", "in", "not_in", "prefix", "not_prefix"]


class FactValue(Model):
    """One of the closed values of a `choice` (or the name of a `region`), as it reads in « est … »."""

    id: str
    fr: str
    en: str


class Derived(Model):
    """A fact computed from another: `{by: years_since, of: founded_on}`."""

    by: Literal["months_since", "months_until", "years_since", "tax_year_began_on"]
    of: FactId


class FactEntry(Model):
    """One fact.

    Sentences come from `phrases` (one for each word of conditions, with `{value}`, or `{low}` and `{high}`), else
    from `subject`, a noun with its article: « Le nombre d’employés » gives « Le nombre d’employés est d’au plus 250 ».
    A boolean needs `phrases: {true: …, false: …}`. Sentences start with a capital and have no final stop.
    """

    id: FactId
    type: FactType
    question: Text | None = None
    """What one would ask to establish it. Derived facts have none: their base is asked."""
    unit: Text | None = None
    """Plural, as it reads after a number: « employés »; phrases write it themselves, general sentences add it."""
    unit_one: Text | None = None
    """Singular, put in the place of `unit` after 1."""
    values: tuple[FactValue, ...] = ()
    subject: Text | None = None
    phrases: dict[Phrase, Text] = Field(default_factory=dict)
    known_from: tuple[str, ...] = ()
    """Where it may already be known: register, declaration, assessment, address, tax, funder…"""
    derived: Derived | None = None
    money: bool = False
    """Amounts of the fact are dollars, and shown so."""
    may_be_negative: bool = False
    """A number below 0 has a meaning (a deficit); otherwise it is refused."""
    part_of: FactId | None = None
    """The fact of which this one counts a part, and which it cannot exceed: full-time employees, of employees."""
    sources: tuple[SourceRef, ...] = ()
    note: str | None = None


class ImplicationEntry(Model):
    """When the condition holds, these facts follow."""

    when: Condition
    then: dict[FactId, Any]


class FactsFile(Model):
    """The whole catalogue of one pack."""

    facts: tuple[FactEntry, ...]
    implications: tuple[ImplicationEntry, ...] = ()


def _core(entry: FactEntry) -> Fact:
    return Fact(
        id=entry.id,
        type=entry.type,
        question=_words(entry.question),
        unit=_words(entry.unit),
        unit_one=_words(entry.unit_one),
        values={v.id: Text(fr=v.fr, en=v.en).words for v in entry.values},
        subject=_words(entry.subject),
        phrases={name: text.words for name, text in entry.phrases.items()},
        derived_by=entry.derived.by if entry.derived else None,
        derived_from=entry.derived.of if entry.derived else None,
        money=entry.money,
        may_be_negative=entry.may_be_negative,
        part_of=entry.part_of,
    )


def _words(text: Text | None) -> Words | None:
    return None if text is None else text.words


def _build(files: Sequence[Loaded[FactsFile]], shelf: Shelf) -> Catalogue:  # noqa: ARG001
    return build_catalogue(files)


def build_catalogue(files: Sequence[Loaded[FactsFile]]) -> Catalogue:
    """Join the facts and implications of several packs.

    Raises:
        PackError: an implication names a fact that does not exist, or a value of another type.

    """
    bare = Catalogue(facts={entry.id: _core(entry) for file in files for entry in file.content.facts})
    rules = [(file, i, rule) for file in files for i, rule in enumerate(file.content.implications)]
    return replace(bare, implications=tuple(_implication(file, i, rule, bare) for file, i, rule in rules))


def _implication(file: Loaded[FactsFile], i: int, rule: ImplicationEntry, catalogue: Catalogue) -> Implication:
    try:
        return Implication(
            when=typed(rule.when, catalogue),
            then={name: catalogue.scalar(name, value) for name, value in rule.then.items()},
        )
    except FactError as error:
        raise PackError((Problem(file.path, file.source.line(("implications", i)), error.words),)) from error


def _check(files: Sequence[Loaded[FactsFile]], shelf: Shelf) -> Iterable[Problem]:
    return catalogue_problems(files, shelf.get(FACTS))


def catalogue_problems(files: Sequence[Loaded[FactsFile]], catalogue: Catalogue) -> Iterable[Problem]:
    """Find the facts that no rule could read or put in a sentence."""
    known = catalogue.facts
    for file in files:
        seen: set[str] = set()
        for i, entry in enumerate(file.content.facts):
            if entry.id in seen:
                yield file.problem(
                    ("facts", i, "id"),
                    fr=f"le fait {entry.id} est donné deux fois",
                    en=f"the fact {entry.id} is given twice",
                )
            seen.add(entry.id)
            yield from _entry_problems(file, i, entry, set(known))


def test_problems(file: Loaded[Any], where: Where, test: Node, catalogue: Catalogue) -> Iterable[Problem]:
    """Find what is wrong in a condition on an enterprise: facts, types, and `known`, which speaks of us."""
    try:
        typed(test, catalogue)
    except FactError as error:
        yield Problem(file.path, file.source.line(where), error.words)
    if speaks_of_us(test):
        yield file.problem(
            where,
            fr="known dit ce qui a été répondu, pas ce qu’est l’entreprise : une absence de réponse ne refuse personne",
            en="known tells what was answered, not what the enterprise is: a missing answer refuses nobody",
        )


def _entry_problems(file: Loaded[FactsFile], i: int, entry: FactEntry, known: set[str]) -> Iterable[Problem]:
    where = ("facts", i)
    if entry.derived is None and entry.question is None:
        yield file.problem(where, fr=f"{entry.id} : il manque la question", en=f"{entry.id}: the question is missing")
    if entry.derived is not None and entry.derived.of not in known:
        base = entry.derived.of
        yield file.problem((*where, "derived"), fr=f"le fait {base} n’existe pas", en=f"there is no fact {base}")
    if entry.part_of is not None and entry.part_of not in known:
        whole = entry.part_of
        yield file.problem((*where, "part_of"), fr=f"le fait {whole} n’existe pas", en=f"there is no fact {whole}")
    labelled = entry.type in (FactType.REGION, FactType.CODE)
    if not labelled and (entry.type is FactType.CHOICE) != bool(entry.values):
        yield file.problem(
            where,
            fr=f"{entry.id} : un choix, et lui seul, a des values",
            en=f"{entry.id}: a choice, and nothing else, has values",
        )
    if entry.type is FactType.BOOLEAN and not {"true", "false"} <= set(entry.phrases):
        yield file.problem(
            where,
            fr=f"{entry.id} : un booléen a des phrases true et false",
            en=f"{entry.id}: a boolean has the phrases true and false",
        )
    if entry.type is not FactType.BOOLEAN and entry.subject is None:
        yield file.problem(where, fr=f"{entry.id} : il manque subject", en=f"{entry.id}: subject is missing")


FACTS: Kind[FactsFile, Catalogue] = Kind(name="facts", glob="facts.yaml", schema=FactsFile, build=_build, check=_check)
