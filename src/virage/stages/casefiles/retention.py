"""Reminders of next moves, destroyed when their time is over: the move itself stays with its file."""

from datetime import datetime

from django.db.models import F

from virage.base.retention import purges
from virage.stages.casefiles.models import MoveReminder


@purges("reminders")
def purge_reminders(before: datetime) -> int:
    """Those said before an instant; one whose move still stands is kept, or it would be said again."""
    standing = MoveReminder.objects.filter(
        case_file__closed_at=None,
        case_file__owner=F("owner"),
        case_file__next_move=F("next_move"),
        case_file__next_move_on=F("next_move_on"),
    )
    return MoveReminder.objects.filter(at__lt=before).exclude(pk__in=standing).delete()[0]
