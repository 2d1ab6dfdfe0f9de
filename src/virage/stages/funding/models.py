"""Verdicts as they were given: what was known, on which day, from which content. Replayed by ``virage explain``."""

from typing import ClassVar, Self

import pgtrigger
from django.db import models

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Viewer
from virage.stages.plans.models import Plan


class KeptText(models.Model):
    """A norm or a catalogue of facts as it was read, kept once under its SHA-256: what replays a verdict."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    text = models.JSONField()

    objects: ClassVar[models.Manager["KeptText"]]

    class Meta:
        triggers: ClassVar = [pgtrigger.Protect(name="kept_as_read", operation=pgtrigger.Update | pgtrigger.Delete)]


class VerdictsQuerySet(ScopedQuerySet["Verdicts"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the plan beside them."""
        return self.filter(plan__in=Plan.objects.visible_to(viewer)).marked()


class Verdicts(models.Model):
    """The verdicts given with one plan, never changed.

    ``decisions``: one for each aid, whose texts stand in ``KeptText`` under their hashes.
    """

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="verdicts")
    given_on = models.DateField()
    given_at = models.DateTimeField()
    facts = models.JSONField()
    decisions = models.JSONField()

    objects: ClassVar[VerdictsQuerySet] = VerdictsQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        triggers: ClassVar = [pgtrigger.Protect(name="given_once", operation=pgtrigger.Update)]
