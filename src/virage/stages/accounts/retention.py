"""What the accounts stage destroys when its time is over."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import Q

from virage.base.retention import purges
from virage.stages.accounts.models import Invitation, PrivateLink


@purges("private_links")
def purge_private_links(before: datetime) -> int:
    """Links that ended before an instant."""
    return PrivateLink.objects.filter(expires_at__lt=before).delete()[0]


@purges("invitations")
def purge_invitations(before: datetime) -> int:
    """Invitations accepted, withdrawn or ended before an instant."""
    over = Q(expires_at__lt=before) | Q(accepted_at__lt=before) | Q(revoked_at__lt=before)
    return Invitation.objects.filter(over).delete()[0]


@purges("sessions")
def purge_sessions(before: datetime) -> int:
    """Sessions that ended before an instant."""
    return Session.objects.filter(expire_date__lt=before).delete()[0]
