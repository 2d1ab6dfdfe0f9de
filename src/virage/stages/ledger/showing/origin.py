"""The proposal that an agreement came of, from the words that travelled with its row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from virage.stages.calls.states import BudgetCategory, LineSource, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedLine:
    """One expense of the proposal, who pays it, in dollars."""

    category: str
    source: str
    funder: str
    in_kind: bool
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedLine:
    """One criterion of the call, as discussed: out of 10, why, on which file or section."""

    name: str
    weight: int
    value: int
    reason: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A chosen proposal. ``given`` and ``asked`` in dollars; ``budget`` as it was submitted."""

    proposal_id: int
    title: str
    call: str
    asked: Decimal
    given: Decimal
    reason: str
    departure: str
    budget: tuple[ProposedLine, ...]
    marks: tuple[JudgedLine, ...]


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
