"""The dated norms of an aid: their conditions, ready to be tested, and which of them is in force on a day."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from virage.core.answers import Answer
from virage.core.compiled import Test, compile_node
from virage.core.conditions import Node
from virage.core.values import Facts
from virage.core.windows import Bound, Window, WindowOutcome, look, looker
from virage.core.words import Words


class Terms(StrEnum):
    """How much of a norm is published."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One condition, what it answers, the facts that would settle it, and the text that says so."""

    rule: str
    sentence: Words
    answer: Answer
    source: str
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One condition of a norm, ready to be tested; its sentence was generated from the test."""

    id: str
    test: Node
    sentence: Words
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """What one promises by applying: shown, never evaluated."""

    id: str
    sentence: Words
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """One dated version of an aid's terms."""

    id: str
    window: Window
    terms: Terms
    rules: tuple[Rule, ...] = ()
    undertakings: tuple[Undertaking, ...] = ()
    source: str = ""
    """Where the norm was read, when a condition does not say it more narrowly."""
    window_source: str = ""
    tests: tuple[Callable[[Facts], Finding], ...] = ()
    """The rules compiled by `prepared`."""
    watch: Callable[[Facts, date], WindowOutcome] | None = None
    """The window as `prepared` remembers it."""

    def look(self, facts: Facts, on: date) -> WindowOutcome:
        """Say whether applications are taken on a date."""
        return self.watch(facts, on) if self.watch is not None else look(self.window, facts, on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid:
    """One stream, with its norms from the oldest to the newest."""

    id: str
    norms: tuple[Norm, ...]


def prepared(norm: Norm) -> Norm:
    """Compile a norm's rules once, so that each verdict only looks values up."""
    tests = tuple(_finder(rule, compile_node(rule.test)) for rule in norm.rules)
    return replace(norm, tests=tests, watch=looker(norm.window))


def _finder(rule: Rule, test: Test) -> Callable[[Facts], Finding]:
    found: dict[tuple[Answer, frozenset[str]], Finding] = {}

    def find(facts: Facts) -> Finding:
        outcome = test(facts)
        key = (outcome.answer, outcome.missing)
        if key not in found:  # at most one for each set of facts that may be missing
            found[key] = Finding(
                rule=rule.id, sentence=rule.sentence, answer=key[0], source=rule.source, missing=key[1]
            )
        return found[key]

    return find


def in_force(aid: Aid, facts: Facts, on: date) -> Norm:
    """Choose the norm in force on a date, else the last that began.

    >>> old = Norm(id="old", terms=Terms.NONE, window=Window(closes=Bound(None, date(2024, 10, 3))))
    >>> new = Norm(id="new", terms=Terms.NONE, window=Window(opens=Bound(date(2025, 4, 24), date(2025, 4, 24))))
    >>> aid = Aid(id="a", norms=(old, new))
    >>> [in_force(aid, {}, day).id for day in (date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1))]
    ['old', 'old', 'new']
    """
    if len(aid.norms) == 1:
        return aid.norms[0]
    possible = _possible(aid.norms, on)
    for wanted in (Answer.YES, Answer.UNKNOWN):
        held = [norm for norm in possible if norm.look(facts, on).answer is wanted]
        if held:
            return held[-1]
    return possible[-1]


def _possible(norms: tuple[Norm, ...], on: date) -> list[Norm]:
    """Keep the norms that may be in force on a date: versions of one stream follow each other, oldest first.

    The last that certainly began ends those before it; one that certainly lasts has none after it yet.
    """
    start = max((i for i, norm in enumerate(norms) if _has_begun(norm, on)), default=0)
    kept = [norms[start]]
    for norm in norms[start + 1 :]:
        if _is_to_come(norm, on) or _still_lasts(kept[-1], on):
            break
        kept.append(norm)
    return kept


def _has_begun(norm: Norm, on: date) -> bool:
    return all(bound.latest is not None and bound.latest <= on for bound in _openings(norm))


def _is_to_come(norm: Norm, on: date) -> bool:
    return all(bound.earliest is not None and on < bound.earliest for bound in _openings(norm))


def _still_lasts(norm: Norm, on: date) -> bool:
    closings = [norm.window.closes, *(case.closes for case in norm.window.cases)]
    return all(bound.earliest is not None and on <= bound.earliest for bound in closings)


def _openings(norm: Norm) -> list[Bound]:
    return [norm.window.opens, *(case.opens for case in norm.window.cases)]
