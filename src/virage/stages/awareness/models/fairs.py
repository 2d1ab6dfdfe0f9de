"""At a fair held by others: who of us is there, and when they can be met."""

from typing import ClassVar, Self

from django.db import models

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Viewer
from virage.stages.accounts.models import Person
from virage.stages.awareness.models.activities import Session
from virage.stages.awareness.models.registrations import Registration


class AppointmentQuerySet(ScopedQuerySet["Appointment"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the session: who is there is public, who meets them is not said."""
        return self.filter(session__in=Session.objects.visible_to(viewer)).marked()


class Appointment(models.Model):
    """One of us, at one hour; free while no registration took it."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    registration = models.OneToOneField(Registration, on_delete=models.SET_NULL, null=True, related_name="appointment")

    objects: ClassVar[AppointmentQuerySet] = AppointmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "person", "starts_at"], name="one_appointment_at_a_time")
        ]
