"""Who an enterprise is through time: its names, its establishments, and the register's last load."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from virage.stages.directory.access import OfEnterprise
from virage.stages.directory.states import NameKind, Provenance


class EnterpriseName(models.Model):
    """A name, from when to when, and who says so. ``until`` empty: still in use, as far as that source knows."""

    enterprise = models.ForeignKey("directory.Enterprise", on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=500)
    kind = models.CharField(max_length=20, choices=NameKind)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    provenance = models.CharField(max_length=20, choices=Provenance)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[OfEnterprise["EnterpriseName"]] = OfEnterprise["EnterpriseName"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enterprise", "provenance", "kind", "name", "since"],
                name="name_said_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="name_ends_after_it_begins",
                violation_error_message=_("Un nom finit après avoir commencé."),
            ),
        ]


class Establishment(models.Model):
    """One place of an enterprise. ``region`` is true of the map of ``region_on``: limits moved in between."""

    enterprise = models.ForeignKey("directory.Enterprise", on_delete=models.CASCADE, related_name="establishments")
    suffix = models.PositiveIntegerField(null=True)
    main = models.BooleanField(default=False)
    name = models.CharField(max_length=500, blank=True)
    address = models.TextField(blank=True)
    postal = models.CharField(max_length=6, blank=True)
    mrc = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=2, blank=True)
    region_on = models.DateField(null=True)
    provenance = models.CharField(max_length=20, choices=Provenance)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    closed_on = models.DateField(null=True)

    objects: ClassVar[OfEnterprise["Establishment"]] = OfEnterprise["Establishment"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enterprise", "suffix"], name="establishment_suffix_once"),
            models.UniqueConstraint(
                fields=["enterprise", "provenance"],
                condition=Q(main=True, closed_on=None),
                name="one_main_establishment",
                violation_error_message=_("Un seul établissement est le principal."),
            ),
            models.CheckConstraint(
                condition=Q(region="", region_on=None) | (~Q(region="") & Q(region_on__isnull=False)),
                name="region_names_its_map",
            ),
        ]


class RegisterLoad(models.Model):
    """One load of the public register's files: when, by whom, how many lines, which were left out."""

    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    rows = models.JSONField()
    left_out = models.PositiveIntegerField()
    faults = models.JSONField()

    objects: ClassVar[models.Manager["RegisterLoad"]]
