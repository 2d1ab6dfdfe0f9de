"""Compute a selection within the call's amount; then a person decides, one proposal at a time, looking at it."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.core.answers import Answer
from virage.stages.calls.choosing import Scored, answered, chosen_by, given_to, scored
from virage.stages.calls.letters import tell_decided
from virage.stages.calls.models import Call, Decision, Proposal, Review, Selection
from virage.stages.calls.operations.proposals import standing
from virage.stages.calls.policies import can_analyse, can_decide
from virage.stages.calls.refusals import (
    AlreadyDecided,
    AnalysisIncomplete,
    CallIsCancelled,
    DecidesOwnReview,
    NotClosed,
    NotComputed,
    NotYours,
    SayWhyDeparting,
    in_words,
)
from virage.stages.calls.states import CallState


@operation
def propose_selection(viewer: Viewer, *, call_id: int) -> int:
    """Compute which proposals would be chosen, and why; returns the calculation's number. Nothing is decided by it.

    Raises:
        NotClosed: proposals may still come.
        AnalysisIncomplete: an admissible proposal is not fully scored.
    """
    call = Call.objects.for_operation().select_related("initiative").filter(pk=call_id).first()
    if call is None or not can_analyse(viewer, call):
        raise NotYours
    if call.cancelled_at is not None:
        raise CallIsCancelled
    if standing(call) != CallState.CLOSED or call.amount is None:
        raise NotClosed
    files = [one for one in scored(call) if one.answer is not Answer.NO]
    if any(one.score is None for one in files):
        raise AnalysisIncomplete
    given = given_to(call, files)
    answer = answered(given)
    with in_words():
        row = Selection.objects.create(call=call, given=given, answered=answer, at=timezone.now(), by=viewer.by)
    record(viewer, "selection.proposed", kind="selection", id=row.pk, call=call.pk, chosen=sorted(chosen_by(row)))
    return row.pk


@operation
def decide_proposal(
    viewer: Viewer,
    *,
    proposal_id: int,
    chosen: bool,
    reason: str,
    amount: Decimal | None = None,
    departure: str = "",
) -> None:
    """Decide of one proposal, for good; ``reason`` is what its promoter will read.

    Raises:
        NotComputed: no selection was computed for its call.
        SayWhyDeparting: it differs from the calculation, or from the published conditions, and does not say why.
        AnalysisIncomplete, TargetNotMeasurable, BeyondTheCall, MoreThanAsked: an approval that may not be.
        DecidesOwnReview: whoever scored it does not decide it.
    """
    rows = Proposal.objects.visible_to(viewer).select_for_update(of=("self",)).select_related("call__initiative")
    proposal = rows.filter(pk=proposal_id, submitted_at__isnull=False).first()
    if proposal is None or not can_decide(viewer, proposal.call):
        raise NotYours
    _refuse(viewer, proposal)
    selection = Selection.objects.for_operation().filter(call=proposal.call).order_by("-pk").first()
    computed = _computed(proposal, selection)
    if computed is not None and chosen != computed and not departure.strip():
        raise SayWhyDeparting
    with in_words():
        decision = Decision.objects.create(
            proposal=proposal,
            selection=selection,
            chosen=chosen,
            computed=computed,
            amount=(amount or proposal.asked) if chosen else None,
            reason=reason,
            departure=departure if computed is not None and chosen != computed else "",
            at=timezone.now(),
            by=viewer.by,
        )
    if proposal.direct:
        tell_decided(decision)
    terms: dict[str, Any] = {"chosen": chosen, "computed": computed, "amount": str(decision.amount or "")}
    record(viewer, "proposal.decided", kind="proposal", id=proposal.pk, organisation_id=proposal.promoter_id, **terms)


def _refuse(viewer: Viewer, proposal: Proposal) -> None:
    if proposal.call.cancelled_at is not None:
        raise CallIsCancelled
    if Decision.objects.for_operation().filter(proposal=proposal).exists():
        raise AlreadyDecided
    if Review.objects.for_operation().filter(proposal=proposal, reviewer_id=viewer.person_id).exists():
        raise DecidesOwnReview


def _computed(proposal: Proposal, selection: Selection | None) -> bool | None:
    """What the calculation said; of a direct proposal, only that the published conditions refuse it."""
    this: Scored = next(one for one in scored(proposal.call) if one.id == proposal.pk)
    if this.answer is Answer.NO:
        return False
    if proposal.direct:
        return None
    if selection is None:
        raise NotComputed
    return proposal.pk in chosen_by(selection)
