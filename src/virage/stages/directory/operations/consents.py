"""Consent to one use, in the very words shown; withdraw it with every access that rests on it."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Refusal
from virage.base.viewer import Viewer
from virage.stages.directory.models import AccessGrant, Consent
from virage.stages.directory.operations.threads import locked_enterprise
from virage.stages.directory.states import Purpose
from virage.stages.directory.wording import WORDING


class AlreadyWithdrawn(Refusal):
    """The consent was withdrawn before."""

    sentence = _("Ce consentement est déjà retiré.")


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
        raise AlreadyWithdrawn
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
