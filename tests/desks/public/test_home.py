"""The first page: three doors, real figures with their sources, and a short form that leads into the thread."""

import gzip
import re

import pytest
from django.test import Client

from tests.cast import assemble
from tests.house.rights import RIGHTS
from virage.base import demonstration
from virage.base.library import library
from virage.base.viewer import Role
from virage.desks.public.desks import DESKS
from virage.stages.accounts.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


@pytest.mark.parametrize("address", ["/", "/en/"])
def test_it_is_light(client, address, django_assert_max_num_queries):
    client.get(address)
    with django_assert_max_num_queries(3):
        answer = client.get(address)
    assert len(gzip.compress(answer.content)) <= 20 * 1024


def test_the_figures_are_those_of_the_pack_with_their_source_and_their_doubt(client):
    page = client.get("/").context["page"]
    assert [each.id for each in page.leading] == ["OTN-MONEY-218", "OTN-PROJECTS-56", "OTN-ACC-17", "OTN-PROD-15"]
    assert [each.value for each in page.leading] == ["218\u00a0M$", "56", "17\u00a0000", "plus de 15\u00a0%"]
    assert {each.source for each in page.leading} == {"communiqué, 25\u00a0avril 2025"}
    assert page.leading[1].but.startswith(str(len(library().portfolio.identified)))
    assert page.leading[0].contradiction == "C4"


def test_each_figure_opens_on_a_page_that_holds_it(client):
    for each in client.get("/").context["page"].leading:
        answer = client.get("/programme/chiffres/", {"theme": each.id}).content.decode()
        assert f'id="{each.id}"' in answer


def test_the_short_form_leads_into_the_thread(client):
    names = set(re.findall(r'name="(\w+)"', client.get("/").content.decode()))
    said = {"activity": "je fais des armoires", "need": "les soumissions", "region": "06", "employees": "12"}
    assert set(said) <= names
    answer = client.post("/mon-entreprise/", said)
    assert answer.status_code == 302
    assert re.fullmatch(r"/mon-entreprise/\d+/secteur/", answer["Location"])


def test_the_cast_has_its_door_in_a_demonstration_only(client, monkeypatch):
    assert "/demo/" not in client.get("/").content.decode()
    monkeypatch.setattr(demonstration, "database_is_demo", lambda: True)
    assert 'href="/demo/"' in client.get("/").content.decode()


def test_whoever_holds_a_role_that_has_a_desk_is_led_there(client):
    cast = assemble()
    for role, offered in ((Role.ADVISER, True), (Role.COUNCIL, False)):
        client.force_login(
            Person.objects.get(pk=cast.people[role]), "allauth.account.auth_backends.AuthenticationBackend"
        )
        assert ("Ouvrir mon poste" in client.get("/").content.decode()) == offered


def test_every_desk_named_exists():
    assert [route for _roles, _words, route in DESKS if route not in RIGHTS] == []
