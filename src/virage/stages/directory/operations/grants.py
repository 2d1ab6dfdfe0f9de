"""Let an organisation see an enterprise and one matter of it; close that access (ADR 0012)."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Refusal
from virage.base.viewer import Role, Viewer
from virage.stages.directory.models import AccessGrant, Consent, Enterprise
from virage.stages.directory.operations.threads import UnknownEnterprise, locked_enterprise
from virage.stages.directory.policies import can_own
from virage.stages.directory.states import Purpose


class AlreadyClosed(Refusal):
    """The access was closed before."""

    sentence = _("Cet accès est déjà fermé; rechargez la page pour le voir.")


@operation
def grant_access(
    viewer: Viewer,
    *,
    enterprise_id: int,
    organisation_id: int,
    matter: UUID,
    purpose: Purpose,
    reason: str,
    ends_at: datetime | None = None,
) -> None:
    """Let an organisation see an enterprise and one matter of it: its owner says so, by an act of a later stage.

    ``purpose`` is the consent it rests on. Granting twice changes nothing while the first is in force.
    """
    _owned(viewer, enterprise_id)
    held = AccessGrant.objects.for_operation().filter(
        enterprise_id=enterprise_id, organisation_id=organisation_id, matter=matter, revoked_at=None
    )
    held.filter(ends_at__lte=timezone.now()).update(revoked_at=F("ends_at"))
    held.get_or_create(
        enterprise_id=enterprise_id,
        organisation_id=organisation_id,
        matter=matter,
        defaults={
            "purpose": purpose,
            "reason": reason,
            "given_by": viewer.by,
            "begins_at": timezone.now(),
            "ends_at": ends_at,
        },
    )
    record(
        viewer,
        "access.granted",
        kind="enterprise",
        id=enterprise_id,
        organisation_id=organisation_id,
        reason=reason,
    )


@operation
def revoke_access(viewer: Viewer, *, enterprise_id: int, organisation_id: int, matter: UUID, reason: str) -> None:
    """Close what ``grant_access`` opened: its owner, or the organisation itself when it lets go."""
    if organisation_id not in viewer.organisations(*Role):
        _owned(viewer, enterprise_id)
    AccessGrant.objects.filter(
        enterprise_id=enterprise_id, organisation_id=organisation_id, matter=matter, revoked_at=None
    ).update(revoked_at=timezone.now())
    record(
        viewer,
        "access.revoked",
        kind="enterprise",
        id=enterprise_id,
        organisation_id=organisation_id,
        reason=reason,
    )


@operation
def end_access(
    viewer: Viewer, *, enterprise_id: int, organisation_id: int, matter: UUID, ends_at: datetime, reason: str
) -> None:
    """Give an access its end, at once when that instant is past: its owner's to say, by an act of a later stage."""
    _owned(viewer, enterprise_id)
    held = AccessGrant.objects.for_operation().filter(
        enterprise_id=enterprise_id, organisation_id=organisation_id, matter=matter, revoked_at=None
    )
    if ends_at <= timezone.now():
        held.update(revoked_at=timezone.now())
    else:
        held.filter(Q(ends_at=None) | Q(ends_at__gt=ends_at)).update(ends_at=ends_at)
    record(
        viewer,
        "access.ends",
        kind="enterprise",
        id=enterprise_id,
        organisation_id=organisation_id,
        reason=reason,
        ends_at=ends_at.isoformat(),
    )


def _owned(viewer: Viewer, enterprise_id: int) -> None:
    if not can_own(viewer, Enterprise.objects.for_operation().select_for_update().get(pk=enterprise_id)):
        raise UnknownEnterprise


@operation
def close_grant(viewer: Viewer, *, key: UUID, grant_id: int) -> None:
    """The owner closes one access at once; a consent that named this organisation goes with its last one."""
    enterprise, now = locked_enterprise(viewer, key=key), timezone.now()
    held = AccessGrant.objects.for_operation().filter(enterprise=enterprise, revoked_at=None)
    grant = held.filter(pk=grant_id).first()
    if grant is None:
        raise AlreadyClosed
    held.filter(pk=grant_id).update(revoked_at=now)
    same = {"organisation_id": grant.organisation_id, "purpose": grant.purpose}
    if not held.filter(**same).exists():
        Consent.objects.for_operation().filter(enterprise=enterprise, withdrawn_at=None, **same).update(
            withdrawn_at=now
        )
    record(
        viewer,
        "access.revoked",
        kind="enterprise",
        id=enterprise.pk,
        organisation_id=grant.organisation_id,
        reason=grant.reason,
    )
