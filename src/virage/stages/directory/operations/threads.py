"""Begin a thread, state facts, consent, grant access, forget."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Role, Viewer
from virage.stages.directory.models import AccessGrant, Consent, Contact, Enterprise, EnterpriseFact
from virage.stages.directory.policies import can_own
from virage.stages.directory.states import Provenance, Purpose
from virage.stages.directory.wording import WORDING

UNCLAIMED_DAYS = 90


class UnknownEnterprise(Forbidden):
    """No such thread, or not this viewer's."""

    sentence = _("Ce dossier n’existe plus, ou ce navigateur n’en a pas la clé.")


class AlreadyForgotten(Refusal):
    """The consent was withdrawn before."""

    sentence = _("Ce consentement est déjà retiré.")


class AlreadyClosed(Refusal):
    """The access was closed before."""

    sentence = _("Cet accès est déjà fermé; rechargez la page pour le voir.")


def locked_enterprise(viewer: Viewer, *, key: UUID) -> Enterprise:
    """The row, locked, for whoever owns it; refuses everyone else alike."""
    enterprise = Enterprise.objects.for_operation().select_for_update().filter(key=key).first()
    if enterprise is None or not can_own(viewer, enterprise):
        raise UnknownEnterprise
    return enterprise


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A thread just begun: its number, shown in addresses, and the private key that opens it."""

    id: int
    key: UUID


@operation
def begin_thread(viewer: Viewer, *, facts: Mapping[str, Any]) -> Thread:
    """Open an anonymous thread with the first facts an owner gives; destroyed after 90 days unless claimed."""
    now = timezone.now()
    enterprise = Enterprise.objects.create(
        started_at=now, expires_on=timezone.localdate() + timedelta(days=UNCLAIMED_DAYS)
    )
    record(viewer, "thread.begun", kind="enterprise", id=enterprise.pk)
    _state(viewer, enterprise, facts, Provenance.OWNER)
    return Thread(id=enterprise.pk, key=enterprise.key)


@operation
def state_facts(viewer: Viewer, *, key: UUID, facts: Mapping[str, Any]) -> None:
    """Add what the owner says; a value of None takes a fact back."""
    enterprise = locked_enterprise(viewer, key=key)
    _state(viewer, enterprise, facts, Provenance.OWNER)
    record(viewer, "facts.stated", kind="enterprise", id=enterprise.pk, names=sorted(facts))


def _state(viewer: Viewer, enterprise: Enterprise, facts: Mapping[str, Any], provenance: Provenance) -> None:
    now = timezone.now()
    EnterpriseFact.objects.bulk_create(
        EnterpriseFact(enterprise=enterprise, name=name, value=value, provenance=provenance, at=now, by=viewer.by)
        for name, value in facts.items()
    )


@operation
def name_contact(
    viewer: Viewer, *, key: UUID, email: str, enterprise_name: str = "", name: str = "", phone: str = ""
) -> None:
    """Say whom to reach at the enterprise, and its name; what is left empty keeps its former value.

    The thread is claimed: it no longer expires.
    """
    enterprise = locked_enterprise(viewer, key=key)
    said = {"email": email, "name": name, "phone": phone, "language": viewer.language}
    Contact.objects.for_operation().update_or_create(
        enterprise=enterprise, defaults={k: v for k, v in said.items() if v}
    )
    enterprise.name = enterprise_name or enterprise.name
    enterprise.claimed_at = enterprise.claimed_at or timezone.now()
    enterprise.expires_on = None
    enterprise.save()
    record(viewer, "contact.named", kind="enterprise", id=enterprise.pk)


@operation
def enterprise_for_contact(viewer: Viewer, *, enterprise_name: str, email: str) -> int:
    """Find the enterprise of a business address, or note a new one. Returns its number, which opens nothing."""
    known = Contact.objects.for_operation().filter(email__iexact=email).order_by("pk")
    found = known.values_list("enterprise_id", flat=True).first()
    if found is not None:
        record(viewer, "enterprise.recognised", kind="enterprise", id=found)
        return found
    enterprise = Enterprise.objects.create(name=enterprise_name, started_at=timezone.now(), claimed_at=timezone.now())
    Contact.objects.create(enterprise=enterprise, name="", email=email, language=viewer.language)
    record(viewer, "enterprise.noted", kind="enterprise", id=enterprise.pk)
    return enterprise.pk


@operation
def give_consent(viewer: Viewer, *, key: UUID, purpose: Purpose, text: str, organisation_id: int | None = None) -> None:
    """Record a consent with the very words shown and their version; giving it twice changes nothing.

    ``organisation_id`` where the words name one. Other words take the place of the former ones, which are kept.
    """
    enterprise, now = locked_enterprise(viewer, key=key), timezone.now()
    held = Consent.objects.for_operation().filter(
        enterprise=enterprise, purpose=purpose, organisation=organisation_id, withdrawn_at=None
    )
    held.exclude(text=text).update(withdrawn_at=now)
    held.get_or_create(
        text=text,
        defaults={
            "enterprise": enterprise,
            "purpose": purpose,
            "organisation_id": organisation_id,
            "version": WORDING[purpose].version,
            "given_at": now,
        },
    )
    record(
        viewer,
        "consent.given",
        kind="enterprise",
        id=enterprise.pk,
        organisation_id=organisation_id,
        purpose=purpose.value,
        version=WORDING[purpose].version,
    )


@operation
def withdraw_consent(viewer: Viewer, *, key: UUID, consent_id: int) -> None:
    """Withdraw at once: every access that rests on it closes with it."""
    enterprise = locked_enterprise(viewer, key=key)
    consent = Consent.objects.for_operation().filter(enterprise=enterprise, pk=consent_id, withdrawn_at=None).first()
    if consent is None:
        raise AlreadyForgotten
    consent.withdrawn_at = timezone.now()
    consent.save()
    resting = AccessGrant.objects.filter(enterprise=enterprise, purpose=consent.purpose, revoked_at=None)
    if consent.organisation_id:
        resting = resting.filter(organisation_id=consent.organisation_id)
    resting.update(revoked_at=consent.withdrawn_at)
    record(
        viewer,
        "consent.withdrawn",
        kind="enterprise",
        id=enterprise.pk,
        organisation_id=consent.organisation_id,
        purpose=consent.purpose,
    )


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


def _owned(viewer: Viewer, enterprise_id: int) -> None:
    if not can_own(viewer, Enterprise.objects.for_operation().select_for_update().get(pk=enterprise_id)):
        raise UnknownEnterprise


@operation
def forget_enterprise(viewer: Viewer, *, key: UUID) -> None:
    """Destroy everything the enterprise gave. The trail keeps that it happened, not what it was."""
    enterprise = locked_enterprise(viewer, key=key)
    identifier = enterprise.pk
    enterprise.delete()
    record(viewer, "enterprise.forgotten", kind="enterprise", id=identifier)
