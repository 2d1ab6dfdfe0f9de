"""Places given back: offered to the first of the waiting list, held for a time, then to the next."""

from django.utils import timezone

from virage.base.library import library
from virage.base.operations import record
from virage.core.places import answer_by, left
from virage.stages.awareness.letters import LETTERS, confirm_registration, forget_reminder, tell_lapsed
from virage.stages.awareness.models import Registration, Session
from virage.stages.awareness.operations.rows import registered
from virage.stages.awareness.states import RegistrationState


def fill_places(session: Session) -> None:
    """Take back offers without an answer, then offer what is free in the order of the list.

    The session's row must be locked by the caller.
    """
    now = timezone.now()
    for each in registered(session).filter(state=RegistrationState.OFFERED, offered_until__lte=now).order_by("pk"):
        _move(each, session, RegistrationState.LAPSED)
        forget_reminder(each)
        tell_lapsed(each)
    if session.cancelled_at or session.starts_at <= now:
        return
    delays, free = library().calendar, left(session.places, registered(session).holding().count())
    waiting = registered(session).filter(state=RegistrationState.WAITING).order_by("made_at", "pk")
    for each in waiting[:free]:
        each.offered_until = answer_by(now, session.starts_at, within=delays.answer_within, last_call=delays.last_call)
        _move(each, session, RegistrationState.OFFERED if each.offered_until else RegistrationState.REGISTERED)
        confirm_registration(each, viewer=LETTERS, freed=True)


def _move(registration: Registration, session: Session, state: RegistrationState) -> None:
    registration.session = session
    registration.state = state
    registration.save()
    record(
        LETTERS,
        f"registration.{state.value}",
        kind="registration",
        id=registration.pk,
        organisation_id=session.activity.project.promoter_id,
    )
