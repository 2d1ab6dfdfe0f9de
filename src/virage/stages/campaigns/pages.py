"""Pages that the ministry and a promoter share."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import Http404, QueryDict

from virage.base.library import library
from virage.base.viewer import Role, Viewer
from virage.base.words import spoken
from virage.stages.awareness.queries import calendar
from virage.stages.campaigns.forms import CampaignForm, CriteriaForm, NameForm
from virage.stages.campaigns.policies import sees_everyone
from virage.stages.campaigns.queries import (
    BEFORE,
    CampaignLine,
    CampaignSheet,
    Composed,
    GapSheet,
    Person,
    Place,
    SegmentLine,
    SegmentSheet,
    campaign,
    campaigns,
    composed,
    gap_sheet,
    places,
    segment,
    segments,
)
from virage.stages.campaigns.states import Reach
from virage.stages.campaigns.wording import SIZES

BY_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentsPage:
    """What the organisation keeps."""

    segments: tuple[SegmentLine, ...]
    campaigns: tuple[CampaignLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsPage:
    """Who is still to be reached; ``size`` is empty for all. Choices are (value, words)."""

    sheet: GapSheet
    reach: Reach
    size: str
    reaches: tuple[Reach, ...]
    sizes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposePage:
    """Criteria, and how many meet them; ``saved`` is the segment's number once it is kept."""

    form: CriteriaForm
    name: NameForm
    composed: Composed | None
    query: str
    saved: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentPage:
    """One segment as it stands today."""

    segment: SegmentSheet
    lines: "Page[Person]"
    days_between: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitePage:
    """How to write to a segment; ``prepared`` is the campaign's number once drawn."""

    segment: SegmentSheet
    form: CampaignForm
    prepared: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignPage:
    """One campaign: the draw, then what left and what followed."""

    campaign: CampaignSheet
    lines: "Page[Place]"


def segments_page(viewer: Viewer) -> SegmentsPage:
    """Three queries, those of the frame left out."""
    return SegmentsPage(segments=segments(viewer), campaigns=campaigns(viewer))


def gaps_page(viewer: Viewer, *, asked: QueryDict) -> GapsPage:
    """Three queries, those of the frame left out."""
    reach, size = asked.get("reach", ""), asked.get("size", "")
    stopped = Reach(reach) if reach in BEFORE else Reach.NEVER
    kept = size if size in SIZES else ""
    return GapsPage(
        sheet=gap_sheet(viewer, reach=stopped, size=kept),
        reach=stopped,
        size=kept,
        reaches=BEFORE,
        sizes=tuple((one, str(words)) for one, words in SIZES.items()),
    )


def compose_page(viewer: Viewer, *, asked: QueryDict, said: QueryDict | None) -> ComposePage:
    """The count stands before anything is kept; a name keeps the criteria of the address."""
    form = CriteriaForm(asked or None, language=viewer.language)
    name = NameForm(said)
    criteria = form.criteria() if form.is_bound and form.is_valid() else None
    saved = name.save(viewer, criteria=criteria) if criteria and said is not None and name.is_valid() else None
    return ComposePage(
        form=form,
        name=name,
        composed=composed(viewer, criteria=criteria) if criteria and saved is None else None,
        query=asked.urlencode(),
        saved=saved,
    )


def segment_page(viewer: Viewer, *, segment_id: int, page: str | None) -> SegmentPage:
    """One segment, recomputed."""
    sheet = _sheet(viewer, segment_id)
    return SegmentPage(
        segment=sheet,
        lines=Paginator(sheet.composed.lines, BY_PAGE).get_page(page),
        days_between=library().barrier_messages.days_between,
    )


def invite_page(viewer: Viewer, *, segment_id: int, said: QueryDict | None) -> InvitePage:
    """A campaign to draw."""
    sheet = _sheet(viewer, segment_id)
    houses = None if sees_everyone(viewer) else viewer.organisations(Role.PROMOTER)
    sessions = tuple(one for one in calendar(viewer) if one.open and (houses is None or one.promoter_id in houses))
    form = CampaignForm(said, sessions=sessions, language=spoken(viewer.language))
    prepared = form.prepare(viewer, segment_id=segment_id) if said is not None and form.is_valid() else None
    return InvitePage(segment=sheet, form=form, prepared=prepared)


def campaign_page(viewer: Viewer, *, campaign_id: int, page: str | None) -> CampaignPage:
    """One campaign."""
    sheet = campaign(viewer, campaign_id=campaign_id)
    if sheet is None:
        raise Http404
    lines = places(viewer, campaign_id=campaign_id) if sheet.named else ()
    return CampaignPage(campaign=sheet, lines=Paginator(lines, BY_PAGE).get_page(page))


def _sheet(viewer: Viewer, segment_id: int) -> SegmentSheet:
    sheet = segment(viewer, segment_id=segment_id)
    if sheet is None:
        raise Http404
    return sheet
