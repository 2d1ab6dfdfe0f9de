"""Register, accept a place offered, give a place back."""

import secrets
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.core.places import gets_a_place
from virage.stages.awareness.letters import confirm_again, confirm_registration, forget_reminder
from virage.stages.awareness.models import Appointment, Registration, Session
from virage.stages.awareness.operations.places import fill_places
from virage.stages.awareness.operations.rows import held_by_key, locked_session, registered
from virage.stages.awareness.refusals import (
    NotPublished,
    OfferOver,
    SessionCancelled,
    SessionPast,
)
from virage.stages.awareness.states import OVER, RegistrationState
from virage.stages.directory.operations import enterprise_for_contact

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Signs of a code read aloud at a door: none is taken for another."""
CODE_LENGTH = 6


@operation
def register(viewer: Viewer, *, session_id: int, enterprise_name: str, email: str) -> UUID:
    """Take a place, or a rank on the waiting list when none is left. Returns the registration's private key.

    The session's row is locked: the last place goes to one of those who ask at once. Who registers again keeps what
    they have and is written to, with its link: the letter alone tells one case from the other, so a page shows nothing
    of the registration, nor hands its key.
    """
    session, now = locked_session(session_id), timezone.now()
    _check_open(viewer, session, now)
    fill_places(session)
    expected = registered(session).expected()
    if held := expected.filter(email__iexact=email).first():
        held.session = session
        _record(viewer, "registration.asked_again", held)
        confirm_again(held, viewer=viewer)
        return held.key
    waiting = expected.filter(state=RegistrationState.WAITING).count()
    free = gets_a_place(session.places, expected.count() - waiting, waiting)
    registration = Registration.objects.create(
        session=session,
        code=new_code(session),
        enterprise_id=enterprise_for_contact(viewer, enterprise_name=enterprise_name, email=email),
        name=enterprise_name,
        email=email,
        language=viewer.language,
        state=RegistrationState.REGISTERED if free else RegistrationState.WAITING,
        made_at=now,
    )
    _record(viewer, "registration.made", registration)
    confirm_registration(registration, viewer=viewer)
    return registration.key


@operation
def accept_place(viewer: Viewer, *, key: UUID) -> None:
    """Confirm a place that was offered; confirming twice changes nothing."""
    session, registration = held_by_key(viewer, key)
    if registration.state == RegistrationState.OFFERED:
        if registration.offered_until and registration.offered_until <= timezone.now():
            raise OfferOver
        registration.state, registration.offered_until = RegistrationState.REGISTERED, None
        registration.save()
    elif registration.state != RegistrationState.REGISTERED:
        raise OfferOver
    _record(viewer, "registration.accepted", registration)
    fill_places(session)


@operation
def cancel_registration(viewer: Viewer, *, key: UUID) -> None:
    """Give the place back; the first of the waiting list is offered it."""
    session, registration = held_by_key(viewer, key)
    if registration.state not in OVER:
        registration.state = RegistrationState.CANCELLED
        registration.save()
        Appointment.objects.for_operation().filter(registration=registration).update(registration=None)
        forget_reminder(registration)
        fill_places(session)
    _record(viewer, "registration.cancelled", registration)


@operation
def lapse_offers(viewer: Viewer, *, at: datetime) -> int:
    """Pass on the places whose offer went without an answer at an instant. Returns in how many sessions."""
    late = Registration.objects.for_operation().filter(state=RegistrationState.OFFERED, offered_until__lte=at)
    sessions = sorted(set(late.values_list("session_id", flat=True)))
    for number in sessions:
        fill_places(locked_session(number))
    record(viewer, "offers.lapsed", kind="session", id=",".join(map(str, sessions)))
    return len(sessions)


def new_code(session: Session) -> str:
    """A code that nobody else has at this session."""
    while True:
        code = "".join(secrets.choice(SIGNS) for _sign in range(CODE_LENGTH))
        if not registered(session).filter(code=code).exists():
            return code


def _check_open(viewer: Viewer, session: Session, now: datetime) -> None:
    if session.published_at is None:
        raise NotPublished
    if session.cancelled_at:
        raise SessionCancelled
    if session.starts_at <= now and not viewer.job:
        raise SessionPast


def _record(viewer: Viewer, verb: str, registration: Registration) -> None:
    record(
        viewer,
        verb,
        kind="registration",
        id=registration.pk,
        organisation_id=registration.session.activity.project.promoter_id,
        state=str(registration.state),
    )
