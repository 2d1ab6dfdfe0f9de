"""What the outbox destroys when its time is over."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from virage.base.retention import purges
from virage.stages.messages.models import HeldAddress, Message
from virage.stages.messages.policies import HELD_FOR


@purges("messages")
def purge_messages(before: datetime) -> int:
    """Messages sent, cancelled or given up before an instant; and digests of addresses that hold nothing any more."""
    HeldAddress.objects.filter(at__lt=timezone.now() - HELD_FOR).delete()
    over = Q(sent_at__lt=before) | Q(cancelled_at__lt=before) | Q(failed_at__lt=before)
    return Message.objects.for_operation().filter(over).delete()[0]
