"""A browser lost its key: the private link comes again, and the page says nothing of who has a file."""

import re

import pytest
from django.core.cache import cache

from tests.thread import begin
from virage.stages.directory.operations import name_contact
from virage.stages.messages.models import Message
from virage.stages.messages.policies import PER_HOUR

pytestmark = pytest.mark.django_db
PAGE = "/mon-entreprise/lien/"
KNOWN, UNKNOWN = "atelier@example.org", "personne@example.org"


@pytest.fixture(autouse=True)
def _nobody_asked_yet():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def kept():
    """Two threads under one address."""
    for name in ("Atelier un", "Atelier deux"):
        thread, owner = begin()
        name_contact(owner, key=thread.key, email=KNOWN, enterprise_name=name)


def answered(client, email):
    """The page that follows, but for the token of its form, which changes each time."""
    page = client.post(PAGE, {"email": email}, follow=True).content.decode()
    return re.sub(r'(?<=name="csrfmiddlewaretoken" value=")\w+', "", page)


def letters():
    return Message.objects.for_operation().filter(kind="private_link").order_by("pk")


def test_the_answer_is_the_same_for_a_known_and_an_unknown_address(client, kept):
    known, unknown = answered(client, f" {KNOWN.upper()} "), answered(client, UNKNOWN)
    assert "Si un dossier est gardé sous cette adresse" in known
    assert known == unknown
    assert [letter.address for letter in letters()] == [KNOWN, KNOWN]


def test_each_thread_of_the_address_has_its_letter_which_leaves_later_and_opens(client, kept, settings):
    answered(client, KNOWN)
    newest, oldest = (letter.body for letter in letters())
    assert ("(Atelier deux)" in newest, "(Atelier un)" in oldest) == (True, True)
    assert set(letters().values_list("sent_at", flat=True)) == {None}  # nobody waits for the mail server
    link = next(word for word in newest.split() if "/lien/" in word).removeprefix(settings.BASE_URL)
    assert "Mon dossier" in client.post(link, follow=True).content.decode()


def test_an_address_is_written_to_a_few_times_an_hour_and_the_page_does_not_say_so(client, kept):
    said = {answered(client, KNOWN) for _ in range(PER_HOUR)}
    assert (len(said), letters().count()) == (1, PER_HOUR)


def test_a_visitor_asks_ten_times_an_hour_and_the_page_does_not_say_so(client, kept):
    for number in range(10):
        answered(client, f"essai{number}@example.org")
    assert "Si un dossier est gardé" in answered(client, KNOWN)
    assert letters().count() == 0
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    client.post(PAGE, {"email": KNOWN}, **elsewhere)
    assert letters().count() == 2


def test_an_incomplete_address_is_said_incomplete(client, db):
    assert "Cette adresse n’est pas complète" in answered(client, "atelier@")


@pytest.mark.parametrize("address", ["/mon-entreprise/1/", "/mon-entreprise/1/plan/"])
def test_a_file_that_does_not_open_offers_the_link_and_another_page_does_not(client, address):
    assert f'href="{PAGE}"' in client.get(address).content.decode()
    assert f'href="{PAGE}"' not in client.get("/programme/projets/rien/").content.decode()
