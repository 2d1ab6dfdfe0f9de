"""Someone met at a session who would like to be called: nothing is asked for them before they say so themselves."""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Role, Viewer
from virage.stages.awareness.models.activities import TEAM, Session
from virage.stages.casefiles.models import Request


class LeadQuerySet(ScopedQuerySet["Lead"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The promoter's team, the auditor, and whoever holds the lead's key."""
        if viewer.job or viewer.has(Role.AUDITOR):
            return self.marked()
        team = models.Q(session__activity__project__promoter_id__in=viewer.organisations(*TEAM))
        return self.filter(team | models.Q(key__in=viewer.keys)).marked()


class Lead(models.Model):
    """``key`` goes by e-mail to the person met; the request to be called exists once they confirm."""

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="leads")
    enterprise_name = models.CharField(max_length=200)
    name = models.CharField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=30)
    need = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=2, default="fr")
    noted_at = models.DateTimeField()
    by = models.CharField(max_length=80)
    confirmed_at = models.DateTimeField(null=True)
    request = models.ForeignKey(Request, on_delete=models.CASCADE, null=True, related_name="+")

    objects: ClassVar[LeadQuerySet] = LeadQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["session", "email"], name="one_lead_per_address")]
