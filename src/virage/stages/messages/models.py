"""The outbox: what people are told by e-mail, written in the transaction of what happened."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Organisation
from virage.stages.directory.models import Enterprise


class MessageQuerySet(ScopedQuerySet["Message"]):
    """Messages, by who may read them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The ministry's directors and jobs; a promoter's, those of its own organisation."""
        if viewer.job or viewer.has(Role.DIRECTOR):
            return self.marked()
        return self.filter(organisation__in=viewer.organisations(Role.PROMOTER)).marked()

    def of_demonstration(self) -> Self:
        """Every message, for the mailbox of a demonstration; elsewhere none, whoever asks."""
        return (self if settings.DEMO else self.none()).marked()

    def waiting(self) -> Self:
        """Neither sent, nor cancelled, nor given up."""
        return self.filter(sent_at=None, cancelled_at=None, failed_at=None)


class Message(models.Model):
    """One e-mail. ``matter`` names what it is about, so that whatever settles the matter can cancel it.

    ``unsubscribe`` is the address that stops such messages in one click (RFC 8058), where they can be stopped.
    ``organisation`` is the one whose matter it is: its people see whether the message left, never what it says.
    ``enterprise`` is the one it goes to, or tells of: whatever destroys the enterprise destroys the message.
    """

    kind = models.CharField(max_length=80)
    matter = models.CharField(max_length=120, blank=True)
    address = models.EmailField()
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    unsubscribe = models.CharField(max_length=300, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, null=True, related_name="+")
    attachments = models.JSONField(default=list)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                name="messages_waiting",
                condition=models.Q(sent_at=None, cancelled_at=None, failed_at=None),
            ),
            models.Index(fields=["matter"], name="messages_matter"),
            models.Index(fields=["address", "at"], name="messages_address"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(cancelled_at=None),
                name="sent_or_cancelled",
                violation_error_message=_("Un message parti ne s’annule plus."),
            ),
        ]


class HeldAddress(models.Model):
    """An address written to lately whose letters were erased since: erasing them does not let it be flooded.

    A digest that only this installation can make; destroyed with the next round of retention.
    """

    digest = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField()

    objects: ClassVar[models.Manager["HeldAddress"]]
