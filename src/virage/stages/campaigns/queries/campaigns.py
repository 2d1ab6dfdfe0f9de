"""Campaigns: how they were drawn, what left, and what followed in each group."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from virage.base.viewer import Viewer
from virage.core.draws import waves
from virage.stages.awareness.models import Session
from virage.stages.campaigns.models import Campaign, CampaignMember
from virage.stages.campaigns.queries.results import Effect, Tallies, effects, tally
from virage.stages.campaigns.queries.segments import may_name, names
from virage.stages.campaigns.states import Group, LeftOut
from virage.stages.campaigns.wording import region_names, said, sector_names


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignLine:
    """One campaign: to whom, to what, since when and until when."""

    id: int
    segment: str
    aim: str
    share: int
    launched_at: datetime | None
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the invited: how many, the day it is written to (none while it waits), how many were."""

    n: int
    due_on: date | None
    sent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignSheet:
    """One campaign in whole. ``left_out``: who of the segment could not be drawn, by reason, that day."""

    line: CampaignLine
    segment_id: int
    retired: bool
    said: tuple[str, ...]
    seed: str
    draws: int
    stratified: bool
    by_day: int
    pause: int
    parts: tuple[Part, ...]
    left_out: tuple[tuple[str, int], ...]
    counted: Tallies
    effects: tuple[Effect, ...]
    named: bool
    over: bool

    @property
    def waits(self) -> bool:
        """A part waits for someone to send it."""
        return bool(self.line.launched_at) and not self.over and any(part.due_on is None for part in self.parts)

    @property
    def invited(self) -> int:
        """How many chance invites."""
        return self.counted[Group.INVITED]["n"]

    @property
    def compared(self) -> int:
        """How many it keeps for comparison."""
        return self.counted[Group.COMPARED]["n"]

    @property
    def sent(self) -> int:
        """How many were written to."""
        return self.counted[Group.INVITED]["sent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One enterprise of a campaign, in the order drawn; no name where the viewer has no right to it."""

    enterprise: str
    fictitious: bool
    sector: str
    region: str
    group: Group
    group_words: str
    due_on: date | None
    sent_at: datetime | None
    left_out: str


def campaigns(viewer: Viewer) -> tuple[CampaignLine, ...]:
    """The campaigns of the viewer's organisation, latest first. One query."""
    rows = Campaign.objects.visible_to(viewer).select_related("segment", "session__activity")
    return tuple(_line(row) for row in rows.order_by("-made_at", "-pk"))


def campaign(viewer: Viewer, *, campaign_id: int) -> CampaignSheet | None:
    """One campaign and what followed it, or None when it is not the viewer's. Six queries at most."""
    rows = Campaign.objects.visible_to(viewer).select_related("segment", "session__activity")
    row = rows.filter(pk=campaign_id).first()
    if row is None:
        return None
    on = timezone.localdate()
    counted = tally(row, on=on)
    return CampaignSheet(
        line=_line(row),
        segment_id=row.segment_id,
        retired=row.segment.retired_at is not None,
        said=said(row.segment.criteria, viewer.language),
        seed=row.seed,
        draws=row.draws,
        stratified=row.stratified,
        by_day=row.by_day,
        pause=row.pause,
        parts=_parts(row) if row.shares else (),
        left_out=tuple((str(r.label), row.left_out[r]) for r in LeftOut if r in row.left_out),
        counted=counted,
        effects=effects(row, counted, on=on) if row.launched_at else (),
        named=may_name(viewer, row.segment.criteria) and row.tallies is None,
        over=on > row.ends_on,
    )


def places(viewer: Viewer, *, campaign_id: int) -> tuple[Place, ...]:
    """Who is on which side, in the order drawn; nobody where a name would tell what was answered. Three queries."""
    row = Campaign.objects.visible_to(viewer).select_related("segment").filter(pk=campaign_id).first()
    if row is None or not may_name(viewer, row.segment.criteria):
        return ()
    rows = list(CampaignMember.objects.visible_to(viewer).filter(campaign=row).order_by("-group", "rank"))
    known = names(viewer, (each.enterprise_id for each in rows))
    sectors, regions = sector_names(viewer.language), region_names(viewer.language)
    return tuple(
        Place(
            enterprise=known.get(each.enterprise_id, ("", False))[0],
            fictitious=known.get(each.enterprise_id, ("", False))[1],
            sector=sectors.get(each.stratum.partition("/")[0], ""),
            region=regions.get(each.stratum.partition("/")[2], ""),
            group=Group(each.group),
            group_words=str(each.get_group_display()),
            due_on=each.due_on,
            sent_at=each.sent_at,
            left_out=str(each.get_left_out_display()) if each.left_out else "",
        )
        for each in rows
    )


def _parts(row: Campaign) -> tuple[Part, ...]:
    """Parts as the shares cut them; nothing once the groups are destroyed. One query."""
    rows = CampaignMember.objects.for_operation().filter(campaign=row, group=Group.INVITED).order_by("rank")
    found = list(rows.only("rank", "due_on", "sent_at"))
    cut = waves(found[-1].rank + 1, row.shares) if found else ()
    parts = [[one for one in found if one.rank in part] for part in cut]
    return tuple(
        Part(
            n=len(part),
            due_on=min((one.due_on for one in part if one.due_on), default=None),
            sent=sum(one.sent_at is not None for one in part),
        )
        for part in parts
        if part
    )


def invitations_due(viewer: Viewer, *, at: datetime) -> bool:
    """Is there someone to write to today? For the job that sends. One query."""
    return CampaignMember.objects.visible_to(viewer).due(timezone.localtime(at).date()).exists()


def _line(row: Campaign) -> CampaignLine:
    return CampaignLine(
        id=row.pk,
        segment=row.segment.name,
        aim=_aim(row.session),
        share=row.share,
        launched_at=row.launched_at,
        ends_on=row.ends_on,
    )


def _aim(session: Session | None) -> str:
    """The title of the session; nothing for the quick check."""
    return session.activity.title if session else ""
