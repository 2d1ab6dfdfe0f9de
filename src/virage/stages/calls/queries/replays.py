"""A calculation of a call, run again for the auditor from what was kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from virage.base.viewer import Role, Viewer
from virage.core import review
from virage.core.selection import ChoiceGround
from virage.stages.calls.choosing import answered, given_to, scored
from virage.stages.calls.invariants import terms_hold
from virage.stages.calls.models import Call, Decision, Proposal, Selection
from virage.stages.calls.queries.calls import CallCard, CriterionLine, card_of
from virage.stages.calls.queries.comparison import Computed, SlackLine, computed_in, slacks
from virage.stages.calls.replaying import Difference, Tongue, by_number, differences


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedLine:
    """One proposal as the calculation saw it, and what a person decided since, if anything."""

    id: int
    title: str
    promoter: str
    rank: int
    asked: Decimal
    score: Fraction
    chosen: bool
    because: ChoiceGround | None
    lacking: Decimal
    decided: bool | None
    departure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A calculation and itself again. ``differences`` are empty when the same answer comes.

    ``moved`` says what its files, amount, floors and criteria hold today that was not so when it was given to the
    calculation. ``others`` are the other calculations of the call, latest first.
    """

    id: int
    card: CallCard
    at: datetime
    differences: tuple[Difference, ...]
    moved: tuple[Difference, ...]
    same_terms: bool
    digest: str
    computed: Computed
    lines: tuple[ReplayedLine, ...]
    slacks: tuple[SlackLine, ...]
    others: tuple[tuple[int, datetime], ...]


def replay(viewer: Viewer, *, selection_id: int) -> Replay | None:
    """One calculation, run again now; the auditor's alone. Twelve queries at most, and the time of the choice."""
    rows = Selection.objects.visible_to(viewer).select_related("call__initiative__ministry")
    row = rows.filter(pk=selection_id).first()
    if row is None or not viewer.has(Role.AUDITOR):
        return None
    candidates = row.given["candidates"]
    files = {
        one.pk: one
        for one in Proposal.objects.visible_to(viewer)
        .filter(pk__in=[one["id"] for one in candidates])
        .select_related("promoter")
    }
    names = _criteria(row.given, viewer.language)
    tongue = Tongue(
        titles={str(one.pk): one.title for one in files.values()},
        criteria={str(one.id): one.name for one in names},
        language=viewer.language,
    )
    return Replay(
        id=row.pk,
        card=card_of(row.call, viewer),
        at=row.at,
        differences=differences(row.answered, answered(row.given), tongue),
        moved=differences(by_number(row.given), by_number(_today(row.call, files)), tongue),
        same_terms=terms_hold(row.call_id),
        digest=row.call.terms_digest,
        computed=computed_in(viewer, row, row.call, tongue.titles),
        lines=_lines(viewer, row, files),
        slacks=slacks(names, _marks(row.given), line=sum(one["chosen"] for one in row.answered["findings"].values()))
        if names
        else (),
        others=tuple(
            rows.filter(call=row.call).exclude(pk=row.pk).order_by("-pk").values_list("pk", "at"),
        ),
    )


def _today(call: Call, files: Mapping[int, Proposal]) -> dict[str, Any]:
    """What the same proposals would give to a calculation now."""
    return given_to(call, [one for one in scored(call) if one.id in files])


def _criteria(given: Mapping[str, Any], language: str) -> tuple[CriterionLine, ...]:
    name = "name_en" if language == "en" else "name"
    return tuple(CriterionLine(id=one["id"], name=one[name], weight=one["weight"]) for one in given.get("criteria", ()))


def _marks(given: Mapping[str, Any]) -> dict[int, review.Row]:
    return {
        one["id"]: {int(criterion): Fraction(mark) for criterion, mark in one["marks"].items()}
        for one in given["candidates"]
    }


def _lines(viewer: Viewer, row: Selection, files: Mapping[int, Proposal]) -> tuple[ReplayedLine, ...]:
    """Best score first, as it was."""
    decisions = {one.proposal_id: one for one in Decision.objects.visible_to(viewer).filter(proposal__call=row.call)}
    candidates = [(Fraction(one["score"]), one) for one in row.given["candidates"]]
    found = []
    for score, one in sorted(candidates, key=lambda each: (-each[0], each[1]["id"])):
        told = row.answered["findings"].get(str(one["id"]), {})
        file, decision = files.get(one["id"]), decisions.get(one["id"])
        found.append(
            ReplayedLine(
                id=one["id"],
                title=file.title if file else "",
                promoter=file.promoter.name if file else "",
                rank=1 + sum(other > score for other, _each in candidates),
                asked=Decimal(one["asked"]),
                score=score,
                chosen=bool(told.get("chosen")),
                because=ChoiceGround(told["because"]) if told else None,
                lacking=Decimal(told.get("lacking", 0)),
                decided=decision.chosen if decision else None,
                departure=decision.departure if decision else "",
            )
        )
    return tuple(found)
