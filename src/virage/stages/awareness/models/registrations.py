"""Who registered, and who came."""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Role, Viewer
from virage.stages.awareness.models.activities import TEAM, Session
from virage.stages.awareness.states import OVER, RegistrationState
from virage.stages.directory.models import Enterprise


class RegistrationQuerySet(ScopedQuerySet["Registration"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The promoter's team, the auditor, and whoever holds the registration's own key."""
        if viewer.job or viewer.has(Role.AUDITOR):
            return self.marked()
        team = viewer.organisations(*TEAM)
        return self.filter(Q(session__activity__project__promoter_id__in=team) | Q(key__in=viewer.keys)).marked()

    def holding(self) -> Self:
        """Those who hold a place, confirmed or offered."""
        return self.filter(state__in=[RegistrationState.REGISTERED, RegistrationState.OFFERED])

    def expected(self) -> Self:
        """Those who hold a place or wait for one."""
        return self.exclude(state__in=OVER)


class Registration(models.Model):
    """One enterprise's place, or rank on the waiting list. ``came`` is unknown until someone says.

    ``key`` opens it, ``code`` is read at the door and opens nothing. ``name`` is the enterprise's as it was typed: what
    the directory knows of an address is not shown to whoever types it. A place offered is held until ``offered_until``.
    ``disputed``: two devices at the door said otherwise, and nobody settled it yet.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.CharField(max_length=8)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="registrations")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="registrations")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=2, default="fr")
    state = models.CharField(max_length=12, choices=RegistrationState)
    made_at = models.DateTimeField()
    offered_until = models.DateTimeField(null=True)
    came = models.BooleanField(null=True)
    disputed = models.BooleanField(default=False)

    objects: ClassVar[RegistrationQuerySet] = RegistrationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "email"],
                condition=~Q(state__in=OVER) & ~Q(email=""),
                name="one_registration_per_address",
            ),
            models.UniqueConstraint(fields=["session", "code"], name="one_code_per_session"),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.OFFERED) | Q(offered_until__isnull=False),
                name="offered_until_when",
            ),
        ]
