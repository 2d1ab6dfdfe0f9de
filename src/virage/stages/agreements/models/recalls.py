"""Who was told of which deliverable, and why: so that nothing is said twice."""

from typing import ClassVar

from django.db import models

from virage.core.reminding import Occasion
from virage.stages.accounts.models import Person
from virage.stages.agreements.models.terms import Deliverable


class DeliverableReminder(models.Model):
    """This person was written to about this deliverable on this occasion, once.

    ``which`` tells occasions of one kind apart: the delay in days, the number of the deposit, or zero.
    """

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    occasion = models.CharField(max_length=9, choices=[(each.value, each.value) for each in Occasion])
    which = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    objects: ClassVar[models.Manager["DeliverableReminder"]]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["deliverable", "person", "occasion", "which"], name="recalled_once")
        ]
