"""Found a table, call a meeting, write its minutes, note what is decided, and say what came of it."""

import re
from collections.abc import Collection
from datetime import date, datetime

from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.core.text import fold
from virage.stages.accounts.models import Organisation
from virage.stages.casefiles.models import CaseFile
from virage.stages.concertation.models import Decision, Meeting, RoundTable, Seat
from virage.stages.concertation.models.tables import SIT
from virage.stages.concertation.policies import can_found, can_settle, sits
from virage.stages.concertation.refusals import (
    AlreadySettled,
    NamesSomeone,
    NoSuchFile,
    NotAtTable,
    NotHeld,
    NotYourTable,
)
from virage.stages.directory.models import Enterprise

SHORTEST = 5
"""A shorter name is too often a word."""


@operation
def found_table(
    viewer: Viewer, *, name: str, organisations: Collection[int], region: str = "", sector: str = ""
) -> int:
    """Seat organisations around a territory or a sector, the founder's own among them; returns its number."""
    if not can_found(viewer):
        raise NotYourTable
    table = RoundTable.objects.create(name=name, region=region, sector=sector, founded_at=timezone.now(), by=viewer.by)
    seated = {*organisations, *viewer.organisations(*SIT)}
    known = Organisation.objects.filter(pk__in=seated).order_by("pk")
    Seat.objects.bulk_create(Seat(table=table, organisation=one) for one in known)
    record(viewer, "table.founded", kind="table", id=table.pk, seats=[one.pk for one in known])
    return table.pk


@operation
def call_meeting(viewer: Viewer, *, table_id: int, starts_at: datetime, place: str, agenda: str) -> int:
    """Say when and where the table meets, and about what; returns the meeting's number.

    Raises:
        NamesSomeone: the agenda names an enterprise.
    """
    table = RoundTable.objects.visible_to(viewer).filter(pk=table_id).first()
    if table is None or not sits(viewer, table.pk):
        raise NotYourTable
    name_nobody(viewer, agenda)
    meeting = Meeting.objects.create(
        table=table, starts_at=starts_at, place=place, agenda=agenda, called_at=timezone.now(), by=viewer.by
    )
    record(viewer, "meeting.called", kind="table", id=table.pk, meeting=meeting.pk)
    return meeting.pk


@operation
def write_minutes(viewer: Viewer, *, meeting_id: int, minutes: str) -> None:
    """Keep what was said; written again, the last words stand and the trail says so.

    Raises:
        NotHeld: the meeting is still to come.
        NamesSomeone: the minutes name an enterprise.
    """
    meeting = _meeting(viewer, meeting_id)
    if meeting.starts_at > timezone.now():
        raise NotHeld
    name_nobody(viewer, minutes)
    meeting.minutes, meeting.minutes_at = minutes, timezone.now()
    meeting.save()
    record(viewer, "meeting.minuted", kind="table", id=meeting.table_id, meeting=meeting.pk)


@operation
def note_decision(
    viewer: Viewer, *, meeting_id: int, what: str, organisation_id: int, due_on: date, case_file_id: int | None = None
) -> int:
    """Note what an organisation of the table owes, and by when; returns the decision's number.

    Raises:
        NotAtTable: the organisation does not sit there.
        NoSuchFile: not a file the viewer may open.
        NamesSomeone: the words name an enterprise: the file says it, to whom a grant opens it.
    """
    meeting = _meeting(viewer, meeting_id)
    if not Seat.objects.for_operation().filter(table=meeting.table_id, organisation=organisation_id).exists():
        raise NotAtTable
    if case_file_id and not CaseFile.objects.visible_to(viewer).filter(pk=case_file_id).exists():
        raise NoSuchFile
    name_nobody(viewer, what)
    made = Decision.objects.create(
        meeting=meeting,
        what=what,
        organisation_id=organisation_id,
        due_on=due_on,
        case_file_id=case_file_id,
        noted_at=timezone.now(),
        by=viewer.by,
    )
    record(viewer, "decision.noted", kind="decision", id=made.pk, organisation_id=organisation_id)
    return made.pk


@operation
def settle_decision(viewer: Viewer, *, decision_id: int, outcome: str) -> None:
    """Whoever owes it says in a sentence what came of it; it leaves their desk.

    Raises:
        AlreadySettled: a colleague was quicker.
        NamesSomeone: the sentence names an enterprise.
    """
    rows = Decision.objects.visible_to(viewer).select_for_update(of=("self",)).filter(pk=decision_id)
    decision = rows.first()
    if decision is None or not can_settle(viewer, decision):
        raise NotYourTable
    if decision.settled_at:
        raise AlreadySettled
    name_nobody(viewer, outcome)
    decision.outcome, decision.settled_at, decision.settled_by = outcome, timezone.now(), viewer.by
    decision.save()
    record(viewer, "decision.settled", kind="decision", id=decision.pk, organisation_id=decision.organisation_id)


def name_nobody(viewer: Viewer, text: str) -> None:
    """Refuse words that name an enterprise whose name the writer may know: of others, a refusal would tell too much."""
    rows = Enterprise.objects.all()
    known = rows.for_operation() if can_found(viewer) else rows.visible_to(viewer)
    said = f" {_plain(text)} "
    for name in known.exclude(name="").values_list("name", flat=True).iterator():
        if len(name) >= SHORTEST and f" {_plain(name)} " in said:
            raise NamesSomeone


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))


def _meeting(viewer: Viewer, meeting_id: int) -> Meeting:
    rows = Meeting.objects.visible_to(viewer).select_for_update(of=("self",)).filter(pk=meeting_id)
    meeting = rows.first()
    if meeting is None or not sits(viewer, meeting.table_id):
        raise NotYourTable
    return meeting
