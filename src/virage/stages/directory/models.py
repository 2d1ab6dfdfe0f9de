"""Enterprises, what is known of them and from whom, what they consented to, and who may see them."""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Organisation
from virage.stages.directory.states import Provenance, Purpose


class EnterpriseQuerySet(ScopedQuerySet["Enterprise"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Holders of its key; organisations with a grant in force; the auditor, once it was sent to someone."""
        if viewer.job:
            return self.marked()
        seen = Q(key__in=viewer.keys)
        if organisations := viewer.organisations(Role.ADVISER, Role.PROMOTER):
            seen |= Q(
                pk__in=AccessGrant.objects.in_force().filter(organisation_id__in=organisations).values("enterprise_id")
            )
        if viewer.has(Role.AUDITOR):
            seen |= Q(claimed_at__isnull=False)
        return self.filter(seen).marked()


class Enterprise(models.Model):
    """One enterprise. ``key`` is the private key of its thread: whoever holds it is its owner.

    Unclaimed (nobody was asked to call back, no link was sent), it is destroyed on ``expires_on``.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200, blank=True)
    neq = models.CharField(max_length=10, null=True, unique=True)
    fictitious = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    expires_on = models.DateField(null=True)

    objects: ClassVar[EnterpriseQuerySet] = EnterpriseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(neq=None) | Q(neq__regex=r"^\d{10}$"),
                name="neq_ten_digits",
                violation_error_message=_("Le NEQ compte dix chiffres."),
            ),
            models.CheckConstraint(
                condition=Q(claimed_at__isnull=False) | Q(expires_on__isnull=False), name="unclaimed_expires"
            ),
        ]


class EnterpriseFact(models.Model):
    """One fact as someone stated it. A new statement is a new row; the latest stands."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="facts")
    name = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    provenance = models.CharField(max_length=20, choices=Provenance)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[models.Manager["EnterpriseFact"]]

    class Meta:
        indexes: ClassVar = [models.Index(F("enterprise"), F("name"), F("at").desc(), name="fact_latest")]


class Contact(models.Model):
    """Whom to call at an enterprise: business contact data, kept apart (P-39.1 s. 1)."""

    enterprise = models.OneToOneField(Enterprise, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=2, default="fr")

    objects: ClassVar[models.Manager["Contact"]]


class Consent(models.Model):
    """One purpose, the words shown, when it was given and when withdrawn."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    text = models.TextField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Consent"]]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enterprise", "purpose"], condition=Q(withdrawn_at=None), name="one_consent_in_force"
            )
        ]


class GrantQuerySet(models.QuerySet["AccessGrant"]):
    def in_force(self) -> Self:
        """Not revoked, not ended."""
        return self.filter(Q(until=None) | Q(until__gte=Now()), revoked_at=None)


class AccessGrant(models.Model):
    """This organisation may see this enterprise, for this reason, until then."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="grants")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    reason = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=80)
    until = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar[GrantQuerySet] = GrantQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enterprise", "organisation"], condition=Q(revoked_at=None), name="one_grant_in_force"
            )
        ]
