"""Enterprises, what is known of them and from whom, and what they consented to. Who may see them: ``access``."""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Viewer
from virage.stages.accounts.models import Organisation
from virage.stages.directory.access import AccessGrant, BroughtByMatter, LastSeen, OfEnterprise, may_see
from virage.stages.directory.doubles import LinkPair, Merge
from virage.stages.directory.identity import EnterpriseName, Establishment, RegisterLoad
from virage.stages.directory.states import Provenance, Purpose

__all__ = [
    "AccessGrant",
    "Consent",
    "Contact",
    "Enterprise",
    "EnterpriseFact",
    "EnterpriseName",
    "Establishment",
    "LastSeen",
    "LinkPair",
    "Merge",
    "RegisterLoad",
]


class EnterpriseQuerySet(ScopedQuerySet["Enterprise"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Its owner, the organisations that hold a grant, the auditor."""
        return self.filter(may_see(viewer)).marked()


class Enterprise(models.Model):
    """One enterprise. ``key`` is the private key of its thread: whoever holds it is its owner.

    Unclaimed (nobody was asked to call back, no link was sent), it is destroyed on ``expires_on``. ``canonical`` is the
    record that speaks for it since a merge; the database keeps it from the merges in force, nobody writes it.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200, blank=True)
    neq = models.CharField(max_length=10, null=True, unique=True)
    bn = models.CharField(max_length=9, null=True, unique=True)
    canonical = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="members")
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
                condition=Q(bn=None) | Q(bn__regex=r"^\d{9}$"),
                name="bn_nine_digits",
                violation_error_message=_("Le numéro d’entreprise fédéral compte neuf chiffres."),
            ),
            models.CheckConstraint(
                condition=Q(claimed_at__isnull=False) | Q(expires_on__isnull=False), name="unclaimed_expires"
            ),
        ]


class EnterpriseFact(models.Model):
    """One fact as someone stated it. A new statement is a new row; the latest stands.

    ``matter`` is the one under which an organisation brought it, so that it keeps seeing what it brought.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="facts")
    name = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    provenance = models.CharField(max_length=20, choices=Provenance)
    matter = models.UUIDField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[BroughtByMatter["EnterpriseFact"]] = BroughtByMatter["EnterpriseFact"].as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar = [models.Index(F("enterprise"), F("name"), F("at").desc(), name="fact_latest")]


class Contact(models.Model):
    """Whom to call at an enterprise: business contact data, kept apart (P-39.1 s. 1). ``matter``: as for a fact."""

    enterprise = models.OneToOneField(Enterprise, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=2, default="fr")
    matter = models.UUIDField(null=True)

    objects: ClassVar[BroughtByMatter["Contact"]] = BroughtByMatter["Contact"].as_manager()  # type: ignore[assignment]


class Consent(models.Model):
    """One purpose, the words shown and their version, when it was given and when withdrawn.

    ``organisation`` where the words name one.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="consents")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True)
    purpose = models.CharField(max_length=20, choices=Purpose)
    text = models.TextField()
    version = models.CharField(max_length=20, default="2026-11")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects: ClassVar[OfEnterprise["Consent"]] = OfEnterprise["Consent"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enterprise", "purpose", "organisation"],
                condition=Q(withdrawn_at=None),
                name="one_consent_in_force",
                nulls_distinct=False,
            )
        ]
