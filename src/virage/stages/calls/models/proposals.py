"""What an organisation proposes: written by several people, kept at each step, frozen once submitted."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import M, ScopedQuerySet
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.accounts.models import Organisation
from virage.stages.calls.models.calls import Call
from virage.stages.calls.states import BudgetCategory, LineSource, Step
from virage.stages.documents.models import Document


class OfProposal(ScopedQuerySet[M]):
    """Rows of a proposal; ``proposal`` is the way to it."""

    proposal = "proposal__"
    declared = True

    def visible_to(self, viewer: Viewer) -> Self:
        """Its promoter's people; once submitted, the ministry and the auditor, but whoever declared a conflict.

        A reviewer from a partner reads what they were asked to review, once they said that they are free.
        """
        if viewer.job:
            return self.marked()
        way = self.proposal
        own = Q(**{f"{way}promoter_id__in": viewer.organisations(Role.PROMOTER)})
        if not viewer.has(*MINISTRY, Role.AUDITOR):
            asked = _asked(viewer, declared=self.declared) if viewer.has(Role.PARTNER) else ()
            return self.filter(own | Q(**{f"{way}pk__in": asked})).marked()
        rows = self.filter(own | Q(**{f"{way}submitted_at__isnull": False}))
        return rows.exclude(**{f"{way}pk__in": _conflicts(viewer).values("pk")}).marked()


def _conflicts(viewer: Viewer) -> "models.QuerySet[Proposal, Proposal]":
    return Proposal.objects.for_operation().filter(reviews__reviewer_id=viewer.person_id, reviews__conflict=True)


def _asked(viewer: Viewer, *, declared: bool) -> "models.QuerySet[Proposal, Any]":
    """What one was asked to review: before one declared one's interests, that it exists; then the rest of it."""
    mine = Proposal.objects.for_operation().filter(reviews__reviewer_id=viewer.person_id)
    mine = mine.filter(reviews__conflict=False) if declared else mine.exclude(pk__in=_conflicts(viewer).values("pk"))
    return mine.values("pk")


class ProposalQuerySet(OfProposal["Proposal"]):
    proposal = ""
    declared = False


class Proposal(models.Model):
    """One proposal to a call, or directly, with why and under which norm. Amounts in Canadian dollars.

    ``declared`` answers, by yes or no, the conditions that only the promoter can settle. ``asked`` and ``total`` are
    the sums of its budget, kept when it is submitted. Empty ``sectors`` or ``regions`` means all.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="proposals")
    promoter = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="proposals")
    direct = models.BooleanField(default=False)
    direct_reason = models.TextField(blank=True)
    norm = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    sectors = ArrayField(models.CharField(max_length=40), default=list)
    regions = ArrayField(models.CharField(max_length=2), default=list)
    offers = models.TextField(blank=True)
    delivery_points = models.TextField(blank=True)
    partners = models.TextField(blank=True)
    declared = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=80)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=80, blank=True)
    asked = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    total = models.DecimalField(max_digits=14, decimal_places=2, null=True)

    objects: ClassVar[ProposalQuerySet] = ProposalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(submitted_at=None) | Q(direct=False) | (~Q(direct_reason="") & ~Q(norm="")),
                name="direct_proposal_says_why",
                violation_error_message=_("Une proposition directe dit pourquoi, et selon quelle norme."),
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None) | Q(asked__gt=0, total__gte=models.F("asked")),
                name="submitted_with_its_sums",
            ),
        ]


class DraftQuerySet(ScopedQuerySet["Draft"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """What was written before submission is the promoter's alone."""
        if viewer.job:
            return self.marked()
        return self.filter(proposal__promoter_id__in=viewer.organisations(Role.PROMOTER)).marked()


class Draft(models.Model):
    """One saving of one step, as typed. Never changed; of an abandoned proposal, it goes long after the call."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="drafts")
    step = models.CharField(max_length=8, choices=Step)
    number = models.PositiveIntegerField()
    said = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[DraftQuerySet] = DraftQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["proposal", "step", "number"], name="draft_once")]


class BudgetLine(models.Model):
    """One expense and who pays it. What is asked of the call is money, never in kind."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="lines")
    rank = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=16, choices=BudgetCategory)
    source = models.CharField(max_length=8, choices=LineSource)
    funder = models.CharField(max_length=160, blank=True)
    in_kind = models.BooleanField(default=False)
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    objects: ClassVar[OfProposal["BudgetLine"]] = OfProposal["BudgetLine"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "rank"], name="budget_rank_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_line_positive"),
            models.CheckConstraint(
                condition=Q(in_kind=False) | ~Q(source=LineSource.ASKED),
                name="asked_in_cash",
                violation_error_message=_("L’aide demandée est de l’argent, jamais une contribution en nature."),
            ),
        ]


class Piece(models.Model):
    """A file of a proposal. ``wanted`` is its place among the pieces that the call asks for; without, one more."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="pieces")
    wanted = models.PositiveSmallIntegerField(null=True)
    document = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+")

    objects: ClassVar[OfProposal["Piece"]] = OfProposal["Piece"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["proposal", "wanted"], name="wanted_piece_once")]


class ProposedTarget(models.Model):
    """What the project would reach, and how one would know. A draft may leave columns empty; an approval may not."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="targets")
    rank = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=160)
    definition = models.TextField(blank=True)
    baseline = models.CharField(max_length=160, blank=True)
    method = models.TextField(blank=True)
    value = models.PositiveIntegerField(null=True)
    due_on = models.DateField(null=True)

    objects: ClassVar[OfProposal["ProposedTarget"]] = OfProposal["ProposedTarget"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["proposal", "rank"], name="proposed_target_once")]
