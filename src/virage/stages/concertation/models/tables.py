"""Bodies around a territory or a sector: who sits, when they meet, what they decide and who owes it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import M, ScopedQuerySet
from virage.base.viewer import Role, Viewer
from virage.stages.accounts.models import Organisation
from virage.stages.casefiles.models import CaseFile

SIT = (Role.PARTNER, Role.PROMOTER, Role.ANALYST, Role.DIRECTOR)
"""Whoever speaks for an organisation at a table."""


class AroundTable(ScopedQuerySet[M]):
    """Rows of a table: for who sits at it, the auditor, and jobs."""

    table = ""

    def visible_to(self, viewer: Viewer) -> Self:
        """Whoever sits reads everything said there: which is why nobody is named there."""
        if viewer.job or viewer.has(Role.AUDITOR):
            return self.marked()
        seats = Seat.objects.for_operation().filter(organisation_id__in=viewer.organisations(*SIT))
        return self.filter(**{f"{self.table}__in" if self.table else "pk__in": seats.values("table")}).marked()


class OfTable(AroundTable[M]):
    table = "table"


class OfMeeting(AroundTable[M]):
    table = "meeting__table"


class RoundTable(models.Model):
    """A concertation table: of a region, of a sector, of both or of neither."""

    name = models.CharField(max_length=160)
    region = models.CharField(max_length=2, blank=True)
    sector = models.CharField(max_length=40, blank=True)
    founded_at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[AroundTable["RoundTable"]] = AroundTable["RoundTable"].as_manager()  # type: ignore[assignment]


class Seat(models.Model):
    """One organisation at a table."""

    table = models.ForeignKey(RoundTable, on_delete=models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[OfTable["Seat"]] = OfTable["Seat"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["table", "organisation"], name="one_seat_each")]


class Meeting(models.Model):
    """One meeting: its agenda before, its minutes after. Neither names an enterprise."""

    table = models.ForeignKey(RoundTable, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    agenda = models.TextField()
    minutes = models.TextField(blank=True)
    minutes_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[OfTable["Meeting"]] = OfTable["Meeting"].as_manager()  # type: ignore[assignment]


class Decision(models.Model):
    """What a meeting decided: who does it, by when, and in a sentence what came of it.

    ``case_file`` where it is about one enterprise: shown to whom a grant opens that file, and to nobody else.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    what = models.CharField(max_length=300)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    case_file = models.ForeignKey(CaseFile, on_delete=models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField()
    by = models.CharField(max_length=80)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=300, blank=True)

    objects: ClassVar[OfMeeting["Decision"]] = OfMeeting["Decision"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(settled_at=None) | ~Q(outcome=""),
                name="settled_with_a_sentence",
                violation_error_message=_("Une suite se ferme avec une phrase."),
            )
        ]
