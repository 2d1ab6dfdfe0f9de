"""The trail, appended and never changed; and the search cache, rebuilt at will."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Func, GeneratedField
from django.db.models.functions import Lower


class TrailEvent(models.Model):
    """One act. People are named by an internal key; ``details`` holds no personal column.

    The database refuses any update or deletion.
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    organisation_id = models.BigIntegerField(null=True)
    screen = models.CharField(max_length=200)
    verb = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=80)
    reason = models.TextField()
    details = models.JSONField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject_kind", "subject_id", "at"], name="trail_subject")]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class SearchEntry(models.Model):
    """One public thing in one language. A cache: ``virage.base.search.rebuild_search`` replaces it whole."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    language = models.CharField(max_length=2)
    title = models.TextField()
    text = models.TextField()
    path = models.CharField(max_length=200)
    sort_key = GeneratedField(
        expression=Lower(Func("title", function="f_unaccent")), output_field=models.TextField(), db_persist=True
    )
    vector = GeneratedField(
        expression=Func("title", "text", "language", function="entry_vector"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key", "language"], name="search_entry_once")]
        indexes: ClassVar = [
            GinIndex(fields=["vector"], name="search_vector"),
            GinIndex(fields=["sort_key"], name="search_alike", opclasses=["gin_trgm_ops"]),
        ]
