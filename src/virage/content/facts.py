"""The pack's catalogue of facts: `facts.yaml`."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from virage.content.conditions import Condition
from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.problems import Problem
from virage.content.texts import SourceRef, Text
from virage.core.catalogue import Catalogue
from virage.core.conditions import facts_of
from virage.core.facts import Fact, FactType, Implication

FactId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Phrase = Literal["true", "false", "eq", "ne", "lt", "le", "gt", "ge", "between", "in", "not_in", "prefix", "not_prefix"]


class FactValue(Model):
    """One of the closed values of a `choice`, with its label as it reads in « est … »."""

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
    from `subject`, a noun with its article: « Le nombre d’employés » gives « Le nombre d’employés est d’au plus 250 ».
    A boolean needs `phrases: {true: …, false: …}`. Sentences start with a capital and have no final stop.
    """

    id: FactId
    type: FactType
    question: Text | None = None
    """What one would ask to establish it. Derived facts have none: their base is asked."""
    unit: Text | None = None
    values: tuple[FactValue, ...] = ()
    subject: Text | None = None
    phrases: dict[Phrase, Text] = Field(default_factory=dict)
    known_from: tuple[str, ...] = ()
    """Where it may already be known: register, declaration, assessment, address, tax, funder…"""
    derived: Derived | None = None
    money: bool = False
    """Amounts of the fact are dollars, and shown so."""
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
        question=entry.question and entry.question.words,
        unit=entry.unit and entry.unit.words,
        values={v.id: Text(fr=v.fr, en=v.en).words for v in entry.values},
        subject=entry.subject and entry.subject.words,
        phrases={name: text.words for name, text in entry.phrases.items()},
        derived_by=entry.derived and entry.derived.by,
        derived_from=entry.derived and entry.derived.of,
        money=entry.money,
    )


def _build(files: Sequence[Loaded[FactsFile]], shelf: Shelf) -> Catalogue:  # noqa: ARG001
    return Catalogue(
        facts={entry.id: _core(entry) for file in files for entry in file.content.facts},
        implications=tuple(
            Implication(when=rule.when, then=rule.then) for file in files for rule in file.content.implications
        ),
    )


def _check(files: Sequence[Loaded[FactsFile]], shelf: Shelf) -> Iterable[Problem]:
    known = shelf.get(FACTS).facts
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
        for i, rule in enumerate(file.content.implications):
            for name in sorted((facts_of(rule.when) | set(rule.then)) - set(known)):
                yield file.problem(
                    ("implications", i), fr=f"le fait {name} n’existe pas", en=f"there is no fact {name}"
                )


def _entry_problems(file: Loaded[FactsFile], i: int, entry: FactEntry, known: set[str]) -> Iterable[Problem]:
    where = ("facts", i)
    if entry.derived is None and entry.question is None:
        yield file.problem(where, fr=f"{entry.id} : il manque la question", en=f"{entry.id}: the question is missing")
    if entry.derived is not None and entry.derived.of not in known:
        base = entry.derived.of
        yield file.problem((*where, "derived"), fr=f"le fait {base} n’existe pas", en=f"there is no fact {base}")
    if (entry.type is FactType.CHOICE) != bool(entry.values):
        yield file.problem(
            where,
            fr=f"{entry.id} : un choix, et lui seul, a des values",
            en=f"{entry.id}: a choice, and nothing else, has values",
        )
    if entry.type is FactType.BOOLEAN and not {"true", "false"} <= set(entry.phrases):
        yield file.problem(
            where,
            fr=f"{entry.id} : un booléen a des phrases true et false",
            en=f"{entry.id}: a boolean has the phrases true and false",
        )
    if entry.type is not FactType.BOOLEAN and entry.subject is None:
        yield file.problem(where, fr=f"{entry.id} : il manque subject", en=f"{entry.id}: subject is missing")


FACTS: Kind[FactsFile, Catalogue] = Kind(name="facts", glob="facts.yaml", schema=FactsFile, build=_build, check=_check)
