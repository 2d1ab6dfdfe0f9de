"""Why an agreement may be signed: its analysis, its approvals, its signatures."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.agreements.models.agreement import Agreement, OfAgreement
from virage.stages.agreements.states import Side
from virage.stages.documents.models import Document


class AnalysisQuerySet(ScopedQuerySet["AnalysisLine"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The ministry and the auditor: what is thought of a promoter is not shown to it here."""
        sees = bool(viewer.job) or viewer.has(*MINISTRY, Role.AUDITOR)
        return (self if sees else self.none()).marked()


class AnalysisLine(models.Model):
    """One criterion of the pack, with its score out of 100, its reason and the document that it rests on."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="analysis")
    criterion = models.CharField(max_length=40)
    score = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(blank=True)
    document = models.ForeignKey(Document, on_delete=models.RESTRICT, null=True, related_name="+")

    objects: ClassVar[AnalysisQuerySet] = AnalysisQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "criterion"], name="criterion_analysed_once"),
            models.CheckConstraint(condition=Q(score=None) | Q(score__lte=100), name="score_out_of_100"),
        ]


class Approval(models.Model):
    """One step of the chain, as the table of thresholds asked for it on the day of submission.

    ``act`` is the number of the decree or of the C.T., where the step asks for one.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="approvals")
    turn = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField()
    table = models.CharField(max_length=40)
    step = models.CharField(max_length=40)
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    given_on = models.DateField(null=True)
    given_by = models.CharField(max_length=80, blank=True)
    given_at = models.DateTimeField(null=True)
    act = models.CharField(max_length=80, blank=True)

    objects: ClassVar[OfAgreement["Approval"]] = OfAgreement["Approval"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "turn", "rank"], name="approval_step_once"),
            models.CheckConstraint(
                condition=Q(given_on=None, given_at=None, given_by="")
                | (Q(given_on__isnull=False, given_at__isnull=False) & ~Q(given_by="")),
                name="approval_given_whole",
            ),
            models.CheckConstraint(condition=~Q(given_by=models.F("asked_by")), name="who_asks_does_not_approve"),
        ]


class Signature(models.Model):
    """Who signed for one side, and when."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=8, choices=Side)
    name = models.CharField(max_length=160)
    title = models.CharField(max_length=160)
    signed_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    objects: ClassVar[OfAgreement["Signature"]] = OfAgreement["Signature"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agreement", "side"], name="each_side_signs_once")]
