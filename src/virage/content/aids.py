"""Aids: one file for each aid (one stream of a programme), with all its dated norms.

`packs/quebec/aids/essor-1b.yaml` shows every part.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from virage.content.conditions import Condition
from virage.content.facts import FACTS, test_problems
from virage.content.kinds import Kind, Loaded, Model, Shelf
from virage.content.money import PURPOSES, Money
from virage.content.problems import Problem
from virage.content.texts import AsWritten, PartialDate, SourceRef, Text
from virage.content.windows import Window

Level = Literal["qc", "ca", "municipal", "private", "fund"]
FundingKind = Literal["grant", "repayable", "loan", "tax_credit", "wage", "service", "guarantee", "equity"]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Term(Model):
    """One rule of a norm.

    A `condition` is settled by facts: its sentence is generated from `test`, so it cannot drift from it. An
    `undertaking` is promised: it has a `sentence` and no `test`. A rule known in words only is a condition whose
    test is `{confirm: {fr, en}}`: always unknown, never asked, shown « à confirmer auprès du bailleur ».
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    """Unique inside the norm; stable, because stored decisions name it."""
    kind: Literal["condition", "undertaking"] = "condition"
    test: Condition | None = None
    sentence: Text | None = None
    """For an undertaking only."""
    original: Text | None = None
    """The sentence as the source's reader wrote it, kept beside the one we generate."""
    alternative: str | None = None
    """Another way a source accepts, in words."""
    note: Text | None = None
    """What to know of the rule; how we read it, when the source left a choice."""
    source: SourceRef | str | None = None
    """Null: the norm's list of sources, until someone narrows it."""
    read_on: PartialDate = "2026-11-22"

    @model_validator(mode="after")
    def _one_form(self) -> "Term":
        if self.kind == "undertaking" and (self.test is not None or self.sentence is None):
            msg = "un engagement (undertaking) a une phrase et pas de test"
            raise ValueError(msg)
        if self.kind == "condition" and (self.test is None or self.sentence is not None):
            msg = "une condition a un test et pas de phrase : la phrase est produite à partir du test"
            raise ValueError(msg)
        return self


class Norm(Model):
    """One dated version of the aid's terms."""

    id: Id
    """Unique over all packs."""
    version_of: Id | None = None
    """The norm (or aid) that this one follows: they exclude each other by date."""
    name: Text | None = None
    """When it differs from the aid's."""
    stream: str | None = None
    """The stream in the source's words."""
    funder: str | None = None
    """When it differs from the aid's."""
    kinds: tuple[FundingKind, ...] | None = None
    """When they differ from the aid's."""
    window: Window = Window()
    terms: Literal["complete", "partial", "none"]
    """None: the verdict is unknown and nothing is asked. Partial: at best « répond aux conditions publiées »."""
    rules: tuple[Term, ...] = ()
    money: Money = Money()
    exclusions: tuple[str, ...] = ()
    """What the source excludes, in its words; each one evaluable is also a term."""
    missing: tuple[Text, ...] = ()
    """Terms whose absence keeps the norm from being complete."""
    not_given: tuple[Text, ...] = ()
    """Secondary terms that no source gave."""
    verified_by: Literal["some_primary", "secondary_only"] | None = None
    money_terms_from: dict[str, str | None] | None = None
    sources: tuple[SourceRef, ...] = ()
    contradictions: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    data: dict[str, Any] | None = None
    """What else the sources give (results, targets…), as they give it."""

    @model_validator(mode="after")
    def _terms_agree(self) -> "Norm":
        if self.terms == "none" and self.rules:
            msg = "terms: none n’a pas de règles; écrivez terms: partial"
            raise ValueError(msg)
        return self


class Exclusive(Model):
    """Aids that a source says may not be combined with this one."""

    aids: tuple[Id, ...]
    per: Literal["project", "enterprise", "person"] = "project"
    source: SourceRef | str | None = None
    note: Text | None = None


