"""Where projects serve, with whom, and what each person takes on."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from virage.base.viewer import Viewer
from virage.core.assignment import Absence as Away, Base
from virage.stages.programme.models import Absence, DeliveryPartner, DeliveryPoint, WorkProfile
from virage.stages.programme.written import PartnerWords, PointWords, WorkWords


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLine:
    """A point of service; ``access`` and ``hours`` in the viewer's language, ``written`` as it was typed."""

    id: int
    project_id: int
    project: str
    promoter_id: int
    name: str
    place: str
    region: str
    mrc: str
    languages: tuple[str, ...]
    access: str
    hours: str
    opened_on: date
    closed_on: date | None
    written: PointWords

    def open(self, on: date) -> bool:
        """Serving on a day."""
        return self.opened_on <= on and (self.closed_on is None or on <= self.closed_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLine:
    """An organisation that delivers a project with its promoter; ``role`` in the viewer's language."""

    id: int
    project_id: int
    project: str
    promoter_id: int
    name: str
    role: str
    since: date
    until: date | None
    written: PartnerWords

    def there(self, on: date) -> bool:
        """Delivering on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceLine:
    """Away from a day to a day, both included."""

    id: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What one person takes on; ``said`` is false where nobody wrote it down. ``base`` only while the point is open."""

    said: bool
    words: WorkWords
    base: Base | None
    absences: tuple[AbsenceLine, ...]

    @property
    def away(self) -> tuple[Away, ...]:
        """The absences as the rule reads them."""
        return tuple(Away(first=one.first, last=one.last) for one in self.absences)


def points(viewer: Viewer, *, projects: Collection[int]) -> tuple[PointLine, ...]:
    """Points of service of these projects, closed ones included; by project, then by name. One query."""
    rows = DeliveryPoint.objects.visible_to(viewer).filter(project_id__in=projects).select_related("project")
    return tuple(_point(viewer, row) for row in rows.order_by("project__name", "name", "pk"))


def point(viewer: Viewer, *, point_id: int) -> PointLine | None:
    """One point of service, or None. One query."""
    row = DeliveryPoint.objects.visible_to(viewer).select_related("project").filter(pk=point_id).first()
    return _point(viewer, row) if row else None


def partners(viewer: Viewer, *, projects: Collection[int]) -> tuple[PartnerLine, ...]:
    """Organisations that deliver these projects, those gone included; by project, then by name. One query."""
    rows = DeliveryPartner.objects.visible_to(viewer).filter(project_id__in=projects).select_related("project")
    return tuple(_partner(viewer, row) for row in rows.order_by("project__name", "name", "pk"))


def partner(viewer: Viewer, *, partner_id: int) -> PartnerLine | None:
    """One organisation that delivers with a promoter, or None. One query."""
    row = DeliveryPartner.objects.visible_to(viewer).select_related("project").filter(pk=partner_id).first()
    return _partner(viewer, row) if row else None


def work_of(viewer: Viewer, *, organisation_id: int, on: date, people: Iterable[int]) -> Mapping[int, Work]:
    """Person → what they take on and when they are away from ``on``; empty outside one's own team. Two queries."""
    asked = list(people)
    kept = {"organisation_id": organisation_id, "person_id__in": asked}
    rows = WorkProfile.objects.visible_to(viewer).filter(**kept).select_related("point")
    said = {row.person_id: row for row in rows}
    away: dict[int, list[AbsenceLine]] = {}
    for one in Absence.objects.visible_to(viewer).filter(**kept, last__gte=on).order_by("first"):
        away.setdefault(one.person_id, []).append(AbsenceLine(id=one.pk, first=one.first, last=one.last))
    return {number: _work(said.get(number), tuple(away.get(number, ())), on) for number in asked}


def _work(row: WorkProfile | None, absences: tuple[AbsenceLine, ...], on: date) -> Work:
    if row is None:
        return Work(said=False, words=WorkWords(), base=None, absences=absences)
    held = row.point
    serves = held and held.opened_on <= on and (held.closed_on is None or on <= held.closed_on)
    return Work(
        said=True,
        words=WorkWords(
            sectors=tuple(row.sectors),
            regions=tuple(row.regions),
            languages=tuple(row.languages),
            capacity=row.capacity,
            point_id=row.point_id,
        ),
        base=Base(name=held.name, region=held.region, mrc=held.mrc, languages=frozenset(held.languages))
        if held and serves
        else None,
        absences=absences,
    )


def _point(viewer: Viewer, row: DeliveryPoint) -> PointLine:
    english = viewer.language == "en"
    return PointLine(
        id=row.pk,
        project_id=row.project_id,
        project=row.project.name,
        promoter_id=row.project.promoter_id,
        name=row.name,
        place=row.place,
        region=row.region,
        mrc=row.mrc,
        languages=tuple(row.languages),
        access=(row.access_en if english else "") or row.access,
        hours=(row.hours_en if english else "") or row.hours,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        written=PointWords(**{name: getattr(row, name) for name in PointWords.__slots__}),
    )


def _partner(viewer: Viewer, row: DeliveryPartner) -> PartnerLine:
    return PartnerLine(
        id=row.pk,
        project_id=row.project_id,
        project=row.project.name,
        promoter_id=row.project.promoter_id,
        name=row.name,
        role=row.role_en if viewer.language == "en" else row.role,
        since=row.since,
        until=row.until,
        written=PartnerWords(**{name: getattr(row, name) for name in PartnerWords.__slots__}),
    )
