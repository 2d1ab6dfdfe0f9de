"""Reminders of deliverables, destroyed when their time is over: the deliverable stays with its agreement."""

from datetime import datetime

from virage.base.retention import purges
from virage.stages.agreements.models import Deliverable, DeliverableReminder


@purges("deliverable_reminders")
def purge_reminders(before: datetime) -> int:
    """Those said before an instant; one whose deliverable is still owed is kept, or it would be said again."""
    owed = Deliverable.objects.for_operation().standing().exclude(deposits__accepted=True)
    return DeliverableReminder.objects.filter(at__lt=before).exclude(deliverable__in=owed).delete()[0]