class Aid(Model):
    """One stream of one programme, as people look for it."""

    id: Id
    family: str | None = None
    """Groups for display only; forbids nothing."""
    name: Text
    stream: str | None = None
    funder: str
    level: Level
    kinds: tuple[FundingKind, ...]
    """Empty: no source says."""
    purposes: tuple[PURPOSES, ...] = ()
    """What the aid is for: our reading of its name, its stream and its words on expenses; empty: not read yet."""
    for_enterprises: bool = True
    """False: reaches enterprises through an intermediary (an incubator, a body), shown apart."""
    is_norm: bool = True
    """False: an umbrella statement on which no verdict is ever given."""
    one_of: tuple[Exclusive, ...] = ()
    opens_the_door_to: tuple[Id, ...] = ()
    """Aids that ask for what this one delivers."""
    replaced_by: tuple[Id, ...] = ()
    relation: str | None = None
    """How it stands to its neighbours (version, split, tier, alternative, separate_family…)."""
    norms: Annotated[tuple[Norm, ...], Field(min_length=1)]
    """Oldest first."""
    sources: tuple[SourceRef, ...] = ()
    contradictions: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    status: AsWritten | None = None
    """The status in the source's words, as of its date."""
    data: dict[str, Any] | None = None
    """What else the sources give, as they give it."""


def _build(files: Sequence[Loaded[Aid]], shelf: Shelf) -> Mapping[str, Aid]:  # noqa: ARG001
    return {file.content.id: file.content for file in files}


def _check(files: Sequence[Loaded[Aid]], shelf: Shelf) -> Iterable[Problem]:
    catalogue = shelf.get(FACTS)
    ids = {file.content.id for file in files}
    files = [file for i, file in enumerate(files) if not _is_replaced(file, files[i + 1 :])]
    norms = [norm.id for file in files for norm in file.content.norms]
    for file in files:
        yield from _own_problems(file, norms)
        yield from _reference_problems(file, ids, ids | set(norms))
        for i, norm in enumerate(file.content.norms):
            for k, case in enumerate(norm.window.cases):
                yield from test_problems(file, ("norms", i, "window", "cases", k, "when"), case.when, catalogue)
            for k, term in enumerate(norm.rules):
                if term.test is not None:
                    yield from test_problems(file, ("norms", i, "rules", k, "test"), term.test, catalogue)


def _is_replaced(file: Loaded[Aid], later: Sequence[Loaded[Aid]]) -> bool:
    return any(other.content.id == file.content.id and other.pack != file.pack for other in later)


def _own_problems(file: Loaded[Aid], norms: Sequence[str]) -> Iterable[Problem]:
    aid = file.content
    if file.path.stem != aid.id:
        yield file.problem(
            ("id",), fr=f"l’id « {aid.id} » n’est pas le nom du fichier", en=f"the id “{aid.id}” is not the file's name"
        )
    for i, norm in enumerate(aid.norms):
        if norms.count(norm.id) > 1:
            yield file.problem(
                ("norms", i, "id"),
                fr=f"la norme « {norm.id} » existe deux fois",
                en=f"the norm “{norm.id}” exists twice",
            )
        rules = [term.id for term in norm.rules]
        for k, rule in enumerate(rules):
            if rule in rules[:k]:
                yield file.problem(
                    ("norms", i, "rules", k, "id"),
                    fr=f"la règle « {rule} » existe deux fois dans cette norme",
                    en=f"the rule “{rule}” exists twice in this norm",
                )


def _reference_problems(file: Loaded[Aid], ids: set[str], everything: set[str]) -> Iterable[Problem]:
    aid = file.content
    named: list[tuple[tuple[str | int, ...], str, set[str]]] = [
        *((("one_of", i), other, ids) for i, group in enumerate(aid.one_of) for other in group.aids),
        *((("replaced_by",), other, everything) for other in aid.replaced_by),
        *((("opens_the_door_to",), other, everything) for other in aid.opens_the_door_to),
        *(
            (("norms", i, "version_of"), norm.version_of, everything)
            for i, norm in enumerate(aid.norms)
            if norm.version_of
        ),
    ]
    for where, name, known in named:
        if name not in known:
            yield file.problem(where, fr=f"l’aide « {name} » n’existe pas", en=f"there is no aid “{name}”")


AIDS: Kind[Aid, Mapping[str, Aid]] = Kind(name="aids", glob="aids/*.yaml", schema=Aid, build=_build, check=_check)
