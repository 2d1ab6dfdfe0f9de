"""Rows that the operations lock, and who may act on them."""

from uuid import UUID

from virage.base.viewer import Role, Viewer
from virage.stages.awareness.models import Registration, RegistrationQuerySet, Session
from virage.stages.awareness.refusals import NotYourProject
from virage.stages.programme.models import Project


def check_promoter(viewer: Viewer, project: Project) -> None:
    """Refuse whoever does not manage this project."""
    if not viewer.job and project.promoter_id not in viewer.organisations(Role.PROMOTER):
        raise NotYourProject


def locked_session(session_id: int) -> Session:
    """The session's row, ours until the transaction ends: whoever else wants a place waits."""
    rows = (
        Session.objects.for_operation()
        .select_for_update(of=("self",))
        .select_related("activity__project__promoter", "activity__project__initiative")
    )
    session = rows.filter(pk=session_id).first()
    if session is None:
        raise NotYourProject
    return session


def locked_series(session_id: int) -> list[Session]:
    """Every session of a session's series, locked in the order of their numbers."""
    rows = Session.objects.for_operation().select_for_update(of=("self",)).filter(activity__sessions=session_id)
    return list(rows.order_by("pk"))


def own_session(viewer: Viewer, session_id: int) -> Session:
    """The same, for the promoter of its project."""
    session = locked_session(session_id)
    check_promoter(viewer, session.activity.project)
    return session


def held_by_key(viewer: Viewer, key: UUID) -> tuple[Session, Registration]:
    """A registration and its session, locked, for whoever holds the key."""
    found = Registration.objects.for_operation().filter(key=key).values_list("session_id", flat=True).first()
    if found is None or (key not in viewer.keys and not viewer.job):
        raise NotYourProject
    session = locked_session(found)
    registration = Registration.objects.for_operation().get(key=key)  # read once the session is ours
    registration.session = session
    return session, registration


def registered(session: Session) -> RegistrationQuerySet:
    """Every registration of a session."""
    return Registration.objects.for_operation().filter(session=session)
