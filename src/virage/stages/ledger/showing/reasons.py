"""Why an agreement may be signed: its analysis, its approvals, its signatures, as they are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from virage.base.library import library
from virage.base.viewer import Role
from virage.core.approvals import Step
from virage.stages.agreements.states import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalLine:
    """One step of the chain: given, or by whom it is to be."""

    name: str
    role: Role | None
    given_on: date | None
    act: str
    act_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionLine:
    """One criterion, scored or not."""

    id: str
    name: str
    score: int | None
    reason: str
    document_id: int | None

    @property
    def complete(self) -> bool:
        """Score, reason and document."""
        return self.score is not None and bool(self.reason) and self.document_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureLine:
    """Who signed for a side."""

    side: str
    name: str
    title: str
    on: date


def steps_by_name() -> Mapping[str, Step]:
    """Every step of every table of the pack, by its name."""
    return {step.id: step for table in library().approvals.tables for step in table.steps}


def approval_line(said: Mapping[str, Any], language: str) -> ApprovalLine:
    """One step, given or waited for."""
    step = steps_by_name().get(said["step"])
    return ApprovalLine(
        name=step.name.say(language) if step else said["step"],
        role=Role(step.role) if step else None,
        given_on=day_said(said["given_on"]),
        act=said["act"],
        act_name=step.act.say(language) if step and step.act else "",
    )


def analysis_lines(said: Iterable[Mapping[str, Any]], language: str) -> tuple[CriterionLine, ...]:
    """The criteria of the pack, scored or not."""
    names = library().approvals.criteria
    return tuple(
        CriterionLine(
            id=one["id"],
            name=names[one["id"]].say(language) if one["id"] in names else one["id"],
            score=one["score"],
            reason=one["reason"],
            document_id=one["document"],
        )
        for one in said
    )


def signature_line(said: Mapping[str, Any]) -> SignatureLine:
    """Who signed for a side."""
    side, on = str(Side(said["side"]).label), date.fromisoformat(said["on"])
    return SignatureLine(side=side, name=said["name"], title=said["title"], on=on)


def day_said(said: str | None) -> date | None:
    """A date that travelled as words."""
    return date.fromisoformat(said) if said else None
