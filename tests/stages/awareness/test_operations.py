"""An activity from its draft to those who came: places, ranks, letters, and whose hands."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from tests.cast import JOB
from tests.meeting import announce, draft, let_begin, terms
from tests.thread import project
from virage.base.refusals import Forbidden
from virage.base.viewer import Role, Viewer
from virage.stages.awareness.models import Registration, Session
from virage.stages.awareness.operations import (
    accept_place,
    add_session,
    amend_session,
    cancel_registration,
    cancel_session,
    copy_activity,
    lapse_offers,
    note_attendance,
    postpone_session,
    publish_session,
    register,
    revise_session,
)
from virage.stages.awareness.queries import (
    calendar,
    late_offers,
    registration,
    registrations,
    series,
    session,
    sessions_of_team,
    waiting_rank,
)
from virage.stages.awareness.refusals import (
    AlreadyOver,
    AlreadyPublished,
    NotBegun,
    NotPublished,
    OfferOver,
    SameDate,
    SessionCancelled,
    TooFewPlaces,
)
from virage.stages.awareness.states import RegistrationState
from virage.stages.awareness.terms import Correction
from virage.stages.messages.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.data]
PUBLIC = Viewer.public()


@pytest.fixture
def drafted(cast):
    return draft(project(cast), cast.viewer(Role.PROMOTER), places=1)


@pytest.fixture
def published(cast, drafted):
    publish_session(cast.viewer(Role.PROMOTER), session_id=drafted)
    return drafted


def come(number, name):
    return register(PUBLIC, session_id=number, enterprise_name=name, email=f"{name}@example.org")


def letters(address):
    found = Message.objects.for_operation().filter(address=f"{address}@example.org", kind="registration")
    return [(m.subject.split(" :")[0].split("\u00a0:")[0], bool(m.cancelled_at)) for m in found.order_by("pk")]


def test_a_draft_is_the_teams_alone_until_it_is_published(cast, drafted):
    promoter = cast.viewer(Role.PROMOTER)
    for viewer in (PUBLIC, cast.viewer(Role.ANALYST), cast.sme):
        assert calendar(viewer) == ()
        assert session(viewer, session_id=drafted) is None
    assert session(cast.viewer(Role.ADVISER), session_id=drafted).title == "Webinaire fictif"
    with pytest.raises(NotPublished):
        come(drafted, "alpha")
    assert [card.published for card in sessions_of_team(promoter)] == [False]
    revise_session(promoter, session_id=drafted, **terms(title="Webinaire corrigé", price=Decimal("45.50")))
    publish_session(promoter, session_id=drafted)
    assert [(card.title, card.price) for card in calendar(PUBLIC)] == [("Webinaire corrigé", Decimal("45.50"))]
    with pytest.raises(AlreadyPublished):
        revise_session(promoter, session_id=drafted, **terms())


def test_a_series_has_several_sessions_each_published_in_its_time(cast, published):
    promoter = cast.viewer(Role.PROMOTER)
    second = add_session(promoter, session_id=published, session=terms(place="Rimouski", region="01")["session"])
    activity = session(promoter, session_id=published).activity_id
    assert [card.id for card in series(PUBLIC, activity_id=activity)] == [published]
    with pytest.raises(AlreadyPublished):
        revise_session(promoter, session_id=second, **terms(title="Autre titre"))
    revise_session(promoter, session_id=second, session=terms(place="Matane", region="01")["session"])
    publish_session(promoter, session_id=second)
    assert {card.place for card in series(PUBLIC, activity_id=activity)} == {"En ligne", "Matane"}
    assert session(PUBLIC, session_id=second).region_name == "Bas-Saint-Laurent"


def test_a_copy_is_a_draft_of_its_own_four_weeks_later(cast, published):
    promoter = cast.viewer(Role.PROMOTER)
    first = session(promoter, session_id=published)
    second = session(promoter, session_id=copy_activity(promoter, session_id=published))
    assert second.activity_id != first.activity_id
    assert (second.title, second.published, second.places) == (first.title, False, first.places)
    assert second.starts_at - first.starts_at == timedelta(weeks=4)
    let_begin(published, days=100)
    third = session(promoter, session_id=copy_activity(promoter, session_id=published))
    assert not third.past


def test_a_copy_keeps_the_hour_of_the_clock_whatever_the_season(cast, published):
    summer = datetime(2025, 7, 7, 14, tzinfo=UTC)
    Session.objects.for_operation().update(starts_at=summer, ends_at=summer + timedelta(hours=1))
    promoter = cast.viewer(Role.PROMOTER)
    copied = session(promoter, session_id=copy_activity(promoter, session_id=published))
    assert (timezone.localtime(copied.starts_at).hour, timezone.localtime(copied.ends_at).hour) == (10, 11)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROMOTER])
def test_only_the_promoter_holds_its_activities(cast, drafted, role):
    viewer = cast.viewer(role)
    for deed in (
        lambda: publish_session(viewer, session_id=drafted),
        lambda: revise_session(viewer, session_id=drafted, **terms()),
        lambda: add_session(viewer, session_id=drafted, session=terms()["session"]),
        lambda: copy_activity(viewer, session_id=drafted),
        lambda: cancel_session(viewer, session_id=drafted, reason="Non"),
        lambda: amend_session(viewer, session_id=drafted, places=5, link="", access=(), partners=()),
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


def test_registering_twice_changes_nothing_and_the_letter_alone_says_so(published):
    key, waits = come(published, "alpha"), come(published, "beta")
    again = register(PUBLIC, session_id=published, enterprise_name="Curieuse", email="ALPHA@example.org")
    assert (again, come(published, "beta")) == (key, waits)
    assert registration(JOB, key=key).enterprise == "alpha"
    assert letters("alpha")[-1] == letters("beta")[-1] == ("Vous aviez déjà une inscription", False)
    told = Message.objects.for_operation().filter(address="beta@example.org").latest("pk").body
    assert "/activites/lien/" in told
    assert "rang 1" in told


def test_a_place_given_back_is_offered_to_the_first_of_the_list_who_has_time_to_accept(published):
    key = come(published, "alpha")
    second, third = come(published, "beta"), come(published, "gamma")
    cancel_registration(Viewer.link(key), key=key)
    assert letters("alpha")[-1] == ("C’est demain", True)
    assert letters("beta") == [
        ("Vous êtes sur la liste d’attente", False),
        ("Une place vous est offerte, à confirmer", False),
    ]
    held = registration(Viewer.link(second), key=second)
    assert held.state == RegistrationState.OFFERED
    assert timedelta(hours=47) < held.offered_until - timezone.now() <= timedelta(hours=48)
    assert session(PUBLIC, session_id=published).left == 0
    with pytest.raises(OfferOver):
        accept_place(Viewer.link(third), key=third)
    accept_place(Viewer.link(second), key=second)
    accept_place(Viewer.link(second), key=second)
    assert registration(Viewer.link(second), key=second).state == RegistrationState.REGISTERED
    assert waiting_rank(Viewer.link(third), key=third) == 1


def test_an_offer_without_an_answer_goes_to_the_next(published):
    key = come(published, "alpha")
    second, third = come(published, "beta"), come(published, "gamma")
    cancel_registration(Viewer.link(key), key=key)
    late = timezone.now() - timedelta(minutes=1)
    Registration.objects.for_operation().filter(key=second).update(offered_until=late)
    assert late_offers(JOB, at=timezone.now()) == 1
    with pytest.raises(OfferOver):
        accept_place(Viewer.link(second), key=second)
    assert lapse_offers(JOB, at=timezone.now()) == 1
    assert registration(JOB, key=second).state == RegistrationState.LAPSED
    assert registration(JOB, key=third).state == RegistrationState.OFFERED
    assert late_offers(JOB, at=timezone.now()) == 0
    assert Message.objects.for_operation().filter(kind="registration_lapsed").get().address == "beta@example.org"


def test_too_late_to_ask_the_place_is_given_at_once(published):
    key, second = come(published, "alpha"), come(published, "beta")
    soon = timezone.now() + timedelta(hours=2)
    Session.objects.for_operation().update(starts_at=soon, ends_at=soon + timedelta(hours=1))
    cancel_registration(Viewer.link(key), key=key)
    assert registration(JOB, key=second).state == RegistrationState.REGISTERED
    assert letters("beta")[-1] == ("Une place s’est libérée pour vous", False)


def test_places_added_go_to_the_list_first_and_none_is_taken_back(cast, published):
    promoter = cast.viewer(Role.PROMOTER)
    come(published, "alpha")
    second = come(published, "beta")
    amend_session(promoter, session_id=published, places=2, link="https://example.org/salle", access=(), partners=())
    assert registration(JOB, key=second).state == RegistrationState.OFFERED
    with pytest.raises(TooFewPlaces):
        amend_session(promoter, session_id=published, places=1, link="", access=(), partners=())


def test_another_way_to_join_is_told_to_who_holds_a_place_and_the_reminder_says_it(cast, published):
    promoter = cast.viewer(Role.PROMOTER)
    come(published, "alpha")
    come(published, "beta")
    here = {"session_id": published, "places": 1, "access": (), "partners": ()}
    amend_session(promoter, **here, link="https://example.org/autre")
    assert letters("alpha")[-2:] == [("Le lien pour participer a changé", False), ("C’est demain", False)]
    assert [subject for subject, _cancelled in letters("beta")] == ["Vous êtes sur la liste d’attente"]
    due = Message.objects.for_operation().waiting().filter(address="alpha@example.org", due_at__gt=timezone.now())
    assert ["https://example.org/autre" in message.body for message in due] == [True]
    said = Message.objects.for_operation().count()
    amend_session(promoter, **here, link="https://example.org/autre")
    assert Message.objects.for_operation().count() == said


def test_a_session_moved_keeps_the_places_and_tells_everyone(cast, published):
    promoter = cast.viewer(Role.PROMOTER)
    come(published, "alpha")
    waits = come(published, "beta")
    card = session(promoter, session_id=published)
    when = {"starts_at": card.starts_at + timedelta(days=7), "ends_at": card.ends_at + timedelta(days=7)}
    said = {"session_id": published, "place": "Matane", "reason": "Une tempête"}
    assert postpone_session(promoter, **said, **when) == 2
    moved = session(PUBLIC, session_id=published)
    assert (moved.moved_from, moved.place, moved.version) == (card.starts_at, "Matane", 1)
    told = Message.objects.for_operation().filter(kind="session_moved").order_by("pk")
    assert [m.address for m in told] == ["alpha@example.org", "beta@example.org"]
    assert all("Une tempête" in m.body and "Matane" in m.body for m in told)
    reminders = Message.objects.for_operation().waiting().filter(due_at__gt=timezone.now())
    assert [m.due_at for m in reminders] == [when["starts_at"] - timedelta(days=1)]
    assert waiting_rank(Viewer.link(waits), key=waits) == 1
    with pytest.raises(SameDate):
        postpone_session(promoter, **said, **when)


def corrected(**changes):
    return Correction(
        **{"title": "Webinaire fictif", "summary": "Une heure", "prerequisites": "", "price": 0, **changes}
    )


def test_a_new_price_or_title_is_told_in_the_series_and_what_was_held_keeps_its_own(cast, published):
    promoter = cast.viewer(Role.PROMOTER)
    here = {"session_id": published, "places": 1, "access": (), "partners": (), "link": ""}
    held, coming = (add_session(promoter, session_id=published, session=terms()["session"]) for _one in range(2))
    for number, name in ((published, "alpha"), (published, "beta"), (held, "gamma"), (coming, "delta")):
        publish_session(promoter, session_id=number)
        come(number, name)
    let_begin(held)
    assert amend_session(promoter, **here, correction=corrected(summary="Deux heures")) == 0
    said = corrected(title="Autre titre", price=Decimal(45))
    assert amend_session(promoter, **here, correction=said, reason="La salle coûte plus cher.") == 3
    told = Message.objects.for_operation().filter(kind="session_corrected").order_by("pk")
    assert [message.address.partition("@")[0] for message in told] == ["alpha", "beta", "delta"]
    for message in told:
        for words in ("Autre titre (avant\u00a0: Webinaire fictif)", "avant\u00a0: gratuit", "La salle coûte"):
            assert words in message.body
    cards = [session(PUBLIC, session_id=number) for number in (published, coming, held)]
    assert [(card.title, card.price, card.version) for card in cards] == [
        ("Autre titre", 45, 1),
        ("Autre titre", 45, 1),
        ("Webinaire fictif", 0, 0),
    ]
    assert letters("alpha")[-2:] == [("C’est demain", True), ("C’est demain", False)]
    assert amend_session(promoter, **here, correction=said) == 0


def test_a_session_cancelled_says_why_and_takes_nobody_more(cast, published):
    promoter = cast.viewer(Role.PROMOTER)
    key = come(published, "alpha")
    come(published, "beta")
    assert cancel_session(promoter, session_id=published, reason="La salle est inondée.") == 2
    told = Message.objects.for_operation().filter(kind="session_cancelled")
    assert {m.address for m in told} == {"alpha@example.org", "beta@example.org"}
    assert all("inondée" in m.body for m in told)
    assert not Message.objects.for_operation().waiting().filter(due_at__gt=timezone.now()).exists()
    with pytest.raises(SessionCancelled):
        come(published, "gamma")
    with pytest.raises(AlreadyOver):
        cancel_session(promoter, session_id=published, reason="Encore")
    cancel_registration(Viewer.link(key), key=key)
    assert [line.state for line in registrations(JOB, session_id=published)] == [
        RegistrationState.WAITING,
        RegistrationState.CANCELLED,
    ]


def test_a_refusal_tells_nobody(cast, drafted):
    with pytest.raises(NotPublished):
        cancel_session(cast.viewer(Role.PROMOTER), session_id=drafted, reason="Non")
    assert not Message.objects.for_operation().exists()


def test_the_confirmation_carries_the_place_the_code_a_private_link_and_a_calendar(published):
    key = come(published, "alpha")
    Session.objects.for_operation().update(link="https://example.org/salle")
    line = registration(Viewer.link(key), key=key)
    message = Message.objects.for_operation().filter(kind="registration").earliest("pk")
    assert "Où\u00a0: En ligne" in message.body
    assert line.code in message.body
    assert str(key) not in message.body
    assert "/activites/lien/" in message.body
    book, ticket = message.attachments
    assert (ticket["name"], ticket["text"][:4]) == ("billet.svg", "<svg")
    (event,) = Calendar.from_ical(book["text"]).walk("VEVENT")
    assert (book["name"], event["summary"], event["status"]) == ("seance.ics", "Webinaire fictif", "CONFIRMED")
    assert event["dtstart"].dt == session(PUBLIC, session_id=published).starts_at.replace(microsecond=0)


def test_the_page_shows_what_was_typed_never_what_the_directory_knows_of_an_address(published):
    come(published, "alpha")
    other = announce(Session.objects.for_operation().get().activity.project_id)
    key = register(PUBLIC, session_id=other, enterprise_name="Curieuse", email="alpha@example.org")
    assert registration(Viewer.link(key), key=key).enterprise == "Curieuse"


def test_who_came_is_said_once_it_began(cast, published):
    promoter = cast.viewer(Role.PROMOTER)
    Session.objects.for_operation().update(places=3)
    for name in ("alpha", "beta"):
        come(published, name)
    lines = registrations(promoter, session_id=published)
    with pytest.raises(NotBegun):
        note_attendance(promoter, session_id=published, came=[lines[0].id])
    let_begin(published)
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
        announce(Session.objects.for_operation().first().activity.project_id)
    assert [line.state for line in registrations(promoter, session_id=published)][:2] == [
        RegistrationState.REGISTERED,
        RegistrationState.WAITING,
    ]
    assert ask() == one == 2
