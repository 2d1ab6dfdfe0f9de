"""The first page, the search, what stands around the programme, pages that stop: for everyone, on any screen."""

import pytest

from tests.browser.axe import violations
from tests.browser.moves import follow
from virage.stages.insight.indexing import index_public

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_page_that_does_not_exist_is_accessible_too(phone, live_server, guard):
    guard.allow("404")
    phone.goto(live_server.url + "/nulle-part/")
    assert violations(phone) == []


def test_from_the_first_page_to_a_found_aid_without_script(without_script, live_server):
    index_public()
    page = without_script
    page.goto(live_server.url)
    follow(page.get_by_role("link", name="Chercher", exact=True).first)
    page.get_by_label("Un métier, une région").fill("diagnostic numérique")
    follow(page.get_by_role("button", name="Chercher"))
    follow(page.get_by_role("link", name="ESSOR, volet 1B").first)
    assert page.url.endswith("/aides/essor-1b/")


def test_the_short_form_of_the_first_page_leads_to_the_choice_of_a_sector(phone, live_server):
    phone.goto(live_server.url)
    phone.get_by_label("Que fait votre entreprise?").fill("je fais des armoires de cuisine")
    follow(phone.get_by_role("button", name="Chercher avec moi"))
    assert phone.url.endswith("/secteur/")
