"""The proposal that an agreement came of, from the words that travelled with its row."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from virage.stages.calls.states import BudgetCategory, LineSource, Step
from virage.stages.ledger.showing.parts import JudgedLine, Origin, ProposedLine


def origin_in(said: Sequence[Mapping[str, Any]]) -> Origin | None:
    """What came of ``origins``."""
    if not said:
        return None
    one = dict(said[0])
    amounts: dict[str, Any] = {name: Decimal(one.pop(name)) for name in ("asked", "given")}
    budget, marks = one.pop("budget"), one.pop("marks")
    return Origin(**one, **amounts, budget=tuple(map(_line, budget)), marks=tuple(map(_mark, marks)))


def _mark(said: Mapping[str, Any]) -> JudgedLine:
    one = dict(said)
    file, section = one.pop("piece"), one.pop("section")
    return JudgedLine(**one, document=file or str(Step(section).label))


def _line(said: Mapping[str, Any]) -> ProposedLine:
    return ProposedLine(
        category=str(BudgetCategory(said["category"]).label),
        source=str(LineSource(said["source"]).label),
        funder=said["funder"],
        in_kind=said["in_kind"],
        amount=Decimal(said["amount"]),
    )
