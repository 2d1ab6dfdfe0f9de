"""What stands around the programme: only what sources say, with dates, and what none says."""

import gzip

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from virage.base.library import library

pytestmark = pytest.mark.django_db
TOPICS = sorted(library().governance)


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


def address(topic, language="fr"):
    with translation.override(language):
        return reverse(f"public:{topic}")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("topic", TOPICS)
def test_every_subject_has_its_page_and_says_every_fact(client, topic, language, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        answer = client.get(address(topic, language))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert [f'id="{fact.id}"' in page for fact in library().governance[topic].facts] == [True] * len(
        library().governance[topic].facts
    )
    assert len(gzip.compress(answer.content)) <= 20 * 1024


def test_dated_facts_come_from_the_oldest_and_the_others_last(client):
    told = client.get(address("action_plan")).context["page"].told
    dates = [each.on for each in told if each.on]
    assert dates == sorted(dates)
    assert [each.on is None for each in told] == sorted(each.on is None for each in told)


def test_amounts_that_disagree_stand_side_by_side_with_their_sources(client):
    page = client.get(address("action_plan")).content.decode()
    assert "<b>188\u00a0M$</b>" in page
    assert "<b>200\u00a0M$</b>" in page
    assert "branchez-vous.com" in page
    assert "Non tranché." in page


def test_what_no_source_says_is_said(client):
    assert "État actuel non établi" in client.get(address("council")).content.decode()
    assert "Current state not established" in client.get(address("council", "en")).content.decode()
    tour = client.get(address("tour")).content.decode()
    assert tour.count("une seule source trouvée") == 2
    assert "aucun nombre publié" in client.get(address("strategy")).content.decode()


def test_the_menu_of_the_programme_marks_the_page_one_is_on(client):
    page = client.get(address("tour")).content.decode()
    menu = page[page.index('class="v-sous-nav"') : page.index("</nav>", page.index('class="v-sous-nav"'))]
    assert menu.count("aria-current") == 1
    assert 'href="/programme/tournee/" aria-current="page"' in menu
    assert 'href="/programme/engagements/"' in menu


def test_an_amount_is_as_exact_as_its_source(client):
    page = client.get(address("startups")).content.decode()
    assert "<b>1\u00a0236\u00a0440\u00a0$</b> aide" in page
    assert "<b>plus de 15\u00a0M$</b> coût total" in page
