"""People, the organisations they act for, and in what role."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import MINISTRY, Role, Viewer


class OrganisationKind(models.TextChoices):
    """What an organisation is in the programme."""

    MINISTRY = "ministry", _("Ministère")
    PROMOTER = "promoter", _("Organisme porteur")
    PARTNER = "partner", _("Partenaire")
    COUNCIL = "council", _("Conseil")
    AUDITOR = "auditor", _("Vérificateur")


ROLES_OF_KIND = {
    OrganisationKind.MINISTRY: MINISTRY,
    OrganisationKind.PROMOTER: frozenset({Role.PROMOTER, Role.ADVISER}),
    OrganisationKind.PARTNER: frozenset({Role.PARTNER, Role.ADVISER}),
    OrganisationKind.COUNCIL: frozenset({Role.COUNCIL}),
    OrganisationKind.AUDITOR: frozenset({Role.AUDITOR}),
}


class Organisation(models.Model):
    """A body that takes part. A fictitious one says so wherever it is named."""

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    fictitious = models.BooleanField(default=False)

    objects: ClassVar[models.Manager["Organisation"]]


class PersonManager(BaseUserManager["Person"]):
    """Makes people; a person without a password enters by single sign-on or invitation."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Someone who signs in. Owners need no account: a private link opens their thread."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, default="fr")
    phone = models.CharField(max_length=30, blank=True)
    fictitious = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    reminders = models.BooleanField(default=True, help_text=_("Reçoit le rappel de ses prochains gestes."))
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split()[0] if self.name else self.email


class MembershipQuerySet(ScopedQuerySet["Membership"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """One's own, those of one's organisations; the director and the auditor see them all."""
        if viewer.job or viewer.has(Role.DIRECTOR, Role.AUDITOR):
            return self.marked()
        own = Q(person_id=viewer.person_id) if viewer.is_person else Q(pk__in=())
        return self.filter(own | Q(organisation_id__in=viewer.organisations(*Role))).marked()

    def held_on(self, on: date) -> Self:
        """In force on a day, its first and last included."""
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)


class Membership(models.Model):
    """One role of one person in one organisation, until it ends."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    since = models.DateField()
    until = models.DateField(null=True)
    exports = models.BooleanField(default=False, help_text=_("Peut emporter les listes en fichiers."))

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                name="one_role_once",
                violation_error_message=_("Cette personne tient déjà ce rôle dans cet organisme."),
            ),
        ]


class Invitation(models.Model):
    """A role offered to someone by e-mail, until it is accepted, revoked or too old."""

    email = models.EmailField()
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, default="fr")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    token_digest = models.CharField(max_length=64, unique=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Invitation"]]


class PrivateLink(models.Model):
    """A key to one thread, sent by e-mail. The token itself is never kept."""

    subject = models.UUIDField(db_index=True)
    token_digest = models.CharField(max_length=64, unique=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["PrivateLink"]]
