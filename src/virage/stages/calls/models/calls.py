"""A call for projects: its days, its money, its criteria. Published, it no longer changes: triggers hold it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import MINISTRY, Role, Viewer
from virage.stages.programme.models import Initiative

READERS = (*sorted(MINISTRY), Role.AUDITOR)


class CallQuerySet(ScopedQuerySet["Call"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Everyone sees a published call; a draft, the ministry, the auditor and jobs."""
        if viewer.job or viewer.has(*READERS):
            return self.marked()
        return self.filter(published_on__isnull=False).marked()


class Call(models.Model):
    """A call of an initiative, or, without days and amount, the standing grid of its direct proposals.

    ``amount`` in Canadian dollars, as announced for this call. ``requirements`` are conditions of the rulebook, each
    with its words: ``{"fr", "en", "condition"}``. ``floors`` are wished least amounts by sector and region:
    ``{"sector", "region", "amount", "price"}``, an empty sector or region meaning all; ``price`` is how many points of
    score a missing dollar costs (``core.selection``). ``pieces`` are the files that a proposal must hold, each by its
    words: ``{"fr", "en"}``. ``terms_digest`` is made by the database as it is published. Cancelled, it says why, and
    nothing of it or of its proposals is written any more: triggers hold it.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="calls")
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    summary = models.TextField()
    summary_en = models.TextField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    results_on = models.DateField(null=True)
    requirements = models.JSONField(default=list)
    floors = models.JSONField(default=list)
    pieces = models.JSONField(default=list)
    published_on = models.DateField(null=True)
    announced_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.TextField(blank=True)
    cancelled_because_en = models.TextField(blank=True)
    terms_digest = models.CharField(max_length=64, blank=True)

    objects: ClassVar[CallQuerySet] = CallQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount=None, opens_on=None, closes_on=None, results_on=None, announced_at=None)
                | Q(amount__gt=0, opens_on__lt=F("closes_on"), closes_on__lt=F("results_on")),
                name="call_opens_closes_then_answers",
                violation_error_message=_("Un appel ouvre, ferme un autre jour, puis annonce ses résultats."),
            ),
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(opens_on=None) | Q(published_on__lt=F("opens_on")),
                name="call_published_before_it_opens",
                violation_error_message=_("Les critères sont publiés au moins un jour avant l’ouverture."),
            ),
            models.CheckConstraint(
                condition=Q(announced_at=None) | Q(published_on__isnull=False), name="announced_after_published"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_because="", cancelled_because_en="")
                | Q(cancelled_at__isnull=False, published_on__isnull=False, announced_at=None)
                & ~Q(cancelled_because="")
                & ~Q(cancelled_because_en=""),
                name="cancelled_in_public_and_says_why",
                violation_error_message=_("Un appel publié s’annule avec une raison, avant ses résultats."),
            ),
        ]


class CriterionQuerySet(ScopedQuerySet["Criterion"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As its call."""
        return self.filter(call__in=Call.objects.visible_to(viewer)).marked()


class Criterion(models.Model):
    """What a proposal is judged by, scored from 0 to 10; ``weight`` in hundredths, the call's weights make a whole."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    rank = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    weight = models.PositiveSmallIntegerField()

    objects: ClassVar[CriterionQuerySet] = CriterionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "rank"], name="criterion_rank_once"),
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=100), name="criterion_weighs"),
        ]


class ExtensionQuerySet(ScopedQuerySet["Extension"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As its call."""
        return self.filter(call__in=Call.objects.visible_to(viewer)).marked()


class Extension(models.Model):
    """A published call closes later, and why: the one change that its terms allow. Never changed."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="extensions")
    former_closes_on = models.DateField()
    former_results_on = models.DateField()
    closes_on = models.DateField()
    results_on = models.DateField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[ExtensionQuerySet] = ExtensionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closes_on__gt=F("former_closes_on"), results_on__gte=F("former_results_on"))
                & ~Q(reason=""),
                name="extended_later_and_says_why",
                violation_error_message=_("Un appel se prolonge à une date plus tard, avec une raison."),
            )
        ]
