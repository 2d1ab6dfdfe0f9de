"""The terms: who brings what, what is paid when, what is handed in and reached by when. Written in the draft only.

A term of an amendment may stand in place of a signed one, and says why; once signed, the former no longer counts.
"""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import M, ScopedQuerySet
from virage.base.viewer import Viewer
from virage.stages.accounts.models import Organisation
from virage.stages.agreements.models.agreement import Agreement, OfAgreement
from virage.stages.agreements.states import AgreementState, ContributionKind, DeliverableKind, Nature
from virage.stages.documents.models import Document


class TermQuerySet(OfAgreement[M]):
    def standing(self) -> Self:
        """Those that are signed, and that no signed amendment changed."""
        return self.filter(agreement__state=AgreementState.SIGNED).exclude(
            changes__agreement__state=AgreementState.SIGNED
        )


def _says_why(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(changed=None) | ~Q(why=""),
        name=f"{name}_change_says_why",
        violation_error_message=_("Un avenant dit pourquoi il change un terme."),
    )


def _is_money(name: str) -> models.CheckConstraint:
    """Nothing is left of what a change takes away."""
    return models.CheckConstraint(
        condition=Q(amount__gt=0) | Q(amount=0, changed__isnull=False), name=f"{name}_is_money"
    )


class Contribution(models.Model):
    """What one funder brings, in dollars. ``own``: from an envelope of the initiative, in cash, by its ministry."""

    changed = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="changes")
    why = models.CharField(max_length=300, blank=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="contributions")
    funder = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    funder_name = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=7, choices=ContributionKind)
    nature = models.CharField(max_length=7, choices=Nature)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    own = models.BooleanField(default=False)

    objects: ClassVar[TermQuerySet["Contribution"]] = TermQuerySet["Contribution"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            _says_why("contribution"),
            _is_money("contribution"),
            models.CheckConstraint(
                condition=Q(funder__isnull=False, funder_name="") | (Q(funder=None) & ~Q(funder_name="")),
                name="contribution_names_one_funder",
                violation_error_message=_("Nommez qui contribue : un organisme d’ici, ou un autre."),
            ),
            models.CheckConstraint(
                condition=Q(own=False) | Q(funder__isnull=False, kind=ContributionKind.CASH, nature=Nature.PUBLIC),
                name="own_share_is_public_cash",
            ),
        ]


class Tranche(models.Model):
    """A part of the initiative's share, due on a day or on a condition; ``proven_need`` in dollars, for an advance."""

    changed = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="changes")
    why = models.CharField(max_length=300, blank=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="tranches")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    fiscal_year = models.PositiveSmallIntegerField()
    due_on = models.DateField(null=True)
    condition = models.CharField(max_length=300, blank=True)
    advance = models.BooleanField(default=False)
    proven_need = models.DecimalField(max_digits=14, decimal_places=2, null=True)

    objects: ClassVar[TermQuerySet["Tranche"]] = TermQuerySet["Tranche"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            _says_why("tranche"),
            _is_money("tranche"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | ~Q(condition=""),
                name="tranche_has_a_day_or_a_condition",
                violation_error_message=_("Dites quand la tranche est due, ou à quelle condition."),
            ),
            models.CheckConstraint(
                condition=Q(advance=False) | Q(proven_need__isnull=False, proven_need__gte=models.F("amount")),
                name="advance_within_need_written",
                violation_error_message=_("Une avance ne dépasse pas le besoin de liquidités démontré."),
            ),
        ]


class Deliverable(models.Model):
    """What the promoter owes in return. Past its day and not accepted, it holds every payment."""

    changed = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="changes")
    why = models.CharField(max_length=300, blank=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="deliverables")
    kind = models.CharField(max_length=13, choices=DeliverableKind)
    title = models.CharField(max_length=160)
    due_on = models.DateField()

    objects: ClassVar[TermQuerySet["Deliverable"]] = TermQuerySet["Deliverable"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [_says_why("deliverable")]


class AgreedTarget(models.Model):
    """What is to be reached, and how one would know. A change is its next version."""

    changed = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="changes")
    why = models.CharField(max_length=300, blank=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="targets")
    indicator = models.CharField(max_length=160)
    definition = models.TextField()
    baseline = models.CharField(max_length=160)
    method = models.TextField()
    value = models.PositiveIntegerField()
    due_on = models.DateField(null=True)

    objects: ClassVar[TermQuerySet["AgreedTarget"]] = TermQuerySet["AgreedTarget"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [_says_why("target")]


class DepositQuerySet(ScopedQuerySet["Deposit"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the deliverable."""
        return self.filter(deliverable__in=Deliverable.objects.visible_to(viewer)).marked()


class Deposit(models.Model):
    """A deliverable as it was handed in; answered once, and never rewritten: a new one is a new row."""

    deliverable = models.ForeignKey(Deliverable, on_delete=models.PROTECT, related_name="deposits")
    document = models.ForeignKey(Document, on_delete=models.RESTRICT, related_name="+")
    received_on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    accepted = models.BooleanField(null=True)
    answered_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=80, blank=True)
    why = models.CharField(max_length=300, blank=True)

    objects: ClassVar[DepositQuerySet] = DepositQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(accepted=None, answered_on=None, answered_by="")
                | (Q(accepted__isnull=False, answered_on__isnull=False) & ~Q(answered_by="")),
                name="deposit_answered_whole",
            ),
            models.CheckConstraint(
                condition=~Q(accepted=False) | ~Q(why=""),
                name="deposit_returned_with_reason",
                violation_error_message=_("Dites ce qui manque à ce document."),
            ),
        ]
