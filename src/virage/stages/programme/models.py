"""What this installation runs: its initiatives, and the projects carried by promoters.

The real portfolio stays in the packs, as figures; nothing here repeats it.
"""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Viewer
from virage.stages.accounts.models import Organisation


class Initiative(models.Model):
    """An offensive or action plan run here."""

    name = models.CharField(max_length=200, unique=True)
    ministry = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="initiatives")
    fictitious = models.BooleanField(default=False)
    began_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects: ClassVar[models.Manager["Initiative"]]


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


class TargetQuerySet(ScopedQuerySet["TargetSet"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the project."""
        return self.filter(project__in=Project.objects.visible_to(viewer)).marked()


class TargetSet(models.Model):
    """A project's targets as they stood: a new version is a new row."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="targets")
    indicator = models.CharField(max_length=40)
    value = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField()
    set_on = models.DateField()

    objects: ClassVar[TargetQuerySet] = TargetQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "indicator", "version"], name="target_version_once")
        ]
