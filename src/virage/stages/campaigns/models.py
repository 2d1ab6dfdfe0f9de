"""Segments, the campaigns sent to them, and on which side of the draw each enterprise fell."""

from datetime import date
from typing import ClassVar, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from virage.base.scoping import ScopedQuerySet
from virage.base.viewer import Role, Viewer
from virage.core.segments import Criteria
from virage.stages.accounts.models import Organisation
from virage.stages.awareness.models import Session
from virage.stages.campaigns.states import Group, LeftOut, Reach
from virage.stages.directory.models import Enterprise

COMPOSERS = (Role.ANALYST, Role.DIRECTOR, Role.PROMOTER)


class SegmentQuerySet(ScopedQuerySet["Segment"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Whoever composes for the organisation that keeps it; jobs."""
        if viewer.job:
            return self.marked()
        return self.filter(organisation_id__in=viewer.organisations(*COMPOSERS)).marked()


class Segment(models.Model):
    """A name and its criteria. Who is in it is found again at each use, and kept by no list."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    sectors = ArrayField(models.CharField(max_length=40), default=list)
    regions = ArrayField(models.CharField(max_length=40), default=list)
    sizes = ArrayField(models.CharField(max_length=40), default=list)
    reach = ArrayField(models.CharField(max_length=40, choices=Reach), default=list)
    gap = models.CharField(max_length=40, blank=True)
    barrier = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    by = models.CharField(max_length=80)
    retired_at = models.DateTimeField(null=True)

    objects: ClassVar[SegmentQuerySet] = SegmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=Q(retired_at=None), name="one_segment_of_a_name"
            )
        ]

    @property
    def criteria(self) -> Criteria:
        """What the segment asks."""
        lists = {name: tuple(getattr(self, name)) for name in ("sectors", "regions", "sizes", "reach")}
        return Criteria(**lists, gap=self.gap, barrier=self.barrier)


class CampaignQuerySet(ScopedQuerySet["Campaign"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the segment."""
        return self.filter(segment__in=Segment.objects.visible_to(viewer)).marked()


class Campaign(models.Model):
    """An invitation to a segment: to a session, or to the quick check where ``session`` is empty.

    ``seed`` and each member's stratum give the draw again. ``share`` in hundredths is kept for comparison. ``by_day``
    is how many are written to each day, 0 for all at once. ``shares`` cuts the order into parts instead: hundredths one
    after the other, then the rest, each ``pause`` days after the former, or when a person says so where 0.
    ``draws`` counts how many times it was drawn before it left.
    ``tallies`` holds the counts once who was in which group is destroyed.
    """

    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, related_name="campaigns")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, related_name="+")
    share = models.PositiveSmallIntegerField(default=0)
    stratified = models.BooleanField(default=False)
    by_day = models.PositiveIntegerField(default=0)
    shares = ArrayField(models.PositiveSmallIntegerField(), default=list)
    pause = models.PositiveSmallIntegerField(default=0)
    seed = models.CharField(max_length=40)
    draws = models.PositiveSmallIntegerField(default=1)
    left_out = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    by = models.CharField(max_length=80)
    launched_at = models.DateTimeField(null=True)
    ends_on = models.DateField()
    tallies = models.JSONField(null=True)

    objects: ClassVar[CampaignQuerySet] = CampaignQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(share__lt=100),
                name="someone_is_invited",
                violation_error_message=_("On n’invite personne si tout le monde est gardé pour comparaison."),
            ),
            models.CheckConstraint(
                condition=Q(by_day=0) | Q(shares=[]),
                name="by_day_or_by_parts",
                violation_error_message=_("On envoie tant par jour, ou par parts, pas les deux."),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="drawn_before_it_left",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__launched_at__isnull=False, old__seed__df=pgtrigger.F("new__seed")),
            )
        ]


class MemberQuerySet(ScopedQuerySet["CampaignMember"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """As the campaign: a place in a group, without a name."""
        return self.filter(campaign__in=Campaign.objects.visible_to(viewer)).marked()

    def due(self, on: date) -> Self:
        """Invited, their day come, neither written to nor left out."""
        return self.filter(group=Group.INVITED, due_on__lte=on, sent_at=None, left_out="")


class CampaignMember(models.Model):
    """One enterprise of a campaign. ``due_on`` is the day it is written to, nothing in the group kept for comparison.

    ``left_out`` says why it was not written to in the end.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="members")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="+")
    group = models.CharField(max_length=12, choices=Group)
    stratum = models.CharField(max_length=90, blank=True)
    rank = models.PositiveIntegerField()
    due_on = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)
    left_out = models.CharField(max_length=12, choices=LeftOut, blank=True)

    objects: ClassVar[MemberQuerySet] = MemberQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "enterprise"], name="one_place_in_a_campaign"),
            models.CheckConstraint(
                condition=Q(group=Group.INVITED) | Q(sent_at=None, due_on=None),
                name="compared_not_written_to",
                violation_error_message=_("Le groupe gardé pour comparaison ne reçoit rien."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("due_on"), name="invitations_due", condition=Q(sent_at=None, left_out="", group="invited"))
        ]
