"""The adviser's desk: a day, a file, a move, an hour; and whose eyes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import JOB
from tests.thread import answer_all, begin, call, project
from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.casefiles.operations import accept_request
from virage.stages.casefiles.queries import case_file

pytestmark = pytest.mark.django_db


def enter(client, cast, role):
    client.force_login(Person.objects.get(pk=cast.people[role]), "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def held(cast):
    thread, owner = begin()
    answer_all(thread, owner)
    return accept_request(
        JOB,
        request_id=call(thread, owner, project(cast)),
        owner_id=cast.people[Role.ADVISER],
        next_move="Remettre le plan",
        next_move_on=timezone.localdate() - timedelta(days=4),
    )


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_day_begins_with_what_is_late(client, cast, held):
    enter(client, cast, Role.ADVISER)
    with CaptureQueriesContext(connection) as seen:
        page = text(client.get("/conseiller/"))
    assert "Toitures fictives" in page
    assert "4\u00a0jours de retard" in page or "4 jours de retard" in page
    assert len(seen) <= 10


def test_the_file_shows_the_answers_with_their_proof(client, cast, held):
    enter(client, cast, Role.ADVISER)
    page = text(client.get(f"/conseiller/dossiers/{held}/"))
    for words in ("Ève Fictive", "418 555-0100", "Déclaré", "Dossier ouvert"):
        assert words in page


def test_the_adviser_moves_the_file_and_notes_an_hour(client, cast, held):
    enter(client, cast, Role.ADVISER)
    move = {
        "next_move_by": "enterprise",
        "next_move": "Choisir les actions",
        "next_move_on": (timezone.localdate() + timedelta(days=8)).isoformat(),
        "owner": cast.people[Role.ADVISER],
        "stage": "advice",
        "version": "1",
    }
    address = f"/conseiller/dossiers/{held}/"
    assert client.post(f"{address}geste/", move)["Location"] == address
    assert case_file(JOB, case_file_id=held).next_move == "Choisir les actions"
    again = text(client.post(f"{address}geste/", {**move, "next_move": "Autre chose"}))
    assert "entre-temps" in again
    assert "Autre chose" in again
    assert 'name="version" value="2"' in again
    hour = {"given_on": timezone.localdate().isoformat(), "hours": "1,25", "what": "Appel"}
    assert client.post(f"{address}service/", hour)["Location"] == address
    assert "1,25\u00a0h" in text(client.get(address))


def test_the_owner_sees_the_same_move_and_not_the_desk(client, cast, held):
    line = case_file(JOB, case_file_id=held)
    assert client.get(f"/conseiller/dossiers/{held}/").status_code == 302
    enter(client, cast, Role.PARTNER)
    assert client.get(f"/conseiller/dossiers/{held}/").status_code == 403
    assert client.get(f"/mon-entreprise/{line.enterprise_id}/").status_code == 404


def test_the_identity_of_its_enterprise_is_read_from_the_file(client, cast, held):
    page = text(enter(client, cast, Role.ADVISER).get(f"/conseiller/dossiers/{held}/"))
    address = f"/conseiller/entreprises/{case_file(JOB, case_file_id=held).enterprise_id}/"
    assert f'href="{address}"' in page
    with CaptureQueriesContext(connection) as asked:
        identity = text(client.get(address))
    assert len(asked) <= 12
    assert 'href="/conseiller/dossiers/"' in identity


def test_the_identity_of_another_s_enterprise_does_not_exist(client, cast, held):
    begin()
    stranger = case_file(JOB, case_file_id=held).enterprise_id + 1
    assert enter(client, cast, Role.ADVISER).get(f"/conseiller/entreprises/{stranger}/").status_code == 404
