"""What this installation runs: its initiatives, and the projects carried by promoters.

The real portfolio stays in the packs, as figures; nothing here repeats it.
"""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Organisation
from virage.stages.programme.delivery import Absence, DeliveryPartner, DeliveryPoint, WorkProfile
from virage.stages.programme.states import OfferState, Stage

__all__ = [
    "Absence",
    "DeliveryPartner",
    "DeliveryPoint",
    "Initiative",
    "Offer",
    "OfferQuerySet",
    "Phase",
    "Project",
    "Strategy",
    "TargetSet",
    "WorkProfile",
]


class Strategy(models.Model):
    """What several initiatives serve together, as announced: by whom, where it was said, to reach what."""

    ministry = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="strategies")
    name = models.CharField(max_length=200, unique=True)
    name_en = models.CharField(max_length=200)
    objective = models.TextField()
    objective_en = models.TextField()
    announced_by = models.CharField(max_length=160)
    source = models.CharField(max_length=300)
    announced_on = models.DateField()
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)
    fictitious = models.BooleanField(default=False)

    objects: ClassVar[models.Manager["Strategy"]]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("begins_on")), name="strategy_ends_after_it_begins"
            )
        ]


class Initiative(models.Model):
    """An offensive or action plan run here, of one strategy or of none."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, null=True, related_name="initiatives")
    name = models.CharField(max_length=200, unique=True)
    ministry = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="initiatives")
    fictitious = models.BooleanField(default=False)
    began_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects: ClassVar[models.Manager["Initiative"]]


class Phase(models.Model):
    """A part of an initiative in time, which envelopes may be of."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="phases")
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    begins_on = models.DateField()
    ends_on = models.DateField()

    objects: ClassVar[models.Manager["Phase"]]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["initiative", "name"], name="phase_name_once"),
            models.UniqueConstraint(fields=["id", "initiative"], name="phase_of_its_initiative"),  # keys name both
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("begins_on")),
                name="phase_ends_after_it_begins",
                violation_error_message=_("Une phase se termine après avoir commencé."),
            ),
        ]


class ProjectQuerySet(ScopedQuerySet["Project"]):
    def visible_to(self, viewer: Viewer) -> Self:  # noqa: ARG002 — an announced project is public
        """Everyone sees an announced project."""
        return self.filter(announced_on__isnull=False).marked()


class Project(models.Model):
    """What one promoter carries, for some sectors and regions. Empty ``sectors`` or ``regions`` means all."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="projects")
    promoter = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="projects")
    name = models.CharField(max_length=200)
    summary = models.TextField()
    summary_en = models.TextField()
    sectors = ArrayField(models.CharField(max_length=40), default=list)
    regions = ArrayField(models.CharField(max_length=2), default=list)
    offer = models.TextField(help_text=_("Ce que l’entreprise reçoit, qui en paie quelle part."))
    offer_en = models.TextField()
    announced_on = models.DateField(null=True)
    accepts_requests = models.BooleanField(default=False)

    objects: ClassVar[ProjectQuerySet] = ProjectQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["initiative", "name"], name="project_name_once")]


class OfferQuerySet(ScopedQuerySet["Offer"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Everyone sees a published offer; drafts and retired ones, the team of the project."""
        if viewer.job:
            return self.marked()
        team = Q(project__promoter_id__in=viewer.organisations(Role.PROMOTER, Role.ADVISER))
        return self.filter(Q(state=OfferState.PUBLISHED, project__announced_on__isnull=False) | team).marked()


class Offer(models.Model):
    """What a project offers an enterprise: hours, who pays which share, for whom. Published, it no longer changes.

    Shares are percentages with two decimals, which sum to the whole. Empty ``sectors``, ``regions`` or ``languages``
    means all; ``to_confirm`` are conditions known in words only.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="offers")
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    what = models.TextField()
    what_en = models.TextField()
    hours = models.DecimalField(max_digits=6, decimal_places=2)
    enterprise_share = models.DecimalField(max_digits=5, decimal_places=2)
    project_share = models.DecimalField(max_digits=5, decimal_places=2)
    partner_share = models.DecimalField(max_digits=5, decimal_places=2)
    stage = models.CharField(max_length=12, choices=Stage)
    sectors = ArrayField(models.CharField(max_length=40), default=list)
    regions = ArrayField(models.CharField(max_length=2), default=list)
    languages = ArrayField(models.CharField(max_length=2), default=list)
    employees_least = models.PositiveIntegerField(null=True)
    employees_most = models.PositiveIntegerField(null=True)
    to_confirm = ArrayField(models.CharField(max_length=200), default=list)
    to_confirm_en = ArrayField(models.CharField(max_length=200), default=list)
    state = models.CharField(max_length=12, choices=OfferState, default=OfferState.DRAFT)
    published_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    objects: ClassVar[OfferQuerySet] = OfferQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(enterprise_share=100 - F("project_share") - F("partner_share")),
                name="offer_shares_are_whole",
                violation_error_message=_("Les parts font cent pour cent ensemble."),
            ),
            models.CheckConstraint(
                condition=Q(enterprise_share__gte=0, project_share__gte=0, partner_share__gte=0, hours__gt=0),
                name="offer_not_negative",
            ),
        ]


class TargetQuerySet(ScopedQuerySet["TargetSet"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the project."""
        return self.filter(project__in=Project.objects.visible_to(viewer)).marked()


class TargetSet(models.Model):
    """A project's targets as they stood: a new version is a new row. ``due_on`` is by when, where somebody said."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="targets")
    indicator = models.CharField(max_length=40)
    value = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField()
    set_on = models.DateField()
    due_on = models.DateField(null=True)

    objects: ClassVar[TargetQuerySet] = TargetQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "indicator", "version"], name="target_version_once")
        ]
