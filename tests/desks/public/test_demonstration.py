"""The demonstration's pages: on this machine, on a marked database, for fictitious people only."""

import pytest
from django.test import Client

from tests.cast import JOB
from virage.base import demonstration
from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.accounts.operations import declare_demonstration
from virage.stages.accounts.operations.demonstration import HoldsRealPeople

pytestmark = pytest.mark.django_db
PAGES = ("/demo/", "/demo/courrier/")


@pytest.fixture
def marked(monkeypatch):
    monkeypatch.setattr(demonstration, "database_is_demo", lambda: True)


def statuses(cast, **extra):
    client = Client()
    enter = f"/demo/entrer/{cast.people[Role.AUDITOR]}/"
    return {*(client.get(page, **extra).status_code for page in PAGES), client.post(enter, **extra).status_code}


def test_without_the_mark_the_setting_or_loopback_these_pages_do_not_exist(cast, settings, monkeypatch):
    assert statuses(cast) == {404}
    monkeypatch.setattr(demonstration, "database_is_demo", lambda: True)
    assert statuses(cast) == {200, 302}
    assert statuses(cast, REMOTE_ADDR="192.0.2.7") == {404}
    settings.DEMO = False
    assert statuses(cast) == {404}


def test_the_mailbox_says_whose_mail_it_shows(client, marked):
    page = client.get("/demo/courrier/").content.decode()
    assert "Tout le courrier de tout le monde est ici" in page
    assert "Hors d’une démonstration, cette page n’existe pas" in page


def test_one_enters_as_any_of_the_cast(cast, client, marked):
    page = client.get("/demo/").content.decode()
    for role, person_id in cast.people.items():
        assert f"Personne {role}" in page
        assert client.post(f"/demo/entrer/{person_id}/").status_code == 302
        assert client.get("/").wsgi_request.viewer.roles == {role}


def test_nobody_enters_as_a_real_person(cast, client, marked):
    Person.objects.filter(pk=cast.people[Role.DIRECTOR]).update(fictitious=False)
    assert "Personne director" not in client.get("/demo/").content.decode()
    assert client.post(f"/demo/entrer/{cast.people[Role.DIRECTOR]}/").status_code == 404
    assert not client.get("/").wsgi_request.viewer.is_person


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_owner_marks_a_database_that_holds_nobody_real():
    assert not demonstration.database_is_demo()
    declare_demonstration(JOB)
    assert demonstration.database_is_demo()


def test_a_database_with_a_real_person_is_never_marked(cast):
    Person.objects.filter(pk=cast.people[Role.DIRECTOR]).update(fictitious=False)
    with pytest.raises(HoldsRealPeople):
        declare_demonstration(JOB)
