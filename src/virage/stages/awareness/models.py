"""Activities, their sessions, who registered and who came."""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Role, Viewer
from virage.stages.awareness.states import ActivityKind, RegistrationState
from virage.stages.directory.models import Enterprise
from virage.stages.programme.models import Project


class ActivityQuerySet(ScopedQuerySet["Activity"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Everyone sees a published activity; its promoter sees drafts too."""
        own = Q(project__promoter_id__in=viewer.organisations(Role.PROMOTER, Role.ADVISER))
        return self.filter(Q(published_at__isnull=False) | own).marked()


class SessionQuerySet(ScopedQuerySet["Session"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the activity."""
        return self.filter(activity__in=Activity.objects.visible_to(viewer)).marked()


class Activity(models.Model):
    """A webinar, a training, a stop of the tour, a fair; drafted, then published."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="activities")
    kind = models.CharField(max_length=12, choices=ActivityKind)
    title = models.CharField(max_length=160)
    summary = models.TextField()
    language = models.CharField(max_length=2, default="fr")
    published_at = models.DateTimeField(null=True)

    objects: ClassVar[ActivityQuerySet] = ActivityQuerySet.as_manager()  # type: ignore[assignment]


class Session(models.Model):
    """One meeting of an activity: when, where, how many places."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    places = models.PositiveIntegerField()

    objects: ClassVar[SessionQuerySet] = SessionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_start",
                violation_error_message=_("La séance finit avant de commencer."),
            ),
            models.CheckConstraint(condition=Q(places__gt=0), name="session_has_places"),
        ]


class RegistrationQuerySet(ScopedQuerySet["Registration"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The promoter's team, the auditor, and whoever holds the registration's own key."""
        if viewer.job or viewer.has(Role.AUDITOR):
            return self.marked()
        team = viewer.organisations(Role.PROMOTER, Role.ADVISER)
        return self.filter(Q(session__activity__project__promoter_id__in=team) | Q(key__in=viewer.keys)).marked()


class Registration(models.Model):
    """One enterprise's place, or rank on the waiting list. ``came`` is unknown until someone says."""

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="registrations")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="registrations")
    email = models.EmailField()
    state = models.CharField(max_length=12, choices=RegistrationState)
    made_at = models.DateTimeField()
    came = models.BooleanField(null=True)

    objects: ClassVar[RegistrationQuerySet] = RegistrationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "email"],
                condition=~Q(state=RegistrationState.CANCELLED) & ~Q(email=""),
                name="one_registration_per_address",
            )
        ]
