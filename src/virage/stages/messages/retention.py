"""What the outbox destroys when its time is over."""

from datetime import datetime

from django.db.models import Q

from virage.base.retention import purges
from virage.stages.messages.models import Message


@purges("messages")
def purge_messages(before: datetime) -> int:
    """Messages sent, cancelled or given up before an instant."""
    over = Q(sent_at__lt=before) | Q(cancelled_at__lt=before) | Q(failed_at__lt=before)
    return Message.objects.for_operation().filter(over).delete()[0]
