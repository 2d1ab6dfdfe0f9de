"""An activity made as its promoter makes it, for tests that need one."""

from datetime import timedelta

from django.utils import timezone

from tests.cast import JOB
from virage.stages.awareness.models import Session
from virage.stages.awareness.operations import draft_activity, publish_session
from virage.stages.awareness.terms import ActivityTerms, SessionTerms

OF_THE_SERIES = {"kind", "title", "summary", "language", "sectors", "prerequisites", "price", "organiser"}


def terms(**changes):
    """What a promoter says: a webinar in nine days, ten places."""
    start = changes.pop("starts_at", None) or timezone.now().replace(microsecond=0) + timedelta(days=9)
    said = {
        "kind": "webinar",
        "title": "Webinaire fictif",
        "summary": "Une heure",
        "starts_at": start,
        "ends_at": start + timedelta(hours=1),
        "place": "En ligne",
        "places": 10,
        **changes,
    }
    series = {name: value for name, value in said.items() if name in OF_THE_SERIES}
    one = {name: value for name, value in said.items() if name not in OF_THE_SERIES}
    return {"activity": ActivityTerms(**series), "session": SessionTerms(**one)}


def draft(project_id, viewer=JOB, **changes):
    """A draft; returns its number."""
    return draft_activity(viewer, project_id=project_id, **terms(**changes))


def announce(project_id, viewer=JOB, **changes):
    """The same, published."""
    number = draft(project_id, viewer, **changes)
    publish_session(viewer, session_id=number)
    return number


def let_begin(number, **ago):
    """Let a session begin some time ago; two hours unless said."""
    past = timezone.now() - timedelta(**(ago or {"hours": 2}))
    Session.objects.for_operation().filter(pk=number).update(starts_at=past, ends_at=past + timedelta(hours=1))
