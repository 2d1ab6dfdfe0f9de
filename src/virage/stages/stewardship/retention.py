"""Threads that nobody claimed do not stay."""

from datetime import datetime

from virage.base.retention import purges
from virage.stages.directory.models import Enterprise
from virage.stages.stewardship.sweeping import sweep


@purges("quick_checks")
def purge_unclaimed_threads(before: datetime) -> int:
    """Destroy threads begun before an instant and never claimed, with everything given in them."""
    threads = Enterprise.objects.for_operation().select_for_update().filter(claimed_at=None, started_at__lt=before)
    old = list(threads.values_list("pk", flat=True))
    sweep(old)
    Enterprise.objects.for_operation().filter(pk__in=old).delete()
    return len(old)
