"""Targets of the whole programme apart from those of one announcement, and the results published of them."""

from dataclasses import dataclass

from virage.core.portfolio import Batch, Quantity, TargetSet
from virage.core.published import Portfolio


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One published result and the running total or the report that gives it."""

    batch: Batch
    quantity: Quantity


def results_of(measure: str, portfolio: Portfolio) -> tuple[Result, ...]:
    """Every published result of one measure for the programme, oldest first."""
    found = [Result(batch=b, quantity=q) for b in portfolio.batches.values() for q in b.results if q.measure == measure]
    return tuple(sorted(found, key=lambda r: (r.batch.date, r.batch.id)))


def whole(target_set: TargetSet, portfolio: Portfolio) -> bool:
    """Say whether a set speaks of more than the projects of one announcement."""
    alone = {(b.projects, b.date) for b in portfolio.batches.values() if b.kind == "batch"}
    return (target_set.projects, target_set.as_of) not in alone
