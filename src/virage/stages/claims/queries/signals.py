"""The signals of lines, worked out from every invoice claimed, with what a person said of each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet

from virage.base.library import library
from virage.core.invoices import Invoice
from virage.core.signals import (
    Signal,
    duplicates,
    near_duplicates,
    outliers,
    related_parties,
    split_invoices,
)
from virage.stages.claims.models import ClaimLine, SignalAnswer
from virage.stages.claims.states import ClaimState, SignalKind

ALIKE = 500
"""An amount is compared with that many of the latest of its category."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A signal on a line, in the words of the reader; ``founded`` is None until a person answered."""

    kind: SignalKind
    kind_words: str
    reason: str
    founded: bool | None
    why: str


def signals_of(lines: Collection[ClaimLine], *, language: str) -> Mapping[int, tuple[Seen, ...]]:
    """Signals by line, for a query that asked who looks. Three queries, however many lines.

    Args:
        lines: with their claim, agreement, its terms and promoter.
        language: of the reasons.
    """
    if not lines:
        return {}
    told = ClaimLine.objects.for_operation().exclude(claim__state=ClaimState.DRAFT).select_related("claim__agreement")
    days = [line.on for line in lines]
    kept = library().limits.signals
    around = timedelta(days=max(kept.near_days, kept.split_days))  # further, another says nothing of these
    then = (min(days) - around, max(days) + around)
    same = Q(number_key__in={line.number_key for line in lines}) | Q(on__range=then)
    near = told.filter(same, supplier_key__in={line.supplier_key for line in lines})
    known = {line.pk: _invoice(line) for line in (*near, *lines)}
    looked = {line.pk for line in lines}
    first = {line.claim.agreement_id: line for line in lines}
    found: list[Signal] = [*duplicates(known.values()), *near_duplicates(known.values(), kept)]
    alike = _alike(told, sorted({line.category for line in lines}))
    for line in first.values():
        here = [one for one in known.values() if one.project == line.claim.agreement.project_id]
        row = line.claim.agreement.claim_terms
        limits = replace(kept, thresholds=(row.quotes_from,) if row.quotes_from else ())
        ties = [line.claim.agreement.promoter.name, *row.ties]
        found += split_invoices(here, limits)
        found += related_parties(here, {line.claim.agreement.project_id: ties})
        found += outliers(
            [one for one in here if one.id in looked], _others(alike, line.claim.agreement.project_id), limits
        )
    return _by_line(found, looked, language)


def _alike(told: QuerySet[ClaimLine], categories: Sequence[str]) -> list[tuple[str, int, Decimal]]:
    """The latest invoices of each category, in all projects: category, project, dollars."""
    columns = ("category", "claim__agreement__project_id", "amount")
    first, *others = (
        told.filter(category=each).order_by("-on", "-pk").values_list(*columns)[:ALIKE] for each in categories
    )
    return list(first.union(*others, all=True) if others else first)


def _others(rows: Collection[tuple[str, int, Decimal]], project: int) -> dict[str, list[Decimal]]:
    found: dict[str, list[Decimal]] = {}
    for category, place, amount in rows:
        if place != project:
            found.setdefault(category, []).append(amount)
    return found


def _by_line(found: Collection[Signal], wanted: set[int], language: str) -> Mapping[int, tuple[Seen, ...]]:
    rows = SignalAnswer.objects.for_operation().filter(line_id__in=wanted).order_by("pk")
    answers = {(row.line_id, row.kind): row for row in rows}
    made: dict[int, dict[str, Seen]] = {}
    for signal in found:
        for number in wanted.intersection(signal.about):
            answer = answers.get((number, signal.kind))
            kind = SignalKind(signal.kind)
            made.setdefault(number, {})[signal.reason.fr] = Seen(
                kind=kind,
                kind_words=str(kind.label),
                reason=signal.reason.say(language),
                founded=answer.founded if answer else None,
                why=answer.why if answer else "",
            )
    return {number: tuple(each.values()) for number, each in made.items()}


def _invoice(line: ClaimLine) -> Invoice:
    return Invoice(
        id=line.pk,
        project=line.claim.agreement.project_id,
        supplier=line.supplier,
        number=line.number,
        on=line.on,
        amount=line.amount,
        category=line.category,
    )
