"""The real programme, in a real browser: accessible, and at rest on a phone."""

import pytest

from tests.browser.axe import assert_accessible
from tests.browser.moves import follow

PAGES = [
    "/programme/",
    "/programme/projets/otn-003/",
    "/programme/engagements/?le=2021-10-10",
    "/programme/cibles/",
    "/programme/contradictions/",
    "/programme/chiffres/?theme=adoption",
    "/programme/secteurs/",
    "/programme/regions/06/",
    "/donnees-ouvertes/",
]


@pytest.mark.parametrize("address", [*PAGES, "/en/programme/"])
def test_pages_are_accessible_and_do_not_scroll_sideways(screen, live_server, address):
    screen.goto(live_server.url + address)
    assert_accessible(screen)
    assert screen.evaluate("document.documentElement.scrollWidth") == screen.viewport_size["width"]


def test_one_searches_the_projects_and_opens_one(phone, live_server):
    phone.goto(live_server.url + "/programme/")
    phone.get_by_label("Mots").fill("boutique en ligne")
    follow(phone.get_by_role("button", name="Chercher"))
    follow(phone.get_by_role("link", name="Association québécoise des technologies (AQT)"))
    assert phone.locator("h1").inner_text() == "Virage numérique bleu"
