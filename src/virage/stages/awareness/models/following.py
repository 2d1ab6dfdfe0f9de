"""What follows a session: materials, letters, opinions."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Viewer
from virage.stages.awareness.models.activities import TEAM, Session
from virage.stages.awareness.models.registrations import Registration
from virage.stages.awareness.states import Audience, KnowsNext, Useful
from virage.stages.documents.models import Document


class MaterialQuerySet(ScopedQuerySet["Material"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The promoter's team, whoever holds the key of a place at the session, everyone when it is said so."""
        held = Registration.objects.for_operation().expected().filter(key__in=viewer.keys)
        team = models.Q(session__activity__project__promoter_id__in=viewer.organisations(*TEAM))
        told = models.Q(public=True, session__in=Session.objects.visible_to(viewer).values("pk"))
        return self.filter(team | models.Q(session__in=held.values("session_id")) | told).marked()


class Material(models.Model):
    """One document of a session: a file, or the address where it is read. ``public``: one need not be registered."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(max_length=160)
    url = models.URLField(max_length=500, blank=True)
    document = models.OneToOneField(Document, on_delete=models.RESTRICT, null=True, related_name="+")
    public = models.BooleanField(default=False)

    objects: ClassVar[MaterialQuerySet] = MaterialQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(url="", document__isnull=False) | models.Q(~models.Q(url=""), document=None),
                name="material_is_a_file_or_an_address",
                violation_error_message=_("Un document est un fichier ou une adresse."),
            )
        ]


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
