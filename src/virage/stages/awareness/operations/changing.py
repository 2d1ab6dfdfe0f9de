"""Move, cancel or amend a session that people read: whoever registered is told in the same transaction."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.stages.awareness.letters import tell_cancelled, tell_corrected, tell_link, tell_moved
from virage.stages.awareness.models import Activity, Session
from virage.stages.awareness.operations.places import fill_places
from virage.stages.awareness.operations.rows import locked_series, own_session, registered
from virage.stages.awareness.refusals import AlreadyOver, EndsBeforeStart, NotPublished, SameDate, TooFewPlaces
from virage.stages.awareness.states import Access, RegistrationState
from virage.stages.awareness.terms import Correction


@operation
def postpone_session(  # noqa: D417
    viewer: Viewer, *, session_id: int, starts_at: datetime, ends_at: datetime, place: str, reason: str = ""
) -> int:
    """Move a published session to another hour or place; everyone keeps their place. Returns how many were told.

    Args:
        reason: in the promoter's words, sent as they are.
    """
    session = _coming(viewer, session_id)
    if ends_at <= starts_at:
        raise EndsBeforeStart
    if (starts_at, ends_at, place) == (session.starts_at, session.ends_at, session.place):
        raise SameDate
    if starts_at <= timezone.now():
        raise AlreadyOver
    if starts_at != session.starts_at:
        session.moved_from = session.moved_from or session.starts_at
    session.starts_at, session.ends_at, session.place = starts_at, ends_at, place
    session.version += 1
    session.save()
    told = [tell_moved(each, session, reason) for each in registered(session).expected().order_by("made_at", "pk")]
    _record(viewer, "session.moved", session, told=len(told))
    return len(told)


@operation
def cancel_session(viewer: Viewer, *, session_id: int, reason: str) -> int:
    """Give a published session up, for a reason that everyone reads. Returns how many were told."""
    session = _coming(viewer, session_id)
    session.cancelled_at, session.cancel_reason = timezone.now(), reason
    session.version += 1
    session.save()
    told = [tell_cancelled(each, session) for each in registered(session).expected().order_by("made_at", "pk")]
    _record(viewer, "session.cancelled", session, told=len(told))
    return len(told)


@operation
def amend_session(  # noqa: D417
    viewer: Viewer,
    *,
    session_id: int,
    places: int,
    link: str,
    access: tuple[Access, ...],
    partners: tuple[str, ...],
    correction: Correction | None = None,
    reason: str = "",
) -> int:
    """Change what is not the date. Returns how many were told.

    Who holds a place receives a link that changed, and the reminder says it too. A new title or price is told to
    everyone registered to a session of the series still to come; the sessions held keep what was announced.

    Args:
        correction: what the series says from now on.
        reason: in the promoter's words, sent as they are.
    """
    coming = locked_series(session_id)
    session = _coming(viewer, session_id)
    if places < registered(session).holding().count():
        raise TooFewPlaces
    moved = link != session.link
    session.places, session.link = places, link
    session.access, session.partners = list(access), list(partners)
    session.save()
    told = _correct(session, coming, correction, reason) if correction else []
    holders = registered(session).filter(state=RegistrationState.REGISTERED) if moved else registered(session).none()
    told += [tell_link(each, session) for each in holders.exclude(pk__in=told).order_by("made_at", "pk")]
    fill_places(session)
    _record(viewer, "session.amended", session, told=len(told))
    return len(told)


def _correct(session: Session, series: list[Session], said: Correction, reason: str) -> list[int]:
    """Correct the series, and tell a new title or price. Returns the registrations told."""
    former = Correction(**{name: getattr(session.activity, name) for name in asdict(said)})
    if said == former:
        return []
    changing = [session if one.pk == session.pk else one for one in series if not _settled(one)]
    activity = session.activity
    if len(changing) < len(series):
        activity.pk, activity._state.adding = None, True  # noqa: SLF001 — how Django copies a row
    for name, value in asdict(said).items():
        setattr(activity, name, value)
    activity.save()
    news = (said.title, said.price) != (former.title, former.price)
    return [number for one in changing for number in _told(one, activity, former, reason, news=news)]


def _told(session: Session, activity: Activity, former: Correction, reason: str, *, news: bool) -> Iterator[int]:
    """Give a session its corrected series, and say so to whoever registered. The registrations told."""
    session.activity = activity
    if news and session.published_at:
        session.version += 1
        for each in registered(session).expected().order_by("made_at", "pk"):
            tell_corrected(each, session, former, reason)
            yield each.pk
    session.save()


def _settled(session: Session) -> bool:
    """Held or cancelled: what was announced of it stays."""
    return bool(session.published_at and (session.cancelled_at or session.starts_at <= timezone.now()))


def _coming(viewer: Viewer, session_id: int) -> Session:
    session = own_session(viewer, session_id)
    if session.published_at is None:
        raise NotPublished
    if session.cancelled_at or session.starts_at <= timezone.now():
        raise AlreadyOver
    return session


def _record(viewer: Viewer, verb: str, session: Session, told: int = 0) -> None:
    promoter = session.activity.project.promoter_id
    record(viewer, verb, kind="session", id=session.pk, organisation_id=promoter, told=told)
