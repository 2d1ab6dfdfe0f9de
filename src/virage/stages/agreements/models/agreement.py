"""An agreement, and its amendments: rows under the same reference. Triggers hold their states."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import M, ScopedQuerySet
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.accounts.models import Organisation
from virage.stages.agreements.states import AgreementState, Route
from virage.stages.calls.models import Proposal
from virage.stages.programme.models import Project


class AgreementQuerySet(ScopedQuerySet["Agreement"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The ministry and the auditor; its promoter once approved; everyone once signed and announced."""
        if viewer.job or viewer.has(*MINISTRY, Role.AUDITOR):
            return self.marked()
        public = Q(state=AgreementState.SIGNED, announced_on__lte=timezone.localdate())
        mine = Q(promoter_id__in=viewer.organisations(Role.PROMOTER))
        return self.filter(public | mine & Q(state__in=(AgreementState.APPROVED, AgreementState.SIGNED))).marked()


class OfAgreement(ScopedQuerySet[M]):
    """Rows that hang on an agreement. Its promoter and those who follow the programme: not the public."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The ministry and the auditor; its promoter, once approved."""
        if viewer.job or viewer.has(*MINISTRY, Role.AUDITOR):
            return self.marked()
        mine = {"agreement__promoter_id__in": viewer.organisations(Role.PROMOTER)}
        return self.filter(agreement__state__in=(AgreementState.APPROVED, AgreementState.SIGNED), **mine).marked()


class Agreement(models.Model):
    """What is promised to a promoter for a project, or an amendment to it (``number`` above zero).

    ``proposal`` is the one that was chosen and that it was drafted from; none for what came otherwise. An amendment's
    terms add to those signed before, or stand in their place. ``authorisation`` is the number of the norm,
    of the delegation, of the decree or of the C.T. ``turn`` counts the times it was submitted: the approvals of the
    last turn alone count. ``announced_on`` is when the public may know; the one thing that may be said after signing.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="agreements")
    promoter = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, null=True, related_name="agreement")
    reference = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField(default=0)
    amends = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="amendments")
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="next_phases")
    purpose = models.CharField(max_length=300)
    route = models.CharField(max_length=13, choices=Route)
    authorisation = models.CharField(max_length=80, blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField()
    announced_on = models.DateField(null=True)
    state = models.CharField(max_length=9, choices=AgreementState, default=AgreementState.DRAFT)
    turn = models.PositiveSmallIntegerField(default=0)
    drafted_by = models.CharField(max_length=80)
    drafted_at = models.DateTimeField()
    signed_on = models.DateField(null=True)

    objects: ClassVar[AgreementQuerySet] = AgreementQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reference", "number"], name="agreement_reference_once"),
            models.CheckConstraint(
                condition=Q(number=0, amends=None)
                | Q(number__gt=0, amends__isnull=False, previous=None, proposal=None),
                name="amendment_names_its_agreement",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("begins_on")),
                name="agreement_ends_after_it_begins",
                violation_error_message=_("Une entente se termine après avoir commencé."),
            ),
            models.CheckConstraint(
                condition=Q(state=AgreementState.DRAFT) | ~Q(authorisation=""),
                name="agreement_names_its_authorisation",
                violation_error_message=_("Écrivez le numéro de ce qui autorise cette entente."),
            ),
            models.CheckConstraint(
                condition=Q(state=AgreementState.SIGNED, signed_on__isnull=False)
                | (~Q(state=AgreementState.SIGNED) & Q(signed_on=None)),
                name="agreement_signed_on_a_day",
            ),
        ]

    @property
    def root_id(self) -> int:
        """The number of the agreement that this row is, or amends."""
        return self.amends_id or self.pk
