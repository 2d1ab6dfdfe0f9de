"""Tables where the viewer sits, their meetings, and what each organisation owes."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils import timezone

from virage.base.library import library
from virage.base.viewer import Viewer
from virage.stages.accounts.models import Organisation, OrganisationKind
from virage.stages.casefiles.models import CaseFile
from virage.stages.concertation.models import Decision, Meeting, RoundTable, Seat
from virage.stages.concertation.models.tables import SIT
from virage.stages.concertation.policies import can_settle

SEATABLE = (OrganisationKind.MINISTRY, OrganisationKind.PROMOTER, OrganisationKind.PARTNER)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """One table: its territory or sector in words, and what is still owed there."""

    id: int
    name: str
    about: str
    owed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """One meeting; ``minuted`` once its minutes are kept."""

    id: int
    starts_at: datetime
    place: str
    past: bool
    minuted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What an organisation owes since a meeting. ``mine``: the viewer may say what came of it.

    ``case_file_id`` and ``enterprise`` are nothing where no grant opens that file to the viewer.
    """

    id: int
    table: str
    meeting_id: int
    met_on: date
    what: str
    organisation: str
    due_on: date
    outcome: str
    settled_at: datetime | None
    late: bool
    mine: bool
    case_file_id: int | None
    enterprise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSheet:
    """One table: who sits, when it meets, what is owed."""

    line: TableLine
    seats: tuple[tuple[int, str], ...]
    meetings: tuple[MeetingLine, ...]
    owed: tuple[FollowUp, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSheet:
    """One meeting: its agenda, its minutes, its decisions."""

    line: MeetingLine
    table_id: int
    table: str
    agenda: str
    minutes: str
    seats: tuple[tuple[int, str], ...]
    decisions: tuple[FollowUp, ...]


def tables(viewer: Viewer) -> tuple[TableLine, ...]:
    """The tables where the viewer's organisations sit, by name. One query."""
    rows = RoundTable.objects.visible_to(viewer).annotate(
        owed=Count("meetings__decisions", filter=Q(meetings__decisions__settled_at=None))
    )
    return tuple(_line(row, viewer, getattr(row, "owed", 0)) for row in rows.order_by("name", "pk"))


def table(viewer: Viewer, *, table_id: int) -> TableSheet | None:
    """One table, or None where the viewer does not sit. Five queries."""
    row = RoundTable.objects.visible_to(viewer).filter(pk=table_id).first()
    if row is None:
        return None
    meetings = Meeting.objects.visible_to(viewer).filter(table=row).order_by("-starts_at", "-pk")
    owed = _decisions(viewer, Q(meeting__table=row, settled_at=None))
    return TableSheet(
        line=_line(row, viewer, len(owed)),
        seats=_seats(viewer, row.pk),
        meetings=tuple(_meeting(one) for one in meetings),
        owed=owed,
    )


def meeting(viewer: Viewer, *, meeting_id: int) -> MeetingSheet | None:
    """One meeting, or None where the viewer does not sit. Four queries."""
    row = Meeting.objects.visible_to(viewer).select_related("table").filter(pk=meeting_id).first()
    if row is None:
        return None
    return MeetingSheet(
        line=_meeting(row),
        table_id=row.table_id,
        table=row.table.name,
        agenda=row.agenda,
        minutes=row.minutes,
        seats=_seats(viewer, row.table_id),
        decisions=_decisions(viewer, Q(meeting=row)),
    )


def follow_ups(viewer: Viewer) -> tuple[FollowUp, ...]:
    """What the viewer's organisations owe to tables, the earliest day first. Two queries; one where nothing is owed."""
    return _decisions(viewer, Q(organisation_id__in=viewer.organisations(*SIT), settled_at=None))


def follow_ups_pressing(viewer: Viewer, *, by: date) -> tuple[FollowUp, ...]:
    """What is open at the viewer's tables, whoever owes it, and due that day at the latest: the latest first.

    Two queries; one where nothing presses.
    """
    return _decisions(viewer, Q(settled_at=None, due_on__lte=by))


def follow_up(viewer: Viewer, *, decision_id: int) -> FollowUp | None:
    """One decision, or None where the viewer does not sit. Two queries."""
    return next(iter(_decisions(viewer, Q(pk=decision_id))), None)


def seatable(viewer: Viewer) -> tuple[tuple[int, str], ...]:  # noqa: ARG001 — names of organisations stand on public pages
    """Organisations that may sit at a table, by name. One query."""
    rows = Organisation.objects.filter(kind__in=SEATABLE).order_by("name")
    return tuple(rows.values_list("pk", "name"))


def _decisions(viewer: Viewer, which: Q) -> tuple[FollowUp, ...]:
    rows = Decision.objects.visible_to(viewer).filter(which).select_related("meeting__table", "organisation")
    found = list(rows.order_by("settled_at", "due_on", "pk"))
    on = timezone.localdate()
    about = {row.case_file_id for row in found if row.case_file_id}
    opened = CaseFile.objects.visible_to(viewer).filter(pk__in=about) if about else ()
    names = {file.pk: file.enterprise.name for file in (opened and opened.select_related("enterprise"))}
    return tuple(
        FollowUp(
            id=row.pk,
            table=row.meeting.table.name,
            meeting_id=row.meeting_id,
            met_on=timezone.localdate(row.meeting.starts_at),
            what=row.what,
            organisation=row.organisation.name,
            due_on=row.due_on,
            outcome=row.outcome,
            settled_at=row.settled_at,
            late=row.settled_at is None and row.due_on < on,
            mine=row.settled_at is None and can_settle(viewer, row),
            case_file_id=row.case_file_id if row.case_file_id in names else None,
            enterprise=names.get(row.case_file_id or 0, ""),
        )
        for row in found
    )


def _seats(viewer: Viewer, table_id: int) -> tuple[tuple[int, str], ...]:
    rows = Seat.objects.visible_to(viewer).filter(table=table_id).order_by("organisation__name")
    return tuple(rows.values_list("organisation_id", "organisation__name"))


def _line(row: RoundTable, viewer: Viewer, owed: int) -> TableLine:
    sector, region = library().sectors.get(row.sector), library().regions.get(row.region)
    about = (one.name.say(viewer.language) for one in (sector, region) if one)
    return TableLine(id=row.pk, name=row.name, about=" – ".join(about), owed=owed)


def _meeting(row: Meeting) -> MeetingLine:
    return MeetingLine(
        id=row.pk,
        starts_at=row.starts_at,
        place=row.place,
        past=row.starts_at <= timezone.now(),
        minuted=row.minutes_at is not None,
    )
