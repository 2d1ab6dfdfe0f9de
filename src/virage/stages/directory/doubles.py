"""Two records, one enterprise: pairs to decide, and merges, which move nothing and so are undone without loss."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import M, ScopedQuerySet
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.directory.access import may_see
from virage.stages.directory.states import MergeSource, PairState


class OfTwo(ScopedQuerySet[M]):
    """Rows about two enterprises: the ministry and the auditor; others when they may see both."""

    ends: ClassVar[tuple[str, str]]

    def visible_to(self, viewer: Viewer) -> Self:
        if viewer.job or viewer.has(*MINISTRY, Role.AUDITOR):
            return self.marked()
        one, other = self.ends
        return self.filter(may_see(viewer, enterprise=one), may_see(viewer, enterprise=other)).marked()


class MergeQuerySet(OfTwo["Merge"]):
    ends: ClassVar = ("absorbed", "kept")


class PairQuerySet(OfTwo["LinkPair"]):
    ends: ClassVar = ("left", "right")


class Merge(models.Model):
    """« Même entreprise » : from now on ``kept`` speaks for ``absorbed``.

    No row of either moves. Undoing it gives back both exactly as they are: the row stays, with who undid it and when.
    """

    absorbed = models.ForeignKey("directory.Enterprise", on_delete=models.CASCADE, related_name="merges_away")
    kept = models.ForeignKey("directory.Enterprise", on_delete=models.CASCADE, related_name="merges_in")
    source = models.CharField(max_length=20, choices=MergeSource)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=80, blank=True)

    objects: ClassVar[MergeQuerySet] = MergeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["absorbed"], condition=Q(undone_at=None), name="absorbed_once"),
            models.CheckConstraint(condition=~Q(absorbed=F("kept")), name="merge_of_two"),
        ]


class LinkPair(models.Model):
    """Two records that linkage found alike: an enterprise and another, or an enterprise and a NEQ of the register."""

    left = models.ForeignKey("directory.Enterprise", on_delete=models.CASCADE, related_name="pairs")
    right = models.ForeignKey("directory.Enterprise", on_delete=models.CASCADE, related_name="pairs_after", null=True)
    neq = models.CharField(max_length=10, blank=True)
    probability = models.DecimalField(max_digits=5, decimal_places=4)
    levels = models.JSONField()
    state = models.CharField(max_length=20, choices=PairState, default=PairState.WAITING)
    found_at = models.DateTimeField()
    later_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)

    objects: ClassVar[PairQuerySet] = PairQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["left", "right", "neq"], name="pair_once", nulls_distinct=False),
            models.CheckConstraint(
                condition=Q(right__isnull=False, neq="", left__lt=F("right")) | (Q(right=None) & ~Q(neq="")),
                name="pair_of_two",
                violation_error_message=_("Une paire réunit deux fiches, ou une fiche et un NEQ."),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-probability"], name="pair_queue")]
