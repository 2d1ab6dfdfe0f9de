"""Begin a thread, state facts, name a contact, forget."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden
from virage.base.viewer import Viewer
from virage.stages.directory.models import Contact, Enterprise, EnterpriseFact
from virage.stages.directory.policies import can_own
from virage.stages.directory.states import Provenance

UNCLAIMED_DAYS = 90


class UnknownEnterprise(Forbidden):
    """No such thread, or not this viewer's."""

    sentence = _("Ce dossier n’existe plus, ou ce navigateur n’en a pas la clé.")


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
    _state(viewer, enterprise, facts)
    return Thread(id=enterprise.pk, key=enterprise.key)


@operation
def state_facts(viewer: Viewer, *, key: UUID, facts: Mapping[str, Any]) -> None:
    """Add what the owner says; a value of None takes a fact back."""
    enterprise = locked_enterprise(viewer, key=key)
    _state(viewer, enterprise, facts)
    record(viewer, "facts.stated", kind="enterprise", id=enterprise.pk, names=sorted(facts))


def _state(viewer: Viewer, enterprise: Enterprise, facts: Mapping[str, Any]) -> None:
    now = timezone.now()
    EnterpriseFact.objects.bulk_create(
        EnterpriseFact(enterprise=enterprise, name=name, value=value, provenance=Provenance.OWNER, at=now, by=viewer.by)
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
def forget_enterprise(viewer: Viewer, *, key: UUID) -> None:
    """Destroy everything the enterprise gave. The trail keeps that it happened, not what it was."""
    enterprise = locked_enterprise(viewer, key=key)
    identifier = enterprise.pk
    enterprise.delete()
    record(viewer, "enterprise.forgotten", kind="enterprise", id=identifier)
