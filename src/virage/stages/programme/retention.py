"""What the programme destroys when its time is over."""

from datetime import datetime

from django.utils import timezone

from virage.base.retention import purges
from virage.stages.programme.models import Absence


@purges("absences")
def purge_absences(before: datetime) -> int:
    """Absences whose last day came before an instant."""
    return Absence.objects.for_operation().filter(last__lt=timezone.localdate(before)).delete()[0]
