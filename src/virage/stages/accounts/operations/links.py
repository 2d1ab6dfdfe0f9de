"""Private links: the key of a thread, for thirty days, without an account. The trail names the link, never the key."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.tokens import digest, new_token
from virage.base.viewer import Viewer
from virage.stages.accounts.models import PrivateLink
from virage.stages.accounts.policies import can_hand_key

LASTS = timedelta(days=30)


class LinkClosed(Refusal):
    """Too old, taken back, or never made."""

    sentence = _("Ce lien n’est plus valable. Demandez-en un nouveau : il part aussitôt par courriel.")


@operation
def make_private_link(viewer: Viewer, *, subject: UUID, until: datetime | None = None) -> str:
    """Make a key to a thread, for thirty days unless said; returns the token, shown once, kept as its SHA-256 only."""
    if not can_hand_key(viewer, subject):
        raise Forbidden
    now, token = timezone.now(), new_token()
    link = PrivateLink.objects.create(
        subject=subject, token_digest=digest(token), by=viewer.by, at=now, expires_at=until or now + LASTS
    )
    record(viewer, "private_link.made", kind="private_link", id=link.pk)
    return token


@operation
def open_private_link(viewer: Viewer, *, token: str) -> UUID:
    """Open a thread with its link, as often as needed until it ends; returns the thread.

    Raises:
        LinkClosed: the token is unknown, taken back or expired.
    """
    now = timezone.now()
    link = PrivateLink.objects.select_for_update().filter(token_digest=digest(token)).first()
    if not link or link.revoked_at or link.expires_at <= now:
        raise LinkClosed
    link.opened_at = link.opened_at or now
    link.save(update_fields=["opened_at"])
    record(viewer, "private_link.opened", kind="private_link", id=link.pk)
    return link.subject


@operation
def revoke_private_links(viewer: Viewer, *, subject: UUID) -> int:
    """Take back every link of a thread; returns how many were still open."""
    if not can_hand_key(viewer, subject):
        raise Forbidden
    open_links = PrivateLink.objects.select_for_update().filter(subject=subject, revoked_at=None)
    closed = list(open_links.values_list("pk", flat=True))
    PrivateLink.objects.filter(pk__in=closed).update(revoked_at=timezone.now())
    record(viewer, "private_link.revoked", kind="private_link", id=",".join(map(str, closed)))
    return len(closed)
