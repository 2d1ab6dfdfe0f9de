"""The envelope and its entries. Posted, never edited; the database holds the limits."""

from typing import ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import M, ScopedQuerySet
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.ledger.states import EntryKind
from virage.stages.programme.models import Initiative, Project


class MoneyQuerySet(ScopedQuerySet[M]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The ministry, the auditor, and jobs: all or nothing, an envelope is one thing."""
        sees = bool(viewer.job) or viewer.has(*MINISTRY, Role.AUDITOR)
        return (self if sees else self.none()).marked()


class Envelope(models.Model):
    """The money set aside for an initiative."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="envelopes")
    name = models.CharField(max_length=160)

    objects: ClassVar[MoneyQuerySet["Envelope"]] = MoneyQuerySet["Envelope"].as_manager()  # type: ignore[assignment]


class Entry(models.Model):
    """One posting. A correction is a new entry of the same kind, with the opposite sign, that names what it corrects.

    ``amount`` in Canadian dollars; ``fiscal_year`` is the year of its 1 April.
    """

    envelope = models.ForeignKey(Envelope, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=EntryKind)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    fiscal_year = models.PositiveSmallIntegerField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, null=True, related_name="entries")
    counterparty = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    evidence = models.CharField(max_length=300)
    posted_at = models.DateTimeField()
    posted_by = models.CharField(max_length=80)
    idempotency_key = models.CharField(max_length=80, unique=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")

    objects: ClassVar[MoneyQuerySet["Entry"]] = MoneyQuerySet["Entry"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(amount=0), name="entry_not_zero"),
            models.CheckConstraint(
                condition=Q(amount__gt=0) | Q(corrects__isnull=False),
                name="negative_only_to_correct",
                violation_error_message=_("Un montant négatif doit dire quelle écriture il corrige."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[EntryKind.COMMITTED, EntryKind.PAID]) | Q(project__isnull=False),
                name="spending_names_its_project",
            ),
        ]
        triggers: ClassVar = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class Balance(models.Model):
    """Sums of one envelope and fiscal year. Only the trigger of ``Entry`` writes here; ``virage verify`` recomputes."""

    envelope = models.ForeignKey(Envelope, on_delete=models.PROTECT, related_name="balances")
    fiscal_year = models.PositiveSmallIntegerField()
    announced = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    voted = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    authorised = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    committed = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    paid = models.DecimalField(max_digits=14, decimal_places=2, default=0)

    objects: ClassVar[MoneyQuerySet["Balance"]] = MoneyQuerySet["Balance"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["envelope", "fiscal_year"], name="one_balance_a_year"),
            models.CheckConstraint(condition=Q(committed__lte=F("voted")), name="committed_within_voted"),
            models.CheckConstraint(condition=Q(paid__lte=F("committed")), name="paid_within_committed"),
            models.CheckConstraint(condition=Q(paid__gte=0) & Q(committed__gte=0), name="balance_not_negative"),
        ]
