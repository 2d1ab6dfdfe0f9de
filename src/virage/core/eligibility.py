"""Say whether an enterprise may receive an aid on a date, and why."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from virage.core.answers import Answer, all_of
from virage.core.norms import Aid, Finding, Norm, Terms, Undertaking
from virage.core.values import Facts
from virage.core.windows import WindowOutcome
from virage.core.words import Words


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
