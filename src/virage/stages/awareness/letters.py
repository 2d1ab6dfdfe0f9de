"""What whoever registers is told by e-mail: the place or the rank, the day before, and whatever changes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from virage.base.viewer import Viewer
from virage.stages.accounts.operations import make_private_link
from virage.stages.awareness.calendars import calendar_file
from virage.stages.awareness.models import Lead, Registration, Session
from virage.stages.awareness.queries.cards import card_of
from virage.stages.awareness.states import RegistrationState
from virage.stages.awareness.terms import Correction
from virage.stages.awareness.tickets import ticket_svg
from virage.stages.messages.attachments import Attachment
from virage.stages.messages.models import Message, MessageQuerySet
from virage.stages.messages.operations import address_of, cancel_messages, post_message

LETTERS = Viewer.system("registrations")
BEFORE = timedelta(days=1)
LINK_LASTS = timedelta(days=60)
"""After the session: time for what follows it."""


def confirm_registration(registration: Registration, *, viewer: Viewer, freed: bool = False) -> None:
    """Confirm a place, a rank, or a place that came free; a place is recalled the day before."""
    _post("registration", registration, viewer, freed=freed, **_rank(registration))
    _recall(registration)


def confirm_again(registration: Registration, *, viewer: Viewer) -> None:
    """Say that the address was registered already, with a private link again."""
    _post("registration", registration, viewer, again=True, **_rank(registration))


def tell_moved(registration: Registration, session: Session, reason: str) -> int:
    """Say the new hour and place; the reminder follows."""
    registration.session = session
    forget_reminder(registration)
    number = _post("session_moved", registration, LETTERS, reason=reason, **_rank(registration))
    _recall(registration)
    return number


def tell_link(registration: Registration, session: Session) -> int:
    """Give the new way to join; the reminder follows."""
    registration.session = session
    forget_reminder(registration)
    number = _post("registration", registration, LETTERS, relinked=True, **_rank(registration))
    _recall(registration)
    return number


def tell_corrected(registration: Registration, session: Session, former: Correction, reason: str) -> int:
    """Say the new title or price; the reminder follows."""
    registration.session = session
    forget_reminder(registration)
    number = _post("session_corrected", registration, LETTERS, former=former, reason=reason, **_rank(registration))
    _recall(registration)
    return number


def tell_cancelled(registration: Registration, session: Session) -> int:
    """Say that nobody is expected, and why."""
    registration.session = session
    forget_reminder(registration)
    return _post("session_cancelled", registration, LETTERS, reason=session.cancel_reason)


def tell_lapsed(registration: Registration) -> int:
    """Say that the place offered went to the next."""
    return _post("registration_lapsed", registration, LETTERS)


def tell_guest(registration: Registration, *, subject: str, body: str, came: bool) -> int:
    """After the session: what the promoter writes, and for who came the way to what follows."""
    return _post("session_after", registration, LETTERS, subject=subject, words=body, came=came)


def ask_lead(lead: Lead) -> int:
    """Ask someone met at a session whether they wish to be called."""
    activity = lead.session.activity
    token = make_private_link(LETTERS, subject=lead.key)
    return post_message(
        LETTERS,
        kind="lead",
        address=lead.email,
        language=lead.language,
        matter=f"lead:{lead.pk}",
        organisation_id=activity.project.promoter_id,
        enterprise_id=None,
        name=lead.name,
        title=activity.title,
        promoter=activity.project.promoter.name,
        project=activity.project.name,
        link=address_of("public:registration_link", lead.language, token),
    )


def letters_of_leads(leads: Iterable[int]) -> MessageQuerySet:
    """What was written to people met."""
    return Message.objects.for_operation().filter(matter__in=[f"lead:{number}" for number in leads])


def forget_reminder(registration: Registration) -> None:
    """What was still to be said of this registration is not."""
    cancel_messages(LETTERS, matter=_matter(registration))


def _recall(registration: Registration) -> None:
    recall_at = registration.session.starts_at - BEFORE
    if registration.state == RegistrationState.REGISTERED and recall_at > timezone.now():
        _post("registration", registration, LETTERS, due_at=recall_at, reminder=True, **_rank(registration))


def _rank(registration: Registration) -> dict[str, Any]:
    waiting = registration.state == RegistrationState.WAITING
    ahead = Registration.objects.for_operation().filter(
        session=registration.session, state=RegistrationState.WAITING, made_at__lte=registration.made_at
    )
    rank = ahead.exclude(made_at=registration.made_at, pk__gt=registration.pk).count() if waiting else 0
    offered = registration.state == RegistrationState.OFFERED
    return {"waiting": waiting, "rank": rank, "offered_until": registration.offered_until if offered else None}


def _post(
    kind: str, registration: Registration, viewer: Viewer, *, due_at: datetime | None = None, **values: Any
) -> int:
    session = registration.session
    link = link_to(registration)
    card = card_of(session, language=registration.language)
    holds = registration.state == RegistrationState.REGISTERED and session.starts_at > timezone.now()
    files = [Attachment(name="seance.ics", type="text/calendar", text=calendar_file([card], url=link))] if holds else []
    if holds:
        drawn = ticket_svg(registration, language=registration.language)
        files.append(Attachment(name="billet.svg", type="image/svg+xml", text=drawn))
    return post_message(
        viewer,
        kind=kind,
        address=registration.email,
        language=registration.language,
        matter=_matter(registration),
        due_at=due_at,
        organisation_id=session.activity.project.promoter_id,
        enterprise_id=registration.enterprise_id,
        attachments=files,
        enterprise=registration.name,
        code=registration.code if holds else "",
        link=link,
        joining=session.link if holds else "",
        session=card,
        **values,
    )


def link_to(registration: Registration) -> str:
    """A private address of the registration's page, good until well after the session."""
    until = registration.session.ends_at + LINK_LASTS
    token = make_private_link(LETTERS, subject=registration.key, until=max(until, timezone.now() + LINK_LASTS))
    return address_of("public:registration_link", registration.language, token)


def _matter(registration: Registration) -> str:
    return f"registration:{registration.pk}"
