"""What an agreement gives for enterprises, each regrant, and the aids that enterprises declare."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.agreements.models import Agreement
from virage.stages.casefiles.models import CaseFile
from virage.stages.directory.access import OfEnterprise
from virage.stages.directory.models import Enterprise
from virage.stages.regrants.states import AID_KINDS, DECIDED, RegrantState

CARRIERS = (Role.PROMOTER, Role.ADVISER)


class RegrantLineQuerySet(ScopedQuerySet["RegrantLine"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The ministry and the auditor; the body that carries the project."""
        if viewer.job or viewer.has(*MINISTRY, Role.AUDITOR):
            return self.marked()
        return self.filter(agreement__promoter_id__in=viewer.organisations(*CARRIERS)).marked()


class RegrantLine(models.Model):
    """What a signed agreement sets aside for enterprises, in dollars, and its own rule of cumulation. Never changed.

    ``ceiling`` is a share of the project's cost, ``repayable`` and ``tax_credit`` what part of such aids counts, from
    0 to 1; None where the agreement does not say. ``clause`` names where the rule is written.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="regrant_lines")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    ceiling = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    repayable = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    tax_credit = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    clause = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=80)

    objects: ClassVar[RegrantLineQuerySet] = RegrantLineQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0) & ~Q(clause=""), name="regrant_line_says_all"),
            models.CheckConstraint(
                condition=(Q(ceiling=None) | Q(ceiling__range=(0, 1)))
                & (Q(repayable=None) | Q(repayable__range=(0, 1)))
                & (Q(tax_credit=None) | Q(tax_credit__range=(0, 1))),
                name="regrant_rule_is_shares",
            ),
        ]


class RegrantQuerySet(ScopedQuerySet["Regrant"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The ministry and the auditor; the body that gives; the enterprise that receives."""
        if viewer.job or viewer.has(*MINISTRY, Role.AUDITOR):
            return self.marked()
        given = Q(line__agreement__promoter_id__in=viewer.organisations(*CARRIERS))
        return self.filter(given | Q(enterprise__key__in=viewer.keys)).marked()


class Regrant(models.Model):
    """Dollars given on to one enterprise, for one project of ``total_cost`` dollars.

    ``counted`` is the cumulation as it was read when it was decided; ``settled`` says how what it left unknown was
    settled, or why it was refused. Whoever decides did not propose it. When its enterprise is destroyed, the amount
    and its dates stay, without a name and without words.
    """

    line = models.ForeignKey(RegrantLine, on_delete=models.PROTECT, related_name="regrants")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.SET_NULL, null=True, related_name="regrants")
    case_file = models.ForeignKey(CaseFile, on_delete=models.SET_NULL, null=True, related_name="regrants")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    total_cost = models.DecimalField(max_digits=14, decimal_places=2)
    purpose = models.CharField(max_length=300)
    state = models.CharField(max_length=9, choices=RegrantState, default=RegrantState.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=80)
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)
    counted = models.JSONField(default=list)
    settled = models.CharField(max_length=300, blank=True)
    ended_on = models.DateField(null=True)

    objects: ClassVar[RegrantQuerySet] = RegrantQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, total_cost__gte=models.F("amount")),
                name="regrant_within_cost",
                violation_error_message=_("L’aide ne dépasse pas le coût du projet."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | (Q(decided_on__isnull=False) & ~Q(decided_by="")),
                name="regrant_decided_by_someone",
            ),
            models.CheckConstraint(condition=~Q(decided_by=models.F("proposed_by")), name="regrant_decided_by_another"),
            models.CheckConstraint(
                condition=~Q(state="refused") | Q(enterprise=None) | ~Q(settled=""), name="regrant_refused_with_words"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("paid", "renounced"), ended_on__isnull=False)
                | (~Q(state__in=("paid", "renounced")) & Q(ended_on=None)),
                name="regrant_ended_on_a_day",
            ),
        ]


class DeclaredAid(models.Model):
    """A public aid that an enterprise says it received, or asked for and obtained.

    ``aid`` is its id where the pack describes it; ``amount`` in dollars, None where it is not known; ``same_project``
    None when the owner cannot say. ``told_twice``: true where it is an aid already known here, false where a person
    said that it is another, None while nobody said.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="declared_aids")
    name = models.CharField(max_length=160)
    aid = models.CharField(max_length=80, blank=True)
    giver = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=10, choices=AID_KINDS, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    received_on = models.DateField()
    same_project = models.BooleanField(null=True)
    told_twice = models.BooleanField(null=True)
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=80)

    objects: ClassVar[OfEnterprise["DeclaredAid"]] = OfEnterprise["DeclaredAid"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gt=0), name="declared_aid_is_money"),
        ]


class Declaration(models.Model):
    """The owner's word that the aids declared are all there are. Any change takes it back."""

    enterprise = models.OneToOneField(Enterprise, on_delete=models.CASCADE, related_name="aid_declaration")
    confirmed_at = models.DateTimeField()

    objects: ClassVar[OfEnterprise["Declaration"]] = OfEnterprise["Declaration"].as_manager()  # type: ignore[assignment]
