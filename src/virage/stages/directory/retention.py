"""Threads that nobody claimed do not stay."""

from datetime import datetime

from virage.base.retention import purges
from virage.stages.directory.models import Enterprise


@purges("quick_checks")
def purge_unclaimed_threads(before: datetime) -> int:
    """Destroy threads begun before an instant and never claimed, with everything given in them."""
    threads = Enterprise.objects.for_operation().filter(claimed_at=None, started_at__lt=before)
    return threads.delete()[1].get(Enterprise._meta.label, 0)  # noqa: SLF001 — Django's public-in-practice name
