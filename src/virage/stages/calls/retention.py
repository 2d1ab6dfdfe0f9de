"""Drafts that were never submitted, destroyed long after their call is over: their page tells the day from then on."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from virage.base.retention import purges
from virage.stages.calls.models import BudgetLine, Draft, Piece, Proposal, ProposedTarget


@purges("proposal_drafts")
def purge_drafts(before: datetime) -> int:
    """Drafts of calls that closed, or were cancelled, before an instant; their files go as what nothing shows."""
    over = Q(call__cancelled_at__lt=before) | Q(call__cancelled_at=None, call__closes_on__lt=timezone.localdate(before))
    rows = Proposal.objects.for_operation().filter(over, submitted_at=None).select_for_update(of=("self",))
    old = list(rows.values_list("pk", flat=True))
    for model in (Draft, Piece, BudgetLine, ProposedTarget):
        model.objects.for_operation().filter(proposal__in=old).delete()
    Proposal.objects.for_operation().filter(pk__in=old).delete()
    return len(old)
