"""Sheets that came in, line by line, as they were read and as they were decided."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Role, Viewer
from virage.stages.casefiles.models import CaseFile
from virage.stages.directory.models import Enterprise
from virage.stages.exchange.states import Fate, ImportState
from virage.stages.programme.models import Project


class ImportQuerySet(ScopedQuerySet["Import"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Whoever manages projects for the body that carries this one."""
        if viewer.job:
            return self.marked()
        return self.filter(project__promoter_id__in=viewer.organisations(Role.PROMOTER)).marked()


class Import(models.Model):
    """One sheet sent for one project. The file itself is not kept: its lines are."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=200)
    headings = models.JSONField()
    state = models.CharField(max_length=8, choices=ImportState, default=ImportState.READ)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects: ClassVar[ImportQuerySet] = ImportQuerySet.as_manager()  # type: ignore[assignment]


class ImportLineQuerySet(ScopedQuerySet["ImportLine"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the sheet."""
        return self.filter(sheet__in=Import.objects.visible_to(viewer)).marked()


class ImportLine(models.Model):
    """One line: its cells as typed, what was read in them, what is wrong, which enterprise it is, what it became.

    ``known`` says that whoever sent the sheet may already see ``enterprise``; ``same`` is what a person decided.
    ``mark`` is the digest of what identifies the line: the same line sent again is recognised by it.
    """

    sheet = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    values = models.JSONField()
    problems = models.JSONField()
    mark = models.CharField(max_length=64, db_index=True)
    fate = models.CharField(max_length=10, choices=Fate)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.SET_NULL, null=True, related_name="+")
    known = models.BooleanField(default=False)
    same = models.BooleanField(null=True)
    created = models.BooleanField(default=False)
    case_file = models.ForeignKey(CaseFile, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[ImportLineQuerySet] = ImportLineQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sheet", "number"],
                name="import_line_once",
                violation_error_message=_("Une ligne n’entre qu’une fois."),
            )
        ]
