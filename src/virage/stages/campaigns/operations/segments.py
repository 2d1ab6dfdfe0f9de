"""Keep a segment under a name; take it off the list."""

from dataclasses import asdict

from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden
from virage.base.viewer import Viewer
from virage.core.effects import FEWEST
from virage.core.segments import Criteria
from virage.stages.campaigns.models import Segment
from virage.stages.campaigns.policies import can_compose, house_of
from virage.stages.campaigns.queries.portraits import in_segment
from virage.stages.campaigns.refusals import NotYours, SameName, TooFew


@operation
def save_segment(viewer: Viewer, *, name: str, criteria: Criteria) -> int:
    """Keep the criteria under a name; who is in it is found again at each use. Returns its number.

    Raises:
        TooFew: fewer than ten enterprises today.
        SameName: the organisation has one of that name.
    """
    house = house_of(viewer)
    if house is None or not can_compose(viewer):
        raise Forbidden
    if len(in_segment(viewer, criteria=criteria, on=timezone.localdate())) < FEWEST:
        raise TooFew
    if Segment.objects.for_operation().filter(organisation=house, name=name, retired_at=None).exists():
        raise SameName
    made = Segment.objects.create(
        organisation_id=house,
        name=name,
        made_at=timezone.now(),
        by=viewer.by,
        **{field: list(value) if isinstance(value, tuple) else value for field, value in asdict(criteria).items()},
    )
    record(viewer, "segment.saved", kind="segment", id=made.pk, organisation_id=house)
    return made.pk


@operation
def retire_segment(viewer: Viewer, *, segment_id: int) -> None:
    """Take it off the list; campaigns sent to it stay."""
    held = locked_segment(viewer, segment_id)
    held.retired_at = timezone.now()
    held.save()
    record(viewer, "segment.retired", kind="segment", id=held.pk, organisation_id=held.organisation_id)


def locked_segment(viewer: Viewer, segment_id: int) -> Segment:
    """One of the viewer's segments, held until the end of the transaction."""
    if not can_compose(viewer):
        raise NotYours
    held = Segment.objects.visible_to(viewer).select_for_update().filter(pk=segment_id, retired_at=None).first()
    if held is None:
        raise NotYours
    return held
