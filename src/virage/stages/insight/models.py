"""What insight keeps of its own: surveys, answered without a name."""

from typing import ClassVar, Generic, Self, TypeVar

from django.db import models

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.awareness.models import Session
from virage.stages.directory.models import Enterprise

M = TypeVar("M", bound=models.Model)


class Figures(ScopedQuerySet[M], Generic[M]):
    """Rows of figures: the ministry, the auditor, and jobs."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Nobody else opens them; counts of them pass by the queries."""
        return (self if viewer.job or viewer.has(*MINISTRY, Role.AUDITOR) else self.none()).marked()


class SurveyInvitation(models.Model):
    """A private link to one survey; only its digest is kept. The answers it gives do not point back to it."""

    digest = models.CharField(max_length=64, unique=True)
    survey = models.CharField(max_length=40)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    answered = models.BooleanField(default=False)

    objects: ClassVar[Figures["SurveyInvitation"]] = Figures["SurveyInvitation"].as_manager()  # type: ignore[assignment]


class SurveyResponse(models.Model):
    """Answers to one version of a survey, by sector and region; of whom, nobody can say. A day, not an instant."""

    survey = models.CharField(max_length=40)
    version = models.CharField(max_length=30)
    content_hash = models.CharField(max_length=64)
    session = models.ForeignKey(Session, on_delete=models.SET_NULL, null=True, related_name="+")
    sector = models.CharField(max_length=40, blank=True)
    region = models.CharField(max_length=2, blank=True)
    answers = models.JSONField()
    answered_on = models.DateField()

    objects: ClassVar[Figures["SurveyResponse"]] = Figures["SurveyResponse"].as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar = [models.Index(fields=["survey", "sector"], name="survey_by_sector")]
