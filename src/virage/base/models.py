"""The trail: who did what, when, through which screen. Appended, never changed."""

from typing import ClassVar

import pgtrigger
from django.db import models


class TrailEvent(models.Model):
    """One act. People are named by an internal key; ``details`` holds no personal column.

    The database refuses any update or deletion (trust.md, "Trail").
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
