"""Marks made at the door: never changed, corrected by another."""

from typing import ClassVar, Self

from django.db import models

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Viewer
from virage.stages.awareness.models.registrations import Registration


class PresenceMarkQuerySet(ScopedQuerySet["PresenceMark"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the registration."""
        return self.filter(registration__in=Registration.objects.visible_to(viewer)).marked()


class PresenceMark(models.Model):
    """Someone said that a registration came, or did not. ``number`` is given by the device: a mark sent twice is one.

    ``device`` is empty for what was said on the list itself.
    """

    number = models.UUIDField(unique=True)
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="marks")
    came = models.BooleanField()
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    device = models.CharField(max_length=36, blank=True)
    by = models.CharField(max_length=80)

    objects: ClassVar[PresenceMarkQuerySet] = PresenceMarkQuerySet.as_manager()  # type: ignore[assignment]
