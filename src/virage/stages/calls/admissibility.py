"""The early answer: what the published conditions say of a proposal, and what is missing to say it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from virage.content.conditions import parse_node
from virage.core.answers import Answer, all_of
from virage.core.conditions import Node, evaluate, facts_of
from virage.core.values import Facts, Value
from virage.stages.calls.models import BudgetLine, Proposal, ProposedTarget
from virage.stages.calls.states import LineSource

COMPUTED: Mapping[str, Promise] = {
    "asked": _("le budget"),
    "total": _("le budget"),
    "other_share": _("le budget"),
    "months": _("les dates du projet"),
    "sectors": _("les secteurs visés"),
    "regions": _("les régions visées"),
    "targets": _("les cibles"),
}
"""Facts read in the proposal, and where its writers give them; any other fact is declared by them."""
DAYS_IN_MONTH = Decimal(365) / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One condition, in words and as a rule; ``declares`` are the facts that the promoter answers by yes or no."""

    words: str
    node: Node
    declares: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One condition's answer; ``missing`` says in words what would settle it."""

    words: str
    answer: Answer
    missing: tuple[str, ...]


def requirements(rows: Iterable[Mapping[str, Any]], language: str) -> tuple[Requirement, ...]:
    """Read the conditions of a call.

    Raises:
        ConditionError: one that the rulebook cannot read.
    """
    nodes = [(row["en" if language == "en" else "fr"], parse_node(row["condition"])) for row in rows]
    return tuple(
        Requirement(words=words, node=node, declares=tuple(sorted(facts_of(node) - COMPUTED.keys())))
        for words, node in nodes
    )


def facts(proposal: Proposal, lines: Sequence[BudgetLine], targets: Sequence[ProposedTarget]) -> Facts:
    """What is known of a proposal: dollars, percent paid by others, months, how many it serves and aims at."""
    total = sum((one.amount for one in lines), Decimal(0))
    asked = sum((one.amount for one in lines if one.source == LineSource.ASKED), Decimal(0))
    known: dict[str, Value] = dict(proposal.declared)
    if asked:
        known |= {"asked": asked, "total": total, "other_share": (total - asked) * 100 / total}
    if proposal.starts_on and proposal.ends_on:
        known["months"] = Decimal((proposal.ends_on - proposal.starts_on).days + 1) / DAYS_IN_MONTH
    for name, count in (
        ("sectors", len(proposal.sectors)),
        ("regions", len(proposal.regions)),
        ("targets", sum(map(measurable, targets))),
    ):
        if count:
            known[name] = count
    return known


def measurable(target: ProposedTarget) -> bool:
    """Its indicator, definition, baseline, target and method are there."""
    said = (target.indicator, target.definition, target.baseline, target.method)
    return all(each.strip() for each in said) and target.value is not None


def findings(wanted: Iterable[Requirement], known: Facts) -> tuple[Found, ...]:
    """Each condition answered, with what is missing."""
    found = []
    for one in wanted:
        outcome = evaluate(one.node, known)
        named = (str(COMPUTED.get(fact, _("votre réponse à cette condition"))) for fact in sorted(outcome.missing))
        found.append(Found(words=one.words, answer=outcome.answer, missing=tuple(dict.fromkeys(named))))
    return tuple(found)


def admissible(found: Iterable[Found]) -> Answer:
    """All of them."""
    return all_of(one.answer for one in found)
