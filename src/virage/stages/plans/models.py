"""A plan as it was proposed, and what the owner decided of it: two things kept apart."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Viewer
from virage.stages.assessments.models import Assessment
from virage.stages.directory.models import Enterprise


class PlanQuerySet(ScopedQuerySet["Plan"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Its owner; others once the answers behind it were sent."""
        if viewer.job:
            return self.marked()
        sent = Q(assessment__in=Assessment.objects.visible_to(viewer))
        return self.filter(Q(enterprise__key__in=viewer.keys) | sent).marked()


class Plan(models.Model):
    """One proposal of the planner: the answers it rests on, the content it was drawn from, the day.

    ``basis``: ``{"profile", "answers", "actions_hash"}``; the same basis gives the same steps, for ever.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="plans")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="plans")
    drawn_on = models.DateField()
    drawn_at = models.DateTimeField()
    basis = models.JSONField()

    objects: ClassVar[PlanQuerySet] = PlanQuerySet.as_manager()  # type: ignore[assignment]


class PlanStepQuerySet(ScopedQuerySet["PlanStep"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the plan."""
        return self.filter(plan__in=Plan.objects.visible_to(viewer)).marked()


class PlanStep(models.Model):
    """One action proposed, and whether the owner keeps it. ``quarter`` is « 2027-1 »."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    action = models.CharField(max_length=60)
    rank = models.PositiveSmallIntegerField()
    first_rank = models.PositiveSmallIntegerField(null=True)
    quarter = models.CharField(max_length=6)
    last_quarter = models.CharField(max_length=6)
    kept = models.BooleanField(default=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)

    objects: ClassVar[PlanStepQuerySet] = PlanStepQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "action"], name="action_once_in_plan")]
