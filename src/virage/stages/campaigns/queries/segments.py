"""Segments that an organisation keeps, and who is in one today."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from virage.base.viewer import Viewer
from virage.core.effects import FEWEST
from virage.core.segments import Criteria
from virage.stages.campaigns.models import Segment
from virage.stages.campaigns.policies import sees_everyone
from virage.stages.campaigns.queries.portraits import Found, in_segment, readable
from virage.stages.campaigns.queries.standing import standing
from virage.stages.campaigns.states import LeftOut
from virage.stages.campaigns.wording import region_names, said, sector_names
from virage.stages.directory.models import Enterprise


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentLine:
    """One segment by its name, and what it asks in words."""

    id: int
    name: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One enterprise of a segment, by its name where the viewer may know it."""

    id: int
    name: str
    fictitious: bool
    sector: str
    region: str
    left_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """Who meets some criteria today. Under ten, nothing is said but that.

    ``lines`` is nothing where a name would tell what its owner answered.
    """

    n: int
    ready: int
    left_out: tuple[tuple[str, int], ...]
    lines: tuple[Person, ...]

    @property
    def few(self) -> bool:
        """Too few to be shown."""
        return self.n < FEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentSheet:
    """One segment, as it stands today."""

    line: SegmentLine
    criteria: Criteria
    composed: Composed


def segments(viewer: Viewer) -> tuple[SegmentLine, ...]:
    """The segments of the viewer's organisation, by name. One query."""
    rows = Segment.objects.visible_to(viewer).filter(retired_at=None).order_by("name")
    return tuple(_line(row, viewer) for row in rows)


def segment(viewer: Viewer, *, segment_id: int) -> SegmentSheet | None:
    """One segment and who is in it, or None when it is not the viewer's. Ten queries at most."""
    row = Segment.objects.visible_to(viewer).filter(pk=segment_id, retired_at=None).first()
    if row is None:
        return None
    return SegmentSheet(
        line=_line(row, viewer), criteria=row.criteria, composed=composed(viewer, criteria=row.criteria)
    )


def composed(viewer: Viewer, *, criteria: Criteria) -> Composed:
    """Who meets some criteria, who of them may be written to today, and why not the others. Nine queries at most."""
    on = timezone.localdate()
    found = in_segment(viewer, criteria=criteria, on=on)
    if len(found) < FEWEST:
        return Composed(n=len(found), ready=0, left_out=(), lines=())
    stand = standing(found, on=on)
    counted = Counter(stand.left_out.values())
    return Composed(
        n=len(found),
        ready=len(stand.ready),
        left_out=tuple((str(reason.label), counted[reason]) for reason in LeftOut if counted[reason]),
        lines=tuple(_people(viewer, found, stand.left_out)) if may_name(viewer, criteria) else (),
    )


def may_name(viewer: Viewer, criteria: Criteria) -> bool:
    """May a list of this segment bear names? Answers reach an organisation by a grant, and the ministry never."""
    return not (criteria.speaks_of_answers and sees_everyone(viewer))


def names(viewer: Viewer, enterprises: Iterable[int]) -> dict[int, tuple[str, bool]]:
    """Number → name, and whether it is invented, for those the viewer may know of today. One query."""
    rows = readable(viewer, Enterprise.objects.all()).filter(pk__in=list(enterprises))
    return {pk: (name, invented) for pk, name, invented in rows.values_list("pk", "name", "fictitious")}


def _people(viewer: Viewer, found: Iterable[Found], left: Mapping[int, LeftOut]) -> Iterable[Person]:
    found = tuple(found)
    known = names(viewer, (each.records[0] for each in found))
    sectors, regions = sector_names(viewer.language), region_names(viewer.language)
    people = [
        Person(
            id=each.id,
            name=known.get(each.records[0], ("", False))[0],
            fictitious=known.get(each.records[0], ("", False))[1],
            sector=sectors.get(each.portrait.sector, each.portrait.sector),
            region=regions.get(each.portrait.region, each.portrait.region),
            left_out=str(left[each.id].label) if each.id in left else "",
        )
        for each in found
    ]
    return sorted(people, key=lambda one: (one.left_out != "", one.name.casefold(), one.id))


def _line(row: Segment, viewer: Viewer) -> SegmentLine:
    return SegmentLine(id=row.pk, name=row.name, said=said(row.criteria, viewer.language))
