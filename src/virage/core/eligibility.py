"""Say whether an enterprise may receive an aid on a date, and why."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from virage.core.answers import Answer, all_of
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


class Standing(StrEnum):
    """What the verdict lets one say."""

    ADMISSIBLE = "admissible"
    NOT_ADMISSIBLE = "not_admissible"
    TO_SPECIFY = "to_specify"
    MEETS_PUBLISHED = "meets_published"
    UNPUBLISHED = "unpublished"


LABELS: Mapping[Standing, Words] = {
    Standing.ADMISSIBLE: Words(fr="admissible", en="eligible"),
    Standing.NOT_ADMISSIBLE: Words(fr="non admissible", en="not eligible"),
    Standing.TO_SPECIFY: Words(fr="à préciser", en="to be specified"),
    Standing.MEETS_PUBLISHED: Words(fr="répond aux conditions publiées", en="meets the published conditions"),
    Standing.UNPUBLISHED: Words(fr="conditions non publiées", en="conditions not published"),
}
"""How each standing is said; yes never means accepted."""

_UNPUBLISHED = Words(fr="Conditions non publiées.", en="Conditions not published.")
_INCOMPLETE = Words(
    fr="D’autres conditions ne sont pas publiées : à confirmer auprès du bailleur.",
    en="Other conditions are not published: to be confirmed with the funder.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one aid answers to one enterprise on one date. `ask` names the facts to learn, the most useful first."""

    aid: str
    norm: str
    answer: Answer
    standing: Standing
    terms: Terms
    findings: tuple[Finding, ...]
    undertakings: tuple[Undertaking, ...]
    ask: tuple[str, ...]
    window: WindowOutcome


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


def assess(aid: Aid, norm: Norm, facts: Facts, *, on: date, base: Callable[[str], str] = str) -> Verdict:
    """Answer for one norm: the window first, then each condition.

    One no refuses; otherwise one unknown leaves the question open. `base` names the fact to ask for a derived one.
    """
    window = norm.look(facts, on)
    findings = _findings(norm, window, facts)
    answer = all_of(finding.answer for finding in findings)
    return Verdict(
        aid=aid.id,
        norm=norm.id,
        answer=answer,
        standing=_standing(norm.terms, answer, findings),
        terms=norm.terms,
        findings=findings,
        undertakings=norm.undertakings,
        ask=useful(findings, base) if answer is Answer.UNKNOWN else (),
        window=window,
    )


def _findings(norm: Norm, window: WindowOutcome, facts: Facts) -> tuple[Finding, ...]:
    if norm.terms is Terms.NONE:
        return (Finding(rule="terms", sentence=_UNPUBLISHED, answer=Answer.UNKNOWN, source=norm.source),)
    first = Finding(
        rule="window",
        sentence=window.sentence,
        answer=window.answer,
        source=norm.window_source,
        missing=window.missing,
    )
    tested = [find(facts) for find in norm.tests]
    if norm.terms is Terms.PARTIAL:
        tested.append(Finding(rule="terms", sentence=_INCOMPLETE, answer=Answer.UNKNOWN, source=norm.source))
    return (first, *tested)


def _standing(terms: Terms, answer: Answer, findings: tuple[Finding, ...]) -> Standing:
    if terms is Terms.NONE:
        return Standing.UNPUBLISHED
    if answer is not Answer.UNKNOWN:
        return Standing.ADMISSIBLE if answer is Answer.YES else Standing.NOT_ADMISSIBLE
    published = all(finding.answer is Answer.YES for finding in findings if finding.rule != "terms")
    return Standing.MEETS_PUBLISHED if terms is Terms.PARTIAL and published else Standing.TO_SPECIFY


def useful(findings: Iterable[Finding], base: Callable[[str], str] = str) -> tuple[str, ...]:
    """Order the missing facts by what they settle: a fact alone in a condition settles it, others share it.

    >>> words = Words(fr="", en="")
    >>> one = Finding(rule="a", sentence=words, answer=Answer.UNKNOWN, source="", missing=frozenset({"x", "y"}))
    >>> two = Finding(rule="b", sentence=words, answer=Answer.UNKNOWN, source="", missing=frozenset({"y"}))
    >>> useful([one, two])
    ('y', 'x')
    """
    weights: dict[str, float] = {}
    for finding in findings:
        missing = finding.missing
        names = [base(name) for name in missing] if len(missing) < 2 else sorted({base(name) for name in missing})  # noqa: PLR2004 - one needs no order
        for name in names:
            weights[name] = weights.get(name, 0) + 1 / len(names)
    return tuple(sorted(weights, key=lambda name: -weights[name]))


def next_questions(
    verdicts: Iterable[Verdict], worth: Mapping[str, float] | None = None
) -> tuple[tuple[str, float], ...]:
    """Order facts by how many aids each one would settle, or by the money of these aids when `worth` gives it.

    An aid that waits for one fact only counts whole; an aid that waits for several is shared among them.
    """
    weights: dict[str, float] = {}
    for verdict in verdicts:
        for name in verdict.ask:
            share = (1.0 if worth is None else worth.get(verdict.aid, 0.0)) / len(verdict.ask)
            weights[name] = weights.get(name, 0.0) + share
    return tuple(sorted(weights.items(), key=lambda item: (-item[1], item[0])))
