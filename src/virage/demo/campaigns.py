"""Two segments of the ministry, one of a promoter, and an invitation sent to half of one: who came is what it is."""

from datetime import date, timedelta
from fractions import Fraction

from virage.base.viewer import Role, Viewer
from virage.core.draws import draw, part_of
from virage.core.segments import Criteria
from virage.demo.cast import MINISTRY, Cast
from virage.demo.clock import at
from virage.demo.trail import Trail
from virage.stages.campaigns.models import Campaign, CampaignMember, Segment
from virage.stages.campaigns.queries.portraits import in_segment
from virage.stages.campaigns.queries.standing import standing
from virage.stages.campaigns.states import Group

BEGAN, LASTED = timedelta(days=75), timedelta(days=60)
SEGMENTS = (
    ("Moins de vingt personnes, pas diagnostiquées", Criteria(sizes=("1-4", "5-19"), reach=("not_diagnosed",))),
    ("Construction, pas accompagnées", Criteria(sectors=("construction",), reach=("not_accompanied",))),
)
SEED = "demonstration"
JOB = Viewer.system("demo")


def write(on: date, cast: Cast, trail: Trail) -> None:
    """Keep the segments, and the campaign sent to the first."""
    by, house = cast.by(MINISTRY, Role.ANALYST), cast.organisations[MINISTRY]
    made = [
        Segment.objects.create(
            organisation_id=house,
            name=name,
            sectors=list(asked.sectors),
            sizes=list(asked.sizes),
            reach=list(asked.reach),
            made_at=at(on - BEGAN, 9),
            by=by,
        )
        for name, asked in SEGMENTS
    ]
    for one in made:
        trail.add(at(on - BEGAN, 9), by, "segment.saved", "segment", one.pk, house)
    _send(on, made[0], by, house, trail)


def _send(on: date, segment: Segment, by: str, house: int, trail: Trail) -> None:
    found = in_segment(JOB, criteria=segment.criteria, on=on - BEGAN)
    ready = standing(found, on=on).ready
    strata = {ready[one.id]: one.stratum for one in found if one.id in ready}
    drawn = draw(strata, seed=SEED, invited=len(strata) - part_of(len(strata), Fraction(1, 2)))
    left = at(on - BEGAN, 10)
    campaign = Campaign.objects.create(
        segment=segment,
        share=50,
        stratified=True,
        seed=SEED,
        made_at=left,
        by=by,
        launched_at=left,
        ends_on=on - BEGAN + LASTED,
    )
    CampaignMember.objects.bulk_create(
        CampaignMember(
            campaign=campaign,
            enterprise_id=number,
            group=group,
            stratum=strata[number],
            rank=rank,
            due_on=left.date() if group is Group.INVITED else None,
            sent_at=left if group is Group.INVITED else None,
        )
        for group, numbers in ((Group.INVITED, drawn.invited), (Group.COMPARED, drawn.compared))
        for rank, number in enumerate(numbers)
    )
    trail.add(left, by, "campaign.drawn", "campaign", campaign.pk, house, seed=SEED)
    trail.add(left, by, "campaign.launched", "campaign", campaign.pk, house, seed=SEED)
