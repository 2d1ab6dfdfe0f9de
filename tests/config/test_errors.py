"""Pages that stop: in the language of the address, with something to do and a person to call."""

import pytest
from django.test import Client, RequestFactory

from virage.config import errors

pytestmark = pytest.mark.django_db
CONTACT = {"name": "Rose Untel", "phone": "418 555-0100", "email": "aide@example.org", "hours": "9 h à 16 h"}


def said(address, **options):
    return Client(SERVER_NAME="localhost", raise_request_exception=False, **options).get(address)


@pytest.mark.parametrize(
    ("address", "words"),
    [("/nulle-part/", "Cette page n’existe pas"), ("/en/nulle-part/", "This page does not exist")],
)
def test_a_page_that_does_not_exist_offers_to_search(address, words):
    answer = said(address)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert words in page
    assert 'action="/recherche/"' in page or 'action="/en/recherche/"' in page
    assert 'class="v-nav"' in page


def test_the_person_to_call_is_named(settings):
    settings.CONTACT = CONTACT
    page = said("/nulle-part/").content.decode()
    assert [value in page for value in CONTACT.values()] == [True] * 4
    assert 'href="tel:418 555-0100"' in page


def test_a_form_that_outlived_its_session_says_how_to_send_it_again():
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    answer = client.post("/mon-entreprise/", {"activity": "garage"})
    assert answer.status_code == 403
    assert "La page a expiré" in answer.content.decode()
    assert "Parler à une personne" in answer.content.decode()


def test_what_breaks_is_said_in_both_languages_with_a_person_and_no_script(settings):
    settings.CONTACT = CONTACT
    answer = errors.broken(RequestFactory().get("/"))
    page = answer.content.decode()
    assert answer.status_code == 500
    assert ("Une erreur est survenue" in page, "Something went wrong" in page) == (True, True)
    assert page.count("418 555-0100") == 4
    assert "<script" not in page


def test_what_breaks_in_a_demonstration_leads_to_the_page_of_help(settings):
    settings.CONTACT = dict.fromkeys(CONTACT, "")
    page = errors.broken(RequestFactory().get("/")).content.decode()
    assert ('href="/joindre/"' in page, 'href="/en/joindre/"' in page) == (True, True)
