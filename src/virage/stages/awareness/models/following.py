"""What follows a session: materials, letters, opinions."""

from typing import ClassVar, Self

from django.db import models

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Viewer
from virage.stages.awareness.models.activities import TEAM, Session
from virage.stages.awareness.models.registrations import Registration
from virage.stages.awareness.states import Audience, KnowsNext, Useful


class MaterialQuerySet(ScopedQuerySet["Material"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The promoter's team, and whoever holds the key of a place at the session."""
        held = Registration.objects.for_operation().expected().filter(key__in=viewer.keys)
        team = models.Q(session__activity__project__promoter_id__in=viewer.organisations(*TEAM))
        return self.filter(team | models.Q(session__in=held.values("session_id"))).marked()


class Material(models.Model):
    """One document of a session, where it is read."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(max_length=160)
    url = models.URLField(max_length=500)

    objects: ClassVar[MaterialQuerySet] = MaterialQuerySet.as_manager()  # type: ignore[assignment]


class SessionLetterQuerySet(ScopedQuerySet["SessionLetter"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The promoter's team."""
        return self.filter(session__activity__project__promoter_id__in=viewer.organisations(*TEAM)).marked()


class SessionLetter(models.Model):
    """What was written to those who came, or to those who did not: once each."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="letters")
    audience = models.CharField(max_length=8, choices=Audience)
    subject = models.CharField(max_length=160)
    body = models.TextField()
    people = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[SessionLetterQuerySet] = SessionLetterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "audience"], name="one_letter_per_audience")
        ]


class FeedbackQuerySet(ScopedQuerySet["Feedback"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the registration."""
        return self.filter(registration__in=Registration.objects.visible_to(viewer)).marked()


class Feedback(models.Model):
    """Two answers of someone who came; a new answer replaces the former."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="feedback")
    useful = models.CharField(max_length=8, choices=Useful)
    knows_next = models.CharField(max_length=8, choices=KnowsNext)
    at = models.DateTimeField()

    objects: ClassVar[FeedbackQuerySet] = FeedbackQuerySet.as_manager()  # type: ignore[assignment]
