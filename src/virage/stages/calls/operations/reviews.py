"""Read a proposal: who, without a conflict of interest; scores given apart; then discussed together."""

from collections.abc import Sequence

from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Membership
from virage.stages.calls.letters import tell_asked
from virage.stages.calls.models import Criterion, Decision, Piece, Proposal, Review, Score
from virage.stages.calls.policies import can_analyse
from virage.stages.calls.refusals import (
    AlreadyDecided,
    AlreadyGiven,
    AnalysisIncomplete,
    CallIsCancelled,
    InConflict,
    NotAnAnalyst,
    NotDeclared,
    NotYours,
    ReviewsNotWhole,
    in_words,
)
from virage.stages.calls.written import MarkWords

LEAST_REVIEWS = 2
"""Scores are independent when two people gave them."""


@operation
def assign_review(viewer: Viewer, *, proposal_id: int, reviewer_id: int) -> int:
    """Ask an analyst of the ministry, or someone of a partner, to read a submitted proposal.

    Whoever is of a partner is told by e-mail. Returns the review's number.

    Raises:
        NotAnAnalyst: neither one nor the other.
        InConflict: someone who works for the promoter.
    """
    proposal = submitted(viewer, proposal_id)
    held = Membership.objects.for_operation().held_on(timezone.localdate()).filter(person=reviewer_id)
    roles = {(one.organisation_id, one.role) for one in held}
    inside = (proposal.call.initiative.ministry_id, Role.ANALYST.value) in roles
    if not inside and Role.PARTNER.value not in {role for _organisation, role in roles}:
        raise NotAnAnalyst
    if proposal.promoter_id in {organisation for organisation, _role in roles}:
        raise InConflict
    with in_words():
        review, new = Review.objects.for_operation().get_or_create(
            proposal=proposal, reviewer_id=reviewer_id, defaults={"assigned_at": timezone.now()}
        )
    if new and not inside:
        tell_asked(review)
    verb = "review.assigned" if new else "review.asked_again"
    record(viewer, verb, kind="review", id=review.pk, proposal=proposal.pk)
    return review.pk


@operation
def declare_interest(viewer: Viewer, *, review_id: int, conflict: bool, reason: str = "") -> None:
    """Say whether one has a conflict of interest: with one, the proposal is closed to its reviewer for good.

    Raises:
        AlreadyGiven: scores were given.
    """
    review = _own(viewer, review_id)
    if review.conflict:
        raise InConflict
    if review.submitted_at:
        raise AlreadyGiven
    review.conflict, review.conflict_reason, review.declared_at = conflict, reason, timezone.now()
    with in_words():
        review.save(update_fields=["conflict", "conflict_reason", "declared_at"])
    record(viewer, "review.declared", kind="review", id=review.pk, proposal=review.proposal_id, conflict=conflict)


@operation
def give_scores(viewer: Viewer, *, review_id: int, marks: Sequence[MarkWords]) -> None:
    """Give one's own scores, every criterion at once; nobody reads them until everyone asked has given theirs.

    Raises:
        NotDeclared, InConflict, AlreadyGiven: not one's to give, or given already.
        AnalysisIncomplete: a criterion lacks its score, its reason or what it rests on.
    """
    review = _own(viewer, review_id)
    if review.conflict is None:
        raise NotDeclared
    if review.conflict:
        raise InConflict
    if review.submitted_at:
        raise AlreadyGiven
    _check_whole(review.proposal, marks)
    with in_words():
        Score.objects.bulk_create(_scores(viewer, review.proposal, marks, review))
        review.submitted_at = timezone.now()
        review.save(update_fields=["submitted_at"])
    record(viewer, "review.given", kind="review", id=review.pk, proposal=review.proposal_id)


@operation
def discuss_scores(viewer: Viewer, *, proposal_id: int, marks: Sequence[MarkWords]) -> None:
    """Keep the scores agreed on together, with their reasons; until the decision they may be discussed again.

    Raises:
        ReviewsNotWhole: fewer than two people scored apart, or one still has to.
        AnalysisIncomplete: a criterion lacks its score, its reason or what it rests on.
    """
    proposal = submitted(viewer, proposal_id)
    if Decision.objects.for_operation().filter(proposal=proposal).exists():
        raise AlreadyDecided
    waiting = Review.objects.for_operation().filter(proposal=proposal).exclude(conflict=True)
    given = [one.submitted_at is not None for one in waiting]
    if not all(given) or len(given) < LEAST_REVIEWS:
        raise ReviewsNotWhole
    _check_whole(proposal, marks)
    with in_words():
        Score.objects.for_operation().filter(proposal=proposal, review=None).delete()
        Score.objects.bulk_create(_scores(viewer, proposal, marks, None))
    values = {str(mark.criterion_id): mark.value for mark in marks}
    record(viewer, "proposal.discussed", kind="proposal", id=proposal.pk, values=values)


def submitted(viewer: Viewer, proposal_id: int) -> Proposal:
    """A submitted proposal, locked, for whoever may analyse it and has no conflict.

    Raises:
        CallIsCancelled: nothing is analysed any more.
    """
    rows = Proposal.objects.visible_to(viewer).select_for_update(of=("self",)).select_related("call__initiative")
    proposal = rows.filter(pk=proposal_id, submitted_at__isnull=False).first()
    if proposal is None or not can_analyse(viewer, proposal.call):
        raise NotYours
    if proposal.call.cancelled_at is not None:
        raise CallIsCancelled
    return proposal


def _check_whole(proposal: Proposal, marks: Sequence[MarkWords]) -> None:
    wanted = set(Criterion.objects.for_operation().filter(call=proposal.call_id).values_list("pk", flat=True))
    if {mark.criterion_id for mark in marks if mark.whole} != wanted:
        raise AnalysisIncomplete
    ours = set(Piece.objects.for_operation().filter(proposal=proposal).values_list("pk", flat=True))
    if not {mark.piece_id for mark in marks if mark.piece_id is not None} <= ours:
        raise NotYours


def _scores(viewer: Viewer, proposal: Proposal, marks: Sequence[MarkWords], review: Review | None) -> list[Score]:
    return [
        Score(
            proposal=proposal,
            criterion_id=mark.criterion_id,
            review=review,
            value=mark.value,
            reason=mark.reason,
            piece_id=mark.piece_id,
            section=mark.section or "",
            at=timezone.now(),
            by=viewer.by,
        )
        for mark in marks
    ]


def _own(viewer: Viewer, review_id: int) -> Review:
    rows = Review.objects.for_operation().select_for_update(of=("self",)).select_related("proposal__call")
    review = rows.filter(pk=review_id).first()
    if review is None or not (viewer.job or review.reviewer_id == viewer.person_id):
        raise NotYours
    if review.proposal.call.cancelled_at is not None:
        raise CallIsCancelled
    return review
