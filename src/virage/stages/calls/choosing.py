"""From submitted proposals to the calculation and back: what is given to it is kept, so that it can be run again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from virage.core import review
from virage.core.answers import Answer
from virage.core.selection import Candidate, Floor, Shadow, choose, floor_shadows
from virage.stages.calls.admissibility import admissible, facts, findings, requirements
from virage.stages.calls.models import BudgetLine, Call, Criterion, Proposal, ProposedTarget, Score, Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A submitted proposal as the calculation sees it; ``score`` is nothing while a criterion is not discussed."""

    id: int
    title: str
    promoter: str
    asked: Decimal
    sectors: tuple[str, ...]
    regions: tuple[str, ...]
    answer: Answer
    marks: Mapping[int, Fraction]
    score: Fraction | None


def criteria_of(call: Call) -> tuple[review.Criterion, ...]:
    """Those of a call, in order. One query."""
    rows = Criterion.objects.for_operation().filter(call=call).order_by("rank")
    return tuple(review.Criterion(id=one.pk, weight=Fraction(one.weight)) for one in rows)


def scored(call: Call, criteria: Sequence[review.Criterion] | None = None) -> tuple[Scored, ...]:
    """Every submitted proposal of a call. Five queries at most."""
    wanted = criteria or criteria_of(call)
    rules = requirements(call.requirements, "fr")
    files = list(
        Proposal.objects.for_operation()
        .filter(call=call, submitted_at__isnull=False)
        .select_related("promoter")
        .order_by("pk")
    )
    lines = _by_proposal(BudgetLine.objects.for_operation().filter(proposal__in=files))
    targets = _by_proposal(ProposedTarget.objects.for_operation().filter(proposal__in=files))
    marks = _by_proposal(Score.objects.for_operation().filter(proposal__in=files, review=None))
    found = []
    for one in files:
        row = {mark.criterion_id: Fraction(mark.value) for mark in marks.get(one.pk, ())}
        known = facts(one, lines.get(one.pk, []), targets.get(one.pk, []))
        found.append(
            Scored(
                id=one.pk,
                title=one.title,
                promoter=one.promoter.name,
                asked=one.asked or Decimal(0),
                sectors=tuple(one.sectors),
                regions=tuple(one.regions),
                answer=admissible(findings(rules, known)),
                marks=row,
                score=review.score(wanted, row) if all(each.id in row for each in wanted) else None,
            )
        )
    return tuple(found)


def given_to(call: Call, files: Iterable[Scored]) -> dict[str, Any]:
    """What the calculation is given, and the marks that its scores come from, as it is kept. One query."""
    criteria = Criterion.objects.for_operation().filter(call=call).order_by("rank")
    return {
        "amount": str(call.amount),
        "floors": call.floors,
        "criteria": list(criteria.values("id", "name", "name_en", "weight")),
        "candidates": [
            {
                "id": one.id,
                "asked": str(one.asked),
                "score": str(one.score),
                "marks": {str(criterion): str(mark) for criterion, mark in sorted(one.marks.items())},
                "sectors": list(one.sectors),
                "regions": list(one.regions),
            }
            for one in files
        ],
    }


def answered(given: Mapping[str, Any]) -> dict[str, Any]:
    """Run the calculation on what was kept; the same answer whenever it is run."""
    choice = choose(_candidates(given), amount=Decimal(given["amount"]), floors=_floors(given))
    last = choice.last
    return {
        "given": str(choice.given),
        "left": str(choice.left),
        "gap": str(choice.gap),
        "floors_cost": str(choice.floors_cost),
        "findings": {
            str(one.id): {"chosen": one.chosen, "because": one.because.value, "lacking": str(one.lacking)}
            for one in choice.findings
        },
        "floors": [{"reached": str(one.reached), "missing": str(one.missing)} for one in choice.floors],
        "last": last and {"leaves": sorted(last.leaves), "enters": sorted(last.enters), "lost": str(last.lost)},
    }


def shadows(given: Mapping[str, Any]) -> tuple[Shadow, ...]:
    """The choice again without each floor in turn, on what was kept."""
    return floor_shadows(_candidates(given), amount=Decimal(given["amount"]), floors=_floors(given))


def _candidates(given: Mapping[str, Any]) -> list[Candidate]:
    return [
        Candidate(
            id=one["id"],
            asked=Decimal(one["asked"]),
            score=Fraction(one["score"]),
            sectors=frozenset(one["sectors"]),
            regions=frozenset(one["regions"]),
        )
        for one in given["candidates"]
    ]


def _floors(given: Mapping[str, Any]) -> list[Floor]:
    return [
        Floor(amount=Decimal(one["amount"]), price=Fraction(one["price"]), sector=one["sector"], region=one["region"])
        for one in given["floors"]
    ]


def chosen_by(selection: Selection) -> frozenset[int]:
    """Whom a calculation would choose."""
    found: Mapping[str, Mapping[str, Any]] = selection.answered["findings"]
    return frozenset(int(number) for number, one in found.items() if one["chosen"])


def _by_proposal(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.proposal_id, []).append(row)
    return found
