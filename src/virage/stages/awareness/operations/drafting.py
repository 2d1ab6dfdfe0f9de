"""Draft an activity, correct it, copy it, add a session, publish."""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.utils import timezone

from virage.base.operations import operation, record
from virage.base.viewer import Viewer
from virage.stages.awareness.models import Activity, Session
from virage.stages.awareness.operations.rows import check_promoter, own_session
from virage.stages.awareness.refusals import AlreadyPublished, EndsBeforeStart
from virage.stages.awareness.terms import ActivityTerms, SessionTerms
from virage.stages.programme.models import Project

COPIED_AFTER = timedelta(days=28)
"""A copy is drafted four weeks later, same day and hour, to be corrected."""


@operation
def draft_activity(viewer: Viewer, *, project_id: int, activity: ActivityTerms, session: SessionTerms) -> int:
    """Draft an activity with its first session. Returns the session's number."""
    project = Project.objects.for_operation().get(pk=project_id)
    check_promoter(viewer, project)
    drafted = Activity.objects.create(project=project, **_columns(activity))
    record(viewer, "activity.drafted", kind="activity", id=drafted.pk, organisation_id=project.promoter_id)
    return _add(drafted, session).pk


@operation
def add_session(viewer: Viewer, *, session_id: int, session: SessionTerms) -> int:
    """Draft another session of the series that a session belongs to. Returns its number."""
    activity = own_session(viewer, session_id).activity
    added = _add(activity, session)
    record(viewer, "session.drafted", kind="session", id=added.pk, organisation_id=activity.project.promoter_id)
    return added.pk


@operation
def copy_activity(viewer: Viewer, *, session_id: int) -> int:
    """Draft the same activity again, with that session four weeks later. Returns the new session's number."""
    model = own_session(viewer, session_id)
    activity = model.activity
    activity.pk = None
    activity._state.adding = True  # noqa: SLF001 — how Django copies a row
    activity.save()
    later = max(model.starts_at, timezone.now())
    weeks = (later - model.starts_at) // COPIED_AFTER + 1
    copied = Session.objects.create(
        activity=activity,
        starts_at=_same_hour(model.starts_at, weeks * COPIED_AFTER),
        ends_at=_same_hour(model.ends_at, weeks * COPIED_AFTER),
        online=model.online,
        place=model.place,
        region=model.region,
        access=model.access,
        partners=model.partners,
        places=model.places,
    )
    record(
        viewer,
        "activity.copied",
        kind="activity",
        id=activity.pk,
        organisation_id=activity.project.promoter_id,
        model=session_id,
    )
    return copied.pk


@operation
def revise_session(
    viewer: Viewer, *, session_id: int, session: SessionTerms, activity: ActivityTerms | None = None
) -> None:
    """Correct a draft; what holds for the whole series only before any of its sessions could be read."""
    row = own_session(viewer, session_id)
    if row.published_at or (activity and series_is_public(row.activity)):
        raise AlreadyPublished
    if activity:
        for name, value in _columns(activity).items():
            setattr(row.activity, name, value)
        row.activity.save()
    for name, value in _checked(session).items():
        setattr(row, name, value)
    row.save()
    record(
        viewer,
        "session.revised",
        kind="session",
        id=row.pk,
        organisation_id=row.activity.project.promoter_id,
    )


@operation
def publish_session(viewer: Viewer, *, session_id: int) -> None:
    """Show a session to everyone and open its registrations; publishing twice changes nothing."""
    session = own_session(viewer, session_id)
    session.published_at = session.published_at or timezone.now()
    session.save()
    record(
        viewer,
        "session.published",
        kind="session",
        id=session.pk,
        organisation_id=session.activity.project.promoter_id,
    )


def _same_hour(moment: datetime, after: timedelta) -> datetime:
    """The same hour on the clock here, whatever the season."""
    return timezone.make_aware(timezone.localtime(moment).replace(tzinfo=None) + after)


def series_is_public(activity: Activity) -> bool:
    """Could anyone read one of its sessions?"""
    return Session.objects.for_operation().filter(activity=activity, published_at__isnull=False).exists()


def _add(activity: Activity, terms: SessionTerms) -> Session:
    return Session.objects.create(activity=activity, **_checked(terms))


def _columns(terms: ActivityTerms) -> dict[str, object]:
    return {**asdict(terms), "sectors": list(terms.sectors)}


def _checked(terms: SessionTerms) -> dict[str, object]:
    if terms.ends_at <= terms.starts_at:
        raise EndsBeforeStart
    return {**asdict(terms), "access": list(terms.access), "partners": list(terms.partners)}
