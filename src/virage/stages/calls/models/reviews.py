"""How proposals are read: scores given apart, then discussed; what the calculation chose; what a person decided."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.accounts.models import Person
from virage.stages.calls.models.calls import Call, Criterion
from virage.stages.calls.models.proposals import OfProposal, Piece, Proposal
from virage.stages.calls.states import Step

MOST = 10
"""Scores go from 0 to this."""


def _whole() -> Q:
    """Every reviewer has given their scores, or declared a conflict."""
    waiting = Review.objects.for_operation().filter(proposal=models.OuterRef("proposal"), submitted_at=None)
    return Q(~models.Exists(waiting.exclude(conflict=True)))


class ReviewQuerySet(ScopedQuerySet["Review"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """One's own. Others' once everyone has given theirs: whoever judges it and the auditor, but for a conflict."""
        if viewer.job:
            return self.marked()
        own = Q(reviewer_id=viewer.person_id) if viewer.is_person else Q(pk__in=())
        if not viewer.has(*MINISTRY, Role.AUDITOR, Role.PARTNER):
            return self.filter(own).marked()
        return self.filter(own | (_whole() & Q(proposal__in=Proposal.objects.visible_to(viewer)))).marked()


class Review(models.Model):
    """One person's reading of one proposal. ``conflict`` is unknown until they say; with one they read nothing."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    conflict = models.BooleanField(null=True)
    conflict_reason = models.CharField(max_length=300, blank=True)
    assigned_at = models.DateTimeField()
    declared_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)

    objects: ClassVar[ReviewQuerySet] = ReviewQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "reviewer"], name="one_review_each"),
            models.CheckConstraint(
                condition=Q(submitted_at=None) | Q(conflict=False),
                name="no_scores_in_conflict",
                violation_error_message=_("Qui a un conflit d’intérêts ne note pas."),
            ),
        ]


class ScoreQuerySet(ScopedQuerySet["Score"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the review; a discussed score, whoever sees the proposal, its promoter once results are announced."""
        if viewer.job:
            return self.marked()
        reads = viewer.has(*MINISTRY, Role.AUDITOR)
        told = Q() if reads else Q(proposal__call__announced_at__isnull=False)
        discussed = Q(review=None, proposal__in=Proposal.objects.visible_to(viewer)) & told
        return self.filter(discussed | Q(review__in=Review.objects.visible_to(viewer))).marked()


class Score(models.Model):
    """What one criterion is worth, from 0 to 10, why, on which file or section. Without a review: discussed."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, null=True, related_name="scores")
    value = models.PositiveSmallIntegerField()
    reason = models.TextField()
    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, null=True, related_name="+")
    section = models.CharField(max_length=8, choices=Step, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[ScoreQuerySet] = ScoreQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "criterion"], name="scored_once"),
            models.UniqueConstraint(
                fields=["proposal", "criterion"], condition=Q(review=None), name="discussed_score_once"
            ),
            models.CheckConstraint(condition=Q(value__lte=MOST), name="score_within_scale"),
            models.CheckConstraint(
                condition=~Q(reason="") & (Q(piece__isnull=False, section="") | Q(piece=None, section__in=Step.values)),
                name="score_has_reason_and_document",
                violation_error_message=_("Une note a sa raison et ce qui l’appuie."),
            ),
        ]


class SelectionQuerySet(ScopedQuerySet["Selection"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The ministry, the auditor, and jobs."""
        sees = bool(viewer.job) or viewer.has(*MINISTRY, Role.AUDITOR)
        return (self if sees else self.none()).marked()


class Selection(models.Model):
    """One calculation: what was given to it and what it answered, so that it can be run again. Never changed."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="selections")
    given = models.JSONField()
    answered = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[SelectionQuerySet] = SelectionQuerySet.as_manager()  # type: ignore[assignment]


class DecisionQuerySet(OfProposal["Decision"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The ministry and the auditor; once announced, everyone what was chosen, and a promoter its own.

        A direct proposal is answered as it is decided: its promoter waits for no announcement.
        """
        if viewer.job or viewer.has(*MINISTRY, Role.AUDITOR):
            return super().visible_to(viewer)
        announced = Q(proposal__call__announced_at__isnull=False)
        own = Q(proposal__promoter_id__in=viewer.organisations(Role.PROMOTER))
        return self.filter(Q(chosen=True) & announced | own & (announced | Q(proposal__direct=True))).marked()


class Decision(models.Model):
    """What a person decided of one proposal. ``computed`` is what the calculation said; a departure says why.

    Approved, it has every score, reason and document, and targets that can be measured: a trigger holds it. Never
    changed.
    """

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="decision")
    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, null=True, related_name="decisions")
    chosen = models.BooleanField()
    computed = models.BooleanField(null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    reason = models.TextField()
    departure = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[DecisionQuerySet] = DecisionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="decision_says_why"),
            models.CheckConstraint(
                condition=Q(computed=None) | Q(chosen=F("computed")) | ~Q(departure=""),
                name="departure_says_why",
                violation_error_message=_("Une décision qui s’écarte du calcul dit pourquoi."),
            ),
            models.CheckConstraint(
                condition=Q(chosen=True, amount__gt=0) | Q(chosen=False, amount=None), name="approved_with_an_amount"
            ),
        ]
