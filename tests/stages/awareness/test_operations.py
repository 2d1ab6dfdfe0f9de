"""An activity from its draft to those who came: places, ranks, letters, and whose hands."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import JOB
from tests.thread import project
from virage.base.refusals import Forbidden
from virage.base.viewer import Role, Viewer
from virage.stages.awareness.models import Session
from virage.stages.awareness.operations import (
    AlreadyPublished,
    AlreadyRegistered,
    NotBegun,
    NotPublished,
    cancel_registration,
    draft_activity,
    note_attendance,
    publish_activity,
    register,
    revise_activity,
)
from virage.stages.awareness.queries import calendar, registrations, session, sessions_of_team, waiting_rank
from virage.stages.awareness.states import RegistrationState
from virage.stages.messages.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.data]
PUBLIC = Viewer.public()


def terms(**other):
    start = timezone.now() + timedelta(days=9)
    return {
        "kind": "webinar",
        "title": "Webinaire fictif",
        "summary": "Une heure",
        "language": "fr",
        "starts_at": start,
        "ends_at": start + timedelta(hours=1),
        "place": "En ligne",
        "places": 1,
        **other,
    }


@pytest.fixture
def drafted(cast):
    return draft_activity(cast.viewer(Role.PROMOTER), project_id=project(cast), **terms())


@pytest.fixture
def published(cast, drafted):
    publish_activity(cast.viewer(Role.PROMOTER), session_id=drafted)
    return drafted


def come(number, name):
    return register(PUBLIC, session_id=number, enterprise_name=name, email=f"{name}@example.org")


def letters(address):
    found = Message.objects.for_operation().filter(address=f"{address}@example.org", kind="registration")
    return [(m.subject.split(" :")[0].split("\u00a0:")[0], bool(m.cancelled_at)) for m in found.order_by("pk")]


def test_a_draft_is_the_promoters_alone_until_it_is_published(cast, drafted):
    promoter = cast.viewer(Role.PROMOTER)
    assert calendar(PUBLIC) == ()
    assert session(PUBLIC, session_id=drafted) is None
    with pytest.raises(NotPublished):
        come(drafted, "alpha")
    assert [card.published for card in sessions_of_team(promoter)] == [False]
    revise_activity(promoter, session_id=drafted, **terms(title="Webinaire corrigé"))
    publish_activity(promoter, session_id=drafted)
    assert [card.title for card in calendar(PUBLIC)] == ["Webinaire corrigé"]
    with pytest.raises(AlreadyPublished):
        revise_activity(promoter, session_id=drafted, **terms())


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROMOTER])
def test_only_the_promoter_holds_its_activities(cast, drafted, role):
    viewer = cast.viewer(role)
    for deed in (
        lambda: publish_activity(viewer, session_id=drafted),
        lambda: revise_activity(viewer, session_id=drafted, **terms()),
        lambda: note_attendance(viewer, session_id=drafted, came=[]),
    ):
        with pytest.raises(Forbidden):
            deed()


def test_the_last_place_goes_to_the_first_and_ranks_follow(published):
    come(published, "alpha")
    second, third = come(published, "beta"), come(published, "gamma")
    assert [waiting_rank(Viewer.link(key), key=key) for key in (second, third)] == [1, 2]
    assert letters("alpha") == [("Votre place est réservée", False), ("C’est demain", False)]
    assert letters("gamma") == [("Vous êtes sur la liste d’attente", False)]
    with pytest.raises(AlreadyRegistered):
        register(PUBLIC, session_id=published, enterprise_name="alpha", email="ALPHA@example.org")


def test_a_place_given_back_goes_to_the_first_of_the_list_who_is_told(published):
    key = come(published, "alpha")
    come(published, "beta")
    cancel_registration(Viewer.link(key), key=key)
    assert letters("alpha")[-1] == ("C’est demain", True)
    assert letters("beta") == [
        ("Vous êtes sur la liste d’attente", False),
        ("Une place s’est libérée pour vous", False),
        ("C’est demain", False),
    ]


def test_the_confirmation_says_when_and_where(published):
    come(published, "alpha")
    body = Message.objects.for_operation().filter(kind="registration").earliest("pk").body
    assert "Où\u00a0: En ligne" in body
    assert "Webinaire fictif" in body


def test_who_came_is_said_once_it_began(cast, published):
    promoter = cast.viewer(Role.PROMOTER)
    Session.objects.for_operation().update(places=3)
    for name in ("alpha", "beta"):
        come(published, name)
    lines = registrations(promoter, session_id=published)
    with pytest.raises(NotBegun):
        note_attendance(promoter, session_id=published, came=[lines[0].id])
    past = timezone.now() - timedelta(hours=2)
    Session.objects.for_operation().update(starts_at=past, ends_at=past + timedelta(hours=1))
    note_attendance(promoter, session_id=published, came=[lines[0].id])
    card = session(promoter, session_id=published)
    assert (card.taken, card.came, card.noted, card.past) == (2, 1, True, True)
    assert [line.came for line in registrations(promoter, session_id=published)] == [True, False]


def test_lists_ask_as_much_for_one_as_for_three(cast, published):
    promoter = cast.viewer(Role.PROMOTER)

    def ask():
        with CaptureQueriesContext(connection) as seen:
            sessions_of_team(promoter)
            registrations(promoter, session_id=published)
        return len(seen)

    come(published, "alpha")
    one = ask()
    for name in ("beta", "gamma"):
        come(published, name)
        number = draft_activity(JOB, project_id=Session.objects.for_operation().first().activity.project_id, **terms())
        publish_activity(JOB, session_id=number)
    assert [line.state for line in registrations(promoter, session_id=published)][:2] == [
        RegistrationState.REGISTERED,
        RegistrationState.WAITING,
    ]
    assert ask() == one == 2
