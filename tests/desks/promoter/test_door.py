"""The door of a session, without script: the list, the code, the late marks of a device."""

import json
import re
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.meeting import announce, let_begin
from tests.thread import project
from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.awareness.operations import register
from virage.stages.awareness.queries import registrations

pytestmark = [pytest.mark.django_db]

DEVICE = "6cdd9cc7-3153-423f-b0d8-eb93e8ac2106"


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def session(cast, client):
    number = announce(project(cast), places=3)
    register(cast.stranger, session_id=number, enterprise_name="Alpha fictive", email="alpha@example.org")
    let_begin(number)
    person = Person.objects.get(pk=cast.people[Role.PROMOTER])
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return number


def line(cast, session):
    return registrations(cast.viewer(Role.PROMOTER), session_id=session)[0]


def test_the_list_marks_and_unmarks_without_script(client, cast, session):
    where, alpha = f"/promoteur/activites/{session}/accueil/", line(cast, session)
    assert client.post(f"{where}noter/", {"there": alpha.id})["Location"] == f"{where}#r{alpha.id}"
    assert "<td data-standing>sur place</td>" in text(client.get(where))
    client.post(f"{where}noter/", {"away": alpha.id})
    assert line(cast, session).came is False
    assert "n’est pas celui d’une inscription" in text(client.post(f"{where}noter/", {"code": "ZZZZZZ"}))
    assert client.post(f"{where}noter/", {"there": "²"}).status_code == HTTPStatus.CONFLICT
    client.post(f"{where}noter/", {"code": alpha.code})
    assert line(cast, session).came is True


def test_a_ticket_shows_no_name_to_a_stranger_and_a_button_to_who_welcomes(client, cast, session):
    code = line(cast, session).code
    ticket = f"/activites/{session}/billet/{code}/"
    assert "Accueillir cette personne" in text(client.get(ticket))
    arrival = f"/promoteur/activites/{session}/accueil/{code}/"
    assert "Alpha fictive" in text(client.get(arrival))
    assert client.post(arrival)["Location"].startswith(f"/promoteur/activites/{session}/accueil/#r")
    assert "n’est pas celui" in text(client.get(f"/promoteur/activites/{session}/accueil/ZZZZZZ/"))
    client.logout()
    known, unknown = client.get(ticket), client.get(f"/activites/{session}/billet/ZZZZZZ/")
    assert "Alpha fictive" not in text(known)
    assert text(known) == text(unknown).replace("ZZZZZZ", code)


def test_late_marks_are_answered_with_what_stands(client, cast, session):
    where, alpha = f"/promoteur/activites/{session}/accueil/marques/", line(cast, session)
    number = str(uuid4())
    marked = {"number": number, "registration": alpha.id, "came": True, "at": timezone.now().isoformat()}
    sent = {"device": str(uuid4()), "marks": [marked]}
    answer = client.post(where, json.dumps(sent), content_type="application/json").json()
    assert answer == {"kept": [number], "lines": {str(alpha.id): {"came": True, "disputed": False}}}


@pytest.mark.parametrize(
    "sent",
    ["", "[]", "{}", '{"device": "x", "marks": []}', '{"device": 3, "marks": null}']
    + [
        json.dumps({"device": DEVICE, "marks": [mark]})
        for mark in (
            {},
            {"number": "x", "registration": 1, "came": True, "at": "2026-11-22T12:00:00Z"},
            {"number": DEVICE, "registration": "1", "came": True, "at": "2026-11-22T12:00:00Z"},
            {"number": DEVICE, "registration": 1, "came": "yes", "at": "2026-11-22T12:00:00Z"},
            {"number": DEVICE, "registration": 1, "came": True, "at": "2026-11-22T12:00:00"},
        )
    ],
)
def test_what_is_not_marks_is_refused_whole(client, cast, session, sent):
    where = f"/promoteur/activites/{session}/accueil/marques/"
    assert client.post(where, sent, content_type="application/json").status_code == 400
    assert line(cast, session).came is None


def test_someone_without_a_registration_is_let_in(client, cast, session):
    where = f"/promoteur/activites/{session}/accueil/"
    client.post(where, {"enterprise_name": "Bêta fictive", "email": "beta@example.org"})
    assert "Bêta fictive" in text(client.get(where))


def test_after_the_session_documents_letters_and_opinions(client, cast, session):
    alpha, where = line(cast, session), f"/promoteur/activites/{session}/suite/"
    assert "Notez d’abord les présences" in text(client.get(where))
    client.post(f"/promoteur/activites/{session}/accueil/noter/", {"there": alpha.id})
    assert client.post(where, {"title": "Aide-mémoire", "url": "https://example.org/a"})["Location"] == where
    assert "Aide-mémoire" in text(client.get(where))
    assert "Écrivez le message" in text(client.post(f"{where}came/", {"subject": "Merci", "body": ""}))
    assert client.post(f"{where}came/", {"subject": "Merci", "body": "À bientôt."})["Location"] == where
    assert "1 envois" not in text(client.get(where))
    assert "n’écrit qu’une fois" in text(client.post(f"{where}came/", {"subject": "Merci", "body": "Encore"}))
