"""Draft and publish an activity, register, give a place back, say who came."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from virage.base.operations import operation, record
from virage.base.refusals import Forbidden, Refusal
from virage.base.viewer import Role, Viewer
from virage.stages.awareness.letters import LETTERS, confirm_registration, forget_reminder
from virage.stages.awareness.models import Activity, Registration, Session
from virage.stages.awareness.states import ActivityKind, RegistrationState
from virage.stages.directory.operations import enterprise_for_contact
from virage.stages.programme.models import Project


class NotYourProject(Forbidden):
    """Only the promoter of the project may."""

    sentence = _("Seul l’organisme qui porte le projet peut faire ce geste.")


class SessionPast(Refusal):
    """The session has begun."""

    sentence = _("Cette séance est commencée ou passée; on ne peut plus s’y inscrire.")


class NotPublished(Refusal):
    """A draft takes no registration."""

    sentence = _("Cette activité n’est pas encore publiée.")


class AlreadyRegistered(Refusal):
    """The address holds a place, or a rank, already."""

    sentence = _("Cette adresse est déjà inscrite; la confirmation est dans vos courriels.")
    field = "email"


class AlreadyPublished(Refusal):
    """People registered for what they read."""

    sentence = _("Cette activité est publiée : ce que les gens ont lu ne change plus. Rédigez-en une autre.")


class NotBegun(Refusal):
    """Nobody came yet."""

    sentence = _("La séance n’a pas commencé : les présences se notent à partir de son début.")


class EndsBeforeStart(Refusal):
    """Dates the wrong way round."""

    sentence = _("La séance finit avant de commencer : vérifiez les deux heures.")
    field = "ends_at"


@operation
def draft_activity(
    viewer: Viewer,
    *,
    project_id: int,
    kind: ActivityKind,
    title: str,
    summary: str,
    language: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    places: int,
) -> int:
    """Draft an activity with its first session. Returns the session's number."""
    project = Project.objects.for_operation().get(pk=project_id)
    _check(viewer, project)
    if ends_at <= starts_at:
        raise EndsBeforeStart
    activity = Activity.objects.create(project=project, kind=kind, title=title, summary=summary, language=language)
    session = Session.objects.create(
        activity=activity, starts_at=starts_at, ends_at=ends_at, place=place, places=places
    )
    record(viewer, "activity.drafted", kind="activity", id=activity.pk, organisation_id=project.promoter_id)
    return session.pk


@operation
def revise_activity(
    viewer: Viewer,
    *,
    session_id: int,
    kind: ActivityKind,
    title: str,
    summary: str,
    language: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    places: int,
) -> None:
    """Correct a draft, before anyone could read it."""
    session = _locked_session(session_id)
    activity = session.activity
    _check(viewer, activity.project)
    if activity.published_at:
        raise AlreadyPublished
    if ends_at <= starts_at:
        raise EndsBeforeStart
    activity.kind, activity.title, activity.summary, activity.language = kind, title, summary, language
    activity.save()
    session.starts_at, session.ends_at, session.place, session.places = starts_at, ends_at, place, places
    session.save()
    record(viewer, "activity.revised", kind="activity", id=activity.pk, organisation_id=activity.project.promoter_id)


@operation
def publish_activity(viewer: Viewer, *, session_id: int) -> None:
    """Show the activity to everyone and open its registrations; publishing twice changes nothing."""
    session = _locked_session(session_id)
    activity = session.activity
    _check(viewer, activity.project)
    activity.published_at = activity.published_at or timezone.now()
    activity.save()
    record(viewer, "activity.published", kind="activity", id=activity.pk, organisation_id=activity.project.promoter_id)


@operation
def register(viewer: Viewer, *, session_id: int, enterprise_name: str, email: str) -> UUID:
    """Take a place, or a rank on the waiting list when none is left. Returns the registration's private key.

    The session's row is locked: the last place goes to one of those who ask at once.
    """
    session = _locked_session(session_id)
    if session.activity.published_at is None:
        raise NotPublished
    if session.starts_at <= timezone.now() and not viewer.job:
        raise SessionPast
    held = Registration.objects.for_operation().filter(session=session).exclude(state=RegistrationState.CANCELLED)
    if held.filter(email__iexact=email).exists():
        raise AlreadyRegistered
    taken = held.filter(state=RegistrationState.REGISTERED).count()
    state = RegistrationState.REGISTERED if taken < session.places else RegistrationState.WAITING
    registration = Registration.objects.create(
        session=session,
        enterprise_id=enterprise_for_contact(viewer, enterprise_name=enterprise_name, email=email),
        email=email,
        state=state,
        made_at=timezone.now(),
    )
    record(
        viewer,
        "registration.made",
        kind="registration",
        id=registration.pk,
        organisation_id=session.activity.project.promoter_id,
        state=state.value,
    )
    confirm_registration(registration, viewer=viewer)
    return registration.key


@operation
def cancel_registration(viewer: Viewer, *, key: UUID) -> None:
    """Give the place back; the first of the waiting list takes it."""
    held = Registration.objects.for_operation().filter(key=key).values_list("session_id", flat=True).first()
    if held is None or (key not in viewer.keys and not viewer.job):
        raise NotYourProject
    session = _locked_session(held)
    registration = Registration.objects.for_operation().get(key=key)  # read once the session is ours
    freed = registration.state == RegistrationState.REGISTERED
    registration.state = RegistrationState.CANCELLED
    registration.save()
    forget_reminder(registration)
    waiting = Registration.objects.for_operation().filter(session=session, state=RegistrationState.WAITING)
    if freed and (first := waiting.order_by("made_at", "pk").first()):
        first.state = RegistrationState.REGISTERED
        first.save()
        confirm_registration(first, viewer=LETTERS, freed=True)
    record(
        viewer,
        "registration.cancelled",
        kind="registration",
        id=registration.pk,
        organisation_id=session.activity.project.promoter_id,
    )


@operation
def note_attendance(viewer: Viewer, *, session_id: int, came: Collection[int]) -> None:
    """Say who came: the registrations listed did, the other registered ones did not."""
    session = _locked_session(session_id)
    _check(viewer, session.activity.project)
    if session.starts_at > timezone.now() and not viewer.job:
        raise NotBegun
    rows = Registration.objects.for_operation().filter(session=session).exclude(state=RegistrationState.CANCELLED)
    present = Q(pk__in=list(came))
    rows.filter(present).update(came=True)
    rows.filter(~present).update(came=False)
    record(
        viewer,
        "attendance.noted",
        kind="session",
        id=session.pk,
        organisation_id=session.activity.project.promoter_id,
        came=len(came),
    )


def _check(viewer: Viewer, project: Project) -> None:
    if not viewer.job and project.promoter_id not in viewer.organisations(Role.PROMOTER):
        raise NotYourProject


def _locked_session(session_id: int) -> Session:
    rows = Session.objects.for_operation().select_for_update(of=("self",)).select_related("activity__project__promoter")
    session = rows.filter(pk=session_id).first()
    if session is None:
        raise NotYourProject
    return session
