"""Say who came: on the list, at the door, or later for a door that had no network."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from virage.base.library import library
from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.core.places import left
from virage.core.presence import Mark, settle
from virage.stages.awareness.models import PresenceMark, Registration, Session
from virage.stages.awareness.operations.registering import new_code
from virage.stages.awareness.operations.rows import own_session, registered
from virage.stages.awareness.refusals import (
    AlreadyRegistered,
    DoorClosed,
    Full,
    NotBegun,
    SessionCancelled,
    UnknownCode,
)
from virage.stages.awareness.states import RegistrationState
from virage.stages.directory.operations import enterprise_for_contact


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidMark:
    """One mark as a device made it; ``number`` is its own, so that it may be sent again."""

    number: UUID
    registration_id: int
    came: bool
    at: datetime


@operation
def note_attendance(viewer: Viewer, *, session_id: int, came: Collection[int]) -> None:
    """Say who came: the registrations listed did, the other registered ones did not. Settles what was disputed."""
    session = own_session(viewer, session_id)
    now = timezone.now()
    if session.starts_at > now and not viewer.job:
        raise NotBegun
    present = set(came)
    for row in registered(session).expected():
        said = row.pk in present
        if row.came is not said or row.disputed:
            _keep(viewer, [SaidMark(number=uuid4(), registration_id=row.pk, came=said, at=now)], "", now)
            _settle(row)
    _record(viewer, "attendance.noted", session, len(present))


@operation
def receive_marks(viewer: Viewer, *, session_id: int, device: str, marks: Iterable[SaidMark]) -> frozenset[UUID]:
    """Keep the marks of a device, however late, and once each. Returns the numbers that it may forget.

    A mark on a registration of another session is forgotten too: nothing can be done with it.
    """
    session, now = _open_door(viewer, session_id), timezone.now()
    said = list(marks)
    rows = {row.pk: row for row in registered(session).filter(pk__in=[mark.registration_id for mark in said])}
    _keep(viewer, [mark for mark in said if mark.registration_id in rows], device, now)
    for row in rows.values():
        _settle(row)
    _record(viewer, "attendance.received", session, len(said))
    return frozenset(mark.number for mark in said)


@operation
def welcome_by_code(viewer: Viewer, *, session_id: int, code: str) -> int:
    """Mark as there whoever shows this code. Returns the registration's number."""
    session, now = _open_door(viewer, session_id), timezone.now()
    row = registered(session).filter(code=code.strip().upper()).first()
    if row is None:
        raise UnknownCode
    _say(viewer, row, now, came=True)
    _record(viewer, "attendance.welcomed", session, 1)
    return row.pk


@operation
def welcome(viewer: Viewer, *, session_id: int, registration_id: int, came: bool) -> None:
    """Mark one registration on the list of the door."""
    session, now = _open_door(viewer, session_id), timezone.now()
    row = registered(session).filter(pk=registration_id).first()
    if row is None:
        raise UnknownCode
    _say(viewer, row, now, came=came)
    _record(viewer, "attendance.welcomed", session, 1)


@operation
def admit_at_the_door(viewer: Viewer, *, session_id: int, enterprise_name: str, email: str) -> int:
    """Register someone who comes without having registered, while a place is left. Returns its number."""
    session, now = _open_door(viewer, session_id), timezone.now()
    expected = registered(session).expected()
    if expected.filter(email__iexact=email).exists():
        raise AlreadyRegistered
    if not left(session.places, registered(session).holding().count()):
        raise Full
    row = Registration.objects.create(
        session=session,
        code=new_code(session),
        enterprise_id=enterprise_for_contact(viewer, enterprise_name=enterprise_name, email=email),
        name=enterprise_name,
        email=email,
        language=session.activity.language,
        state=RegistrationState.REGISTERED,
        made_at=now,
    )
    _say(viewer, row, now, came=True)
    _record(viewer, "attendance.admitted", session, 1)
    return row.pk


def _open_door(viewer: Viewer, session_id: int) -> Session:
    session = own_session(viewer, session_id)
    if session.cancelled_at:
        raise SessionCancelled
    opens = library().calendar.door_opens
    if session.starts_at - opens > timezone.now() and not viewer.job:
        raise DoorClosed(DoorClosed.sentence % {"hours": opens // timedelta(hours=1)})
    return session


def _say(viewer: Viewer, row: Registration, now: datetime, *, came: bool) -> None:
    _keep(viewer, [SaidMark(number=uuid4(), registration_id=row.pk, came=came, at=now)], "", now)
    _settle(row)


def _keep(viewer: Viewer, marks: Iterable[SaidMark], device: str, now: datetime) -> None:
    """A clock that runs fast is brought back to now: it may not have the last word for ever."""
    PresenceMark.objects.bulk_create(
        (
            PresenceMark(
                number=mark.number,
                registration_id=mark.registration_id,
                came=mark.came,
                at=min(mark.at, now),
                received_at=now,
                device=device,
                by=viewer.by,
            )
            for mark in marks
        ),
        ignore_conflicts=True,
    )


def _settle(row: Registration) -> None:
    marks = PresenceMark.objects.for_operation().filter(registration=row)
    standing = settle(Mark(came=mark.came, at=mark.at, device=mark.device) for mark in marks)
    row.came, row.disputed = standing.came, standing.disputed
    row.save(update_fields=["came", "disputed"])


def _record(viewer: Viewer, verb: str, session: Session, people: int) -> None:
    promoter = session.activity.project.promoter_id
    record(viewer, verb, kind="session", id=session.pk, organisation_id=promoter, people=people)
