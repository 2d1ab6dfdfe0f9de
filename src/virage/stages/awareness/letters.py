"""What whoever registers is told by e-mail: the place or the rank, and the day before."""

from datetime import datetime, timedelta

from django.utils import timezone

from virage.base.viewer import Viewer
from virage.stages.awareness.models import Registration
from virage.stages.awareness.states import RegistrationState
from virage.stages.messages.operations import cancel_messages, post_message

LETTERS = Viewer.system("registrations")
BEFORE = timedelta(days=1)


def confirm_registration(registration: Registration, *, viewer: Viewer, freed: bool = False) -> None:
    """Confirm a place, a rank, or a place that came free; a place is recalled the day before."""
    _post(registration, viewer, freed=freed)
    recall_at = registration.session.starts_at - BEFORE
    if registration.state == RegistrationState.REGISTERED and recall_at > timezone.now():
        _post(registration, LETTERS, due_at=recall_at)


def forget_reminder(registration: Registration) -> None:
    """The place was given back: nobody is expected."""
    cancel_messages(LETTERS, matter=_matter(registration))


def _post(registration: Registration, viewer: Viewer, *, freed: bool = False, due_at: datetime | None = None) -> None:
    session = registration.session
    activity = session.activity
    waiting = registration.state == RegistrationState.WAITING
    ahead = Registration.objects.for_operation().filter(session=session, state=RegistrationState.WAITING)
    post_message(
        viewer,
        kind="registration",
        address=registration.email,
        language=activity.language,
        matter=_matter(registration),
        due_at=due_at,
        waiting=waiting,
        rank=ahead.filter(pk__lte=registration.pk).count() if waiting else 0,
        reminder=due_at is not None,
        freed=freed,
        enterprise=registration.enterprise.name,
        title=activity.title,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        place=session.place,
        promoter=activity.project.promoter.name,
    )


def _matter(registration: Registration) -> str:
    return f"registration:{registration.pk}"
