"""What is offered: an activity, and its sessions."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Role, Viewer
from virage.stages.awareness.states import Access, ActivityKind
from virage.stages.programme.models import Project

TEAM = (Role.PROMOTER, Role.ADVISER)


class ActivityQuerySet(ScopedQuerySet["Activity"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Everyone sees an activity with a published session; its promoter's team sees drafts too."""
        own = Q(project__promoter_id__in=viewer.organisations(*TEAM))
        published = Session.objects.for_operation().filter(published_at__isnull=False)
        return self.filter(Q(pk__in=published.values("activity_id")) | own).marked()


class Activity(models.Model):
    """A webinar, a training, a stop of the tour, a fair: one session, or a series of them.

    Empty ``sectors`` means all. ``price`` in dollars: zero is free, none is not known yet. ``organiser`` is whoever
    holds the activity when it is not us: at a fair, we are guests.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="activities")
    kind = models.CharField(max_length=12, choices=ActivityKind)
    title = models.CharField(max_length=160)
    summary = models.TextField()
    language = models.CharField(max_length=2, default="fr")
    sectors = ArrayField(models.CharField(max_length=40), default=list)
    prerequisites = models.TextField(blank=True)
    price = models.DecimalField(max_digits=8, decimal_places=2, null=True, default=0)
    organiser = models.CharField(max_length=160, blank=True)

    objects: ClassVar[ActivityQuerySet] = ActivityQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(price=None) | Q(price__gte=0),
                name="activity_price_not_negative",
                violation_error_message=_("Un prix n’est jamais négatif."),
            )
        ]


class SessionQuerySet(ScopedQuerySet["Session"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Everyone sees what was published; its promoter's team sees drafts too."""
        own = Q(activity__project__promoter_id__in=viewer.organisations(*TEAM))
        return self.filter(Q(published_at__isnull=False) | own).marked()


class Session(models.Model):
    """One meeting of an activity: when, where, how many places; a draft until it is published.

    ``region`` is empty where it is not known. ``moved_from`` is the hour first announced, if it moved. ``version``
    counts what was said of it to calendars.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    online = models.BooleanField(default=False)
    place = models.CharField(max_length=200)
    region = models.CharField(max_length=2, blank=True)
    link = models.URLField(blank=True)
    access = ArrayField(models.CharField(max_length=16, choices=Access), default=list)
    partners = ArrayField(models.CharField(max_length=120), default=list)
    places = models.PositiveIntegerField()
    published_at = models.DateTimeField(null=True)
    moved_from = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects: ClassVar[SessionQuerySet] = SessionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_start",
                violation_error_message=_("La séance finit avant de commencer."),
            ),
            models.CheckConstraint(condition=Q(places__gt=0), name="session_has_places"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | ~Q(cancel_reason=""),
                name="session_cancelled_with_reason",
                violation_error_message=_("Une séance s’annule avec une raison."),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["starts_at"], name="session_starts")]
