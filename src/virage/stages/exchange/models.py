"""Sheets that came in, line by line, as they were read and as they were decided."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Person
from virage.stages.casefiles.models import CaseFile
from virage.stages.directory.models import Enterprise
from virage.stages.exchange.states import ExportState, Fate, ImportState
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


class ExportQuerySet(ScopedQuerySet["Export"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Whoever asked for it, and the job that prepares it."""
        return (self if viewer.job else self.filter(person_id=viewer.person_id or 0)).marked()


class Export(models.Model):
    """A long list asked for as a file: what its page showed, by whom, at which desk; then the file, for some days.

    ``organisations`` are those for which it was asked: the list is prepared, and fetched, only while they are the same.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    desk = models.CharField(max_length=20)
    roles = models.JSONField()
    organisations = models.JSONField()
    name = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    asked = models.TextField(blank=True)
    extension = models.CharField(max_length=8)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=8, choices=ExportState, default=ExportState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField()
    content = models.BinaryField(null=True)

    objects: ClassVar[ExportQuerySet] = ExportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state=ExportState.READY, content__isnull=False, ready_at__isnull=False)
                | models.Q(~models.Q(state=ExportState.READY), content=None, ready_at=None),
                name="export_ready_has_its_file",
            )
        ]
