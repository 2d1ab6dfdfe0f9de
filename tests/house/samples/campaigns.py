"""Segments and campaigns of the ministry and of the promoter."""

from datetime import timedelta

from django.utils import timezone

from tests.cast import Cast
from tests.crowd import crowd
from tests.house.samples.registry import Arguments, sample
from virage.base.viewer import Role
from virage.stages.campaigns.models import Campaign, Segment
from virage.stages.campaigns.operations import prepare_campaign


def _segment(cast: Cast, desk: str) -> int:
    """One that holds enough people to write to."""
    house = cast.organisations[desk]
    if found := Segment.objects.for_operation().filter(organisation=house, retired_at=None).first():
        return found.pk
    crowd(30, organisation=cast.organisations["promoter"])
    return _spare(cast, desk)


def _spare(cast: Cast, desk: str) -> int:
    name, house = f"Segment {Segment.objects.for_operation().count()}", cast.organisations[desk]
    return Segment.objects.create(organisation_id=house, name=name, made_at=timezone.now(), by="job:cast").pk


def _drawn(cast: Cast, desk: str, role: Role) -> int:
    waiting = Campaign.objects.for_operation().filter(segment__organisation=cast.organisations[desk], launched_at=None)
    if found := waiting.first():
        return found.pk
    ends_on = timezone.localdate() + timedelta(days=90)
    segment = _segment(cast, desk)
    return prepare_campaign(cast.viewer(role), segment_id=segment, ends_on=ends_on, share=10, by_day=1)


def _campaign(cast: Cast, desk: str, role: Role) -> int:
    house = cast.organisations[desk]
    found = Campaign.objects.for_operation().filter(segment__organisation=house).order_by("-launched_at").first()
    return found.pk if found else _drawn(cast, desk, role)


@sample
def ministry_segment(cast: Cast) -> Arguments:
    return {"segment_id": _segment(cast, "ministry")}


@sample
def spare_ministry_segment(cast: Cast) -> Arguments:
    return {"segment_id": _spare(cast, "ministry")}


@sample
def ministry_drawn(cast: Cast) -> Arguments:
    return {"campaign_id": _drawn(cast, "ministry", Role.ANALYST)}


@sample
def ministry_campaign(cast: Cast) -> Arguments:
    return {"campaign_id": _campaign(cast, "ministry", Role.ANALYST)}


@sample
def promoter_segment(cast: Cast) -> Arguments:
    return {"segment_id": _segment(cast, "promoter")}


@sample
def spare_promoter_segment(cast: Cast) -> Arguments:
    return {"segment_id": _spare(cast, "promoter")}


@sample
def promoter_drawn(cast: Cast) -> Arguments:
    return {"campaign_id": _drawn(cast, "promoter", Role.PROMOTER)}


@sample
def promoter_campaign(cast: Cast) -> Arguments:
    return {"campaign_id": _campaign(cast, "promoter", Role.PROMOTER)}
