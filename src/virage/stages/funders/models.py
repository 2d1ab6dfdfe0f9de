"""What a funder says of an agreement, and what it really brought. Rows are added, never rewritten."""

from typing import ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.accounts.models import Organisation
from virage.stages.agreements.models import Agreement, Contribution
from virage.stages.funders.states import Stance, Verdict

ADDED_ONLY = pgtrigger.Protect(name="added_only", operation=pgtrigger.Update | pgtrigger.Delete)


class OpinionQuerySet(ScopedQuerySet["Opinion"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The funder, the ministry and the auditor: the promoter reads the agreement, not what was said before it."""
        if viewer.job or viewer.has(*MINISTRY, Role.AUDITOR):
            return self.marked()
        return self.filter(funder_id__in=viewer.organisations(Role.PARTNER)).marked()


class Opinion(models.Model):
    """What a funder decides of its share, or recommends of the whole; the latest one stands."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    funder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=14, choices=Stance)
    verdict = models.CharField(max_length=12, choices=Verdict)
    why = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[OpinionQuerySet] = OpinionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        triggers: ClassVar = [ADDED_ONLY]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(verdict=Verdict.FAVOURABLE) | ~Q(why=""),
                name="opinion_says_why",
                violation_error_message=_("Dites à quelles conditions, ou pourquoi."),
            )
        ]


class BroughtQuerySet(ScopedQuerySet["Brought"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The funder, the promoter that receives it, the ministry and the auditor."""
        if viewer.job or viewer.has(*MINISTRY, Role.AUDITOR):
            return self.marked()
        mine = Q(contribution__funder_id__in=viewer.organisations(Role.PARTNER))
        received = Q(contribution__agreement__promoter_id__in=viewer.organisations(Role.PROMOTER))
        return self.filter(mine | received).marked()


class Brought(models.Model):
    """A part of a contribution that was really brought, in dollars; below zero, it corrects an earlier line."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="brought")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    on = models.DateField()
    evidence = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[BroughtQuerySet] = BroughtQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        triggers: ClassVar = [ADDED_ONLY]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(amount=0), name="brought_is_money"),
            models.CheckConstraint(condition=~Q(evidence=""), name="brought_has_evidence"),
        ]
