"""Partners who act together: an enterprise referred from one organisation to another."""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Organisation
from virage.stages.casefiles.models import CaseFile, Request
from virage.stages.casefiles.states import DeclineReason
from virage.stages.concertation.states import ReferralState
from virage.stages.directory.access import SEE_BY_GRANT, may_see
from virage.stages.directory.models import Enterprise
from virage.stages.programme.models import Project

NOT_SENT = (ReferralState.PROPOSED, ReferralState.REFUSED, ReferralState.DROPPED, ReferralState.LAPSED)


class ReferralQuerySet(ScopedQuerySet["Referral"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Whoever may see the enterprise and is one of the two; who receives, once the enterprise said yes."""
        seen = self.filter(may_see(viewer, enterprise="enterprise"))
        if viewer.job or viewer.has(Role.AUDITOR):
            return seen.marked()
        ours = viewer.organisations(*SEE_BY_GRANT)
        mine = Q(enterprise__key__in=viewer.keys) | Q(sender_id__in=ours)
        return seen.filter(mine | Q(receiver_id__in=ours) & ~Q(state__in=NOT_SENT)).marked()


class Referral(models.Model):
    """One enterprise sent on, with its consent. ``project`` where the receiver carries one: a request follows there.

    Once there is a request, what became of it is read from the request and its file, never copied here.
    ``case_file``: this open file itself is to pass to ``project``; the sender then sees it through ``former_until``.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="referrals")
    sender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, null=True, related_name="+")
    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, null=True, related_name="referrals")
    former_until = models.DateField(null=True)
    request = models.OneToOneField(Request, on_delete=models.CASCADE, null=True, related_name="referral")
    matter = models.UUIDField(default=uuid4, unique=True, editable=False)
    why = models.TextField()
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=ReferralState, default=ReferralState.PROPOSED)
    agreed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=80, blank=True)
    decline_reason = models.CharField(max_length=12, choices=DeclineReason, blank=True)
    words = models.TextField(blank=True)
    outcome = models.TextField(blank=True)

    objects: ClassVar[ReferralQuerySet] = ReferralQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enterprise", "receiver", "project"],
                condition=Q(state=ReferralState.PROPOSED),
                name="one_referral_proposed",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(case_file=None, former_until=None)
                | Q(case_file__isnull=False, former_until__isnull=False, project__isnull=False),
                name="handover_names_project_and_day",
                violation_error_message=_("Un dossier passe à un projet, et l’ancien cesse de le voir un jour dit."),
            ),
            models.CheckConstraint(condition=~Q(sender=models.F("receiver")), name="referral_goes_elsewhere"),
            models.CheckConstraint(
                condition=~Q(state=ReferralState.DECLINED) | ~Q(decline_reason=""),
                name="referral_declined_with_reason",
                violation_error_message=_("Un aiguillage se décline avec une raison."),
            ),
        ]
