"""One enterprise's answers to one version of an instrument, at one moment; and those who answer beside the owner."""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Viewer
from virage.core.instruments import Depth, Proof
from virage.stages.assessments.states import RespondentRole
from virage.stages.directory.access import may_see
from virage.stages.directory.models import Enterprise
from virage.stages.documents.models import Document


class AssessmentQuerySet(ScopedQuerySet["Assessment"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Its owner; others who may see the enterprise, once it was sent."""
        own = Q(enterprise__key__in=viewer.keys)
        sent = Q(sent_at__isnull=False) & may_see(viewer, enterprise="enterprise")
        return self.filter(own | sent).marked() if not viewer.job else self.marked()


class Assessment(models.Model):
    """Answers pinned to an instrument's id, version and content hash, for ever.

    ``sent_at`` is when the owner let someone else see them. ``moment`` counts the full assessments of one enterprise: 0
    for T0, where progress is measured from, then T1, T2.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="assessments")
    instrument = models.CharField(max_length=60)
    version = models.CharField(max_length=30)
    content_hash = models.CharField(max_length=64)
    depth = models.CharField(max_length=10, choices=[(depth.value, depth.value) for depth in Depth])
    moment = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects: ClassVar[AssessmentQuerySet] = AssessmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enterprise", "instrument", "depth"],
                condition=Q(finished_at=None),
                name="one_open_assessment",
            )
        ]


class AnswerQuerySet(ScopedQuerySet["Answer"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the assessment."""
        return self.filter(assessment__in=Assessment.objects.visible_to(viewer)).marked()


class Answer(models.Model):
    """One answer as given. A change is a new row; the row in force has no ``replaced_at``.

    ``document`` shows what this very answer says: a changed answer leaves it behind. ``agreed`` holds the numbers of
    the respondents who came to it with the owner.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=60)
    value = models.CharField(max_length=60)
    proof = models.CharField(
        max_length=12, choices=[(proof.value, proof.value) for proof in Proof], default=Proof.DECLARED
    )
    document = models.ForeignKey(Document, on_delete=models.RESTRICT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    replaced_at = models.DateTimeField(null=True)
    agreed = models.JSONField(default=list)

    objects: ClassVar[AnswerQuerySet] = AnswerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessment", "question"], condition=Q(replaced_at=None), name="one_answer_in_force"
            )
        ]


class RespondentQuerySet(ScopedQuerySet["Respondent"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Itself, by its own key; whoever may see the assessment."""
        if viewer.job:
            return self.marked()
        seen = Q(assessment__in=Assessment.objects.visible_to(viewer))
        return self.filter(Q(key__in=viewer.keys) | seen).marked()


class Respondent(models.Model):
    """Someone of the enterprise who answers the same assessment from a private link of their own.

    ``key`` opens their answers and nothing else of the thread.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="respondents")
    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    role = models.CharField(max_length=12, choices=RespondentRole.choices)
    name = models.CharField(max_length=120)
    email = models.EmailField()
    invited_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects: ClassVar[RespondentQuerySet] = RespondentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessment", "email"], condition=Q(withdrawn_at=None), name="one_respondent_by_address"
            )
        ]


class VoiceQuerySet(ScopedQuerySet["Voice"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As whoever says it."""
        return self.filter(respondent__in=Respondent.objects.visible_to(viewer)).marked()


class Voice(models.Model):
    """What a respondent says of one question, apart from the enterprise's answer. A change is a new row."""

    respondent = models.ForeignKey(Respondent, on_delete=models.CASCADE, related_name="voices")
    question = models.CharField(max_length=60)
    value = models.CharField(max_length=60)
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    objects: ClassVar[VoiceQuerySet] = VoiceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["respondent", "question"], condition=Q(replaced_at=None), name="one_voice_in_force"
            )
        ]
