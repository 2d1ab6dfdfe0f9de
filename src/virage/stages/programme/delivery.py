"""Where a project serves, with whom, and what each person of its promoter takes on.

Nothing here is erased: a point of service closes, an organisation leaves on a day; what was said before stays in the
trail. Absences alone go, by the schedule of retention.
"""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Organisation, Person

TEAM = (Role.PROMOTER, Role.ADVISER)


class PointQuerySet(ScopedQuerySet["DeliveryPoint"]):
    def visible_to(self, viewer: Viewer) -> Self:  # noqa: ARG002 — as the project, which is public once announced
        """Everyone sees those of an announced project."""
        return self.filter(project__announced_on__isnull=False).marked()


class DeliveryPoint(models.Model):
    """A place where a project serves enterprises. ``mrc`` is a name, ``region`` a code of the pack."""

    project = models.ForeignKey("programme.Project", on_delete=models.PROTECT, related_name="points")
    name = models.CharField(max_length=160)
    place = models.CharField(max_length=200)
    region = models.CharField(max_length=2)
    mrc = models.CharField(max_length=80, blank=True)
    languages = ArrayField(models.CharField(max_length=2), default=list)
    access = models.CharField(max_length=300, blank=True)
    access_en = models.CharField(max_length=300, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    hours_en = models.CharField(max_length=200, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    objects: ClassVar[PointQuerySet] = PointQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="point_closes_after_it_opens",
                violation_error_message=_("Un point de service ferme après avoir ouvert."),
            )
        ]


class PartnerQuerySet(ScopedQuerySet["DeliveryPartner"]):
    def visible_to(self, viewer: Viewer) -> Self:  # noqa: ARG002 — as the project, which is public once announced
        """Everyone sees those of an announced project."""
        return self.filter(project__announced_on__isnull=False).marked()


class DeliveryPartner(models.Model):
    """An organisation that delivers a project with its promoter: what it does there, from when to when."""

    project = models.ForeignKey("programme.Project", on_delete=models.PROTECT, related_name="delivery_partners")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200)
    role_en = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True)

    objects: ClassVar[PartnerQuerySet] = PartnerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="partner_leaves_after_it_comes",
                violation_error_message=_("Un organisme part après être arrivé."),
            )
        ]


class WorkQuerySet(ScopedQuerySet["WorkProfile"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The team they belong to."""
        return (self if viewer.job else self.filter(organisation_id__in=viewer.organisations(*TEAM))).marked()


class WorkProfile(models.Model):
    """What one person of an organisation takes on. Empty ``sectors`` or ``regions`` means all.

    ``capacity`` is the most open files at once, ``point`` where the person works from; nothing when nobody said.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="work_profiles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sectors = ArrayField(models.CharField(max_length=40), default=list)
    regions = ArrayField(models.CharField(max_length=2), default=list)
    languages = ArrayField(models.CharField(max_length=2), default=list)
    capacity = models.PositiveSmallIntegerField(null=True)
    point = models.ForeignKey(DeliveryPoint, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[WorkQuerySet] = WorkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "organisation"], name="one_work_profile")]


class AbsenceQuerySet(ScopedQuerySet["Absence"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The team they belong to."""
        return (self if viewer.job else self.filter(organisation_id__in=viewer.organisations(*TEAM))).marked()


class Absence(models.Model):
    """Away from a day to a day, both included. Why is nobody's business."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()

    objects: ClassVar[AbsenceQuerySet] = AbsenceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="absence_ends_after_it_begins",
                violation_error_message=_("Une absence finit après avoir commencé."),
            )
        ]
