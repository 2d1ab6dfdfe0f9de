"""One box over everything public: grouped, in the language, light, and never a dead end."""

import gzip

import pytest
from django.test import Client

from virage.stages.insight.indexing import index_public

pytestmark = pytest.mark.django_db


@pytest.fixture
def _index(db):
    index_public()


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.context["page"]


def test_the_empty_box_asks_nothing_of_the_database(client, django_assert_max_num_queries):
    client.get("/recherche/")
    with django_assert_max_num_queries(0):
        assert page(client, "/recherche/").total == 0


@pytest.mark.usefixtures("_index")
@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("words", ["numérique", "subvention", "digital", "subvension", "a"])
def test_it_is_light(client, django_assert_max_num_queries, prefix, words):
    with django_assert_max_num_queries(6):
        answer = client.get(f"{prefix}/recherche/", {"q": words})
    assert len(gzip.compress(answer.content)) <= 40 * 1024
    assert len(answer.content) <= 100 * 1024


@pytest.mark.usefixtures("_index")
def test_results_are_grouped_counted_and_open_in_the_language(client):
    french = page(client, "/recherche/?q=armoires")
    assert french.groups[0].kind == "activity"
    english = page(client, "/en/recherche/?q=cabinets")
    assert english.groups[0].kind == "activity"
    assert {found.path[:4] for group in english.groups for found in group.found} == {"/en/"}


@pytest.mark.usefixtures("_index")
def test_the_rest_of_a_kind_is_one_link_away(client):
    aids = next(group for group in page(client, "/recherche/?q=subvention").groups if group.kind == "aid")
    assert len(aids.found) == 4 < aids.total
    assert [group.kind for group in page(client, aids.more).groups] == ["aid"]
    assert len(page(client, aids.more).groups[0].found) == min(aids.total, 40)


@pytest.mark.usefixtures("_index")
def test_a_slip_is_said_and_nothing_found_offers_a_person(client):
    assert page(client, "/recherche/?q=subvension").alike
    answer = client.get("/recherche/?q=zzzz").content.decode()
    assert "Rien pour «\u00a0zzzz\u00a0»." in answer
    assert "/joindre/" in answer


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "%00", "'; DROP TABLE x --", "é" * 5000])
def test_what_one_types_is_only_words(client, words):
    answer = client.get("/recherche/", {"q": words})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.usefixtures("_index")
def test_the_aid_catalogue_searches_the_same_shelf(client):
    catalogue = page(client, "/aides/?q=robotique")
    shown = {row.aid.id for rows in (catalogue.certain, catalogue.to_verify, catalogue.closed) for row in rows}
    assert "alu40-ln1" in shown or "essor-1b" not in shown
    assert 0 < catalogue.total < 40
