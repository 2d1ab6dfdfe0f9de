"""Write a call, publish it, extend or cancel it, announce its results. Rights: the ministry of the initiative."""

from datetime import date

from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.content.conditions import ConditionError
from virage.stages.calls.admissibility import requirements
from virage.stages.calls.letters import tell_cancelled, tell_decided, tell_extended
from virage.stages.calls.models import Call, Criterion, Decision, Extension, Proposal
from virage.stages.calls.policies import can_draft_call, can_publish
from virage.stages.calls.refusals import (
    CallIsCancelled,
    CallIsPublished,
    NotACondition,
    NotCancelled,
    NotLater,
    NotYours,
    TooEarly,
    WeightsNotWhole,
    in_words,
)
from virage.stages.calls.written import CallWords
from virage.stages.programme.models import Initiative

WHOLE = 100


@operation
def draft_call(viewer: Viewer, *, initiative_id: int, words: CallWords) -> int:
    """Write a call, which nobody outside the ministry sees yet; returns its number.

    Raises:
        WeightsNotWhole, DatesOutOfOrder, NotACondition: its terms do not hold together.
    """
    initiative = Initiative.objects.get(pk=initiative_id)
    if not can_draft_call(viewer, initiative.ministry_id):
        raise NotYours
    if sum(one.weight for one in words.criteria) != WHOLE:
        raise WeightsNotWhole
    try:
        requirements(words.requirements, "fr")
    except (ConditionError, KeyError) as error:
        raise NotACondition from error
    with in_words():
        call = Call.objects.create(
            initiative=initiative,
            title=words.title,
            title_en=words.title_en,
            summary=words.summary,
            summary_en=words.summary_en,
            amount=words.amount,
            opens_on=words.opens_on,
            closes_on=words.closes_on,
            results_on=words.results_on,
            requirements=list(words.requirements),
            floors=list(words.floors),
            pieces=list(words.pieces),
        )
    Criterion.objects.bulk_create(
        Criterion(call=call, rank=rank, name=one.name, name_en=one.name_en, weight=one.weight)
        for rank, one in enumerate(words.criteria, 1)
    )
    record(viewer, "call.drafted", kind="call", id=call.pk, organisation_id=initiative.ministry_id)
    return call.pk


@operation
def publish_call(viewer: Viewer, *, call_id: int) -> None:
    """Make a call public, with its criteria and weights: they no longer change.

    Raises:
        DatesOutOfOrder: it would open today or has opened already.
    """
    call = _own(viewer, call_id)
    if call.published_on is not None:
        raise CallIsPublished
    call.published_on = timezone.localdate()
    with in_words():
        call.save(update_fields=["published_on"])
    record(viewer, "call.published", kind="call", id=call.pk, organisation_id=call.initiative.ministry_id)


@operation
def extend_call(viewer: Viewer, *, call_id: int, closes_on: date, results_on: date, reason: str) -> None:
    """Close a published call later; whoever drafted a proposal is told. Nothing else of its terms changes.

    Raises:
        NotLater: it is closed already, or the days are not later.
    """
    call = _own(viewer, call_id)
    if call.cancelled_at is not None:
        raise CallIsCancelled
    former, answered = call.closes_on, call.results_on
    if former is None or answered is None or call.published_on is None or timezone.localdate() > former:
        raise NotLater
    if not former < closes_on < results_on or results_on < answered:
        raise NotLater
    call.closes_on, call.results_on = closes_on, results_on
    with in_words():
        extension = Extension.objects.create(
            call=call,
            former_closes_on=former,
            former_results_on=answered,
            closes_on=closes_on,
            results_on=results_on,
            reason=reason,
            at=timezone.now(),
            by=viewer.by,
        )
        call.save(update_fields=["closes_on", "results_on"])
    tell_extended(extension)
    record(
        viewer,
        "call.extended",
        kind="call",
        id=call.pk,
        organisation_id=call.initiative.ministry_id,
        reason=reason,
        former=former.isoformat(),
        closes_on=closes_on.isoformat(),
    )


@operation
def cancel_call(viewer: Viewer, *, call_id: int, reason: str, reason_en: str) -> None:
    """Cancel a published call for good, and say why in public, in both languages; whoever wrote a proposal is told.

    Raises:
        NotCancelled: it is a draft, its results are announced, or someone was told that their proposal is chosen.
        CallIsCancelled: it is already.
    """
    call = _own(viewer, call_id)
    if call.cancelled_at is not None:
        raise CallIsCancelled
    if call.published_on is None or call.announced_at is not None or not (reason.strip() and reason_en.strip()):
        raise NotCancelled
    call.cancelled_at = timezone.now()
    call.cancelled_because, call.cancelled_because_en = reason.strip(), reason_en.strip()
    with in_words():
        call.save(update_fields=["cancelled_at", "cancelled_because", "cancelled_because_en"])
    record(
        viewer,
        "call.cancelled",
        kind="call",
        id=call.pk,
        organisation_id=call.initiative.ministry_id,
        reason=call.cancelled_because,
        letters=tell_cancelled(call),
    )


@operation
def announce_results(viewer: Viewer, *, call_id: int) -> None:
    """Make results public and write to every promoter, with the reasons.

    Raises:
        TooEarly: before the day published for it, or while a proposal waits for its decision.
    """
    call = _own(viewer, call_id)
    if call.cancelled_at is not None:
        raise CallIsCancelled
    submitted = Proposal.objects.for_operation().filter(call=call, submitted_at__isnull=False)
    early = call.results_on is None or timezone.localdate() < call.results_on
    if early or call.announced_at is not None or submitted.filter(decision=None).exists():
        raise TooEarly
    call.announced_at = timezone.now()
    call.save(update_fields=["announced_at"])
    for decision in (
        Decision.objects.for_operation().filter(proposal__call=call).order_by("pk").select_related("proposal__call")
    ):
        tell_decided(decision)
    record(viewer, "call.announced", kind="call", id=call.pk, organisation_id=call.initiative.ministry_id)


def _own(viewer: Viewer, call_id: int) -> Call:
    rows = Call.objects.for_operation().select_for_update(of=("self",)).select_related("initiative")
    call = rows.filter(pk=call_id).first()
    if call is None or not can_publish(viewer, call):
        raise NotYours
    return call
