"""What may be paid, and who found it so: the ledger pays nothing else, and never by the same hand."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from virage.stages.agreements.models.agreement import Agreement, OfAgreement
from virage.stages.agreements.models.terms import Tranche
from virage.stages.agreements.states import PayableKind


class Payable(models.Model):
    """An amount owed to the promoter of a signed agreement, in dollars. Never changed.

    ``agreement`` is the agreement itself, never an amendment. A tranche or an advance names its ``tranche``; a claim
    names its ``reference``. ``released_on`` is the day from which it may be paid; ``evidence``, what shows that it is
    due. An advance states its ``need`` and the cash need proven, in dollars.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="payables")
    kind = models.CharField(max_length=7, choices=PayableKind)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    tranche = models.OneToOneField(Tranche, on_delete=models.PROTECT, null=True, related_name="payable")
    reference = models.CharField(max_length=80, blank=True)
    evidence = models.CharField(max_length=300)
    need = models.CharField(max_length=300, blank=True)
    proven_need = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    released_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    objects: ClassVar[OfAgreement["Payable"]] = OfAgreement["Payable"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payable_is_money"),
            models.CheckConstraint(condition=~Q(evidence=""), name="payable_has_evidence"),
            models.CheckConstraint(
                condition=(Q(kind=PayableKind.CLAIM, tranche=None) & ~Q(reference=""))
                | (~Q(kind=PayableKind.CLAIM) & Q(tranche__isnull=False, reference="")),
                name="payable_names_its_origin",
            ),
            models.CheckConstraint(
                condition=~Q(kind=PayableKind.ADVANCE)
                | (Q(proven_need__isnull=False, proven_need__gte=F("amount")) & ~Q(need="")),
                name="advance_within_need_proven",
                violation_error_message=_("Une avance ne dépasse pas le besoin de liquidités démontré."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "reference"], condition=~Q(reference=""), name="claim_payable_once"
            ),
        ]
