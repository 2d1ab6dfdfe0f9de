"""The real programme, searched in a real browser."""

from tests.browser.moves import follow


def test_one_searches_the_projects_and_opens_one(phone, live_server):
    phone.goto(live_server.url + "/programme/")
    phone.get_by_text("Chercher parmi les projets").click()
    phone.get_by_label("Mots").fill("boutique en ligne")
    follow(phone.get_by_role("button", name="Chercher"))
    follow(phone.get_by_role("link", name="Association québécoise des technologies (AQT)"))
    assert phone.locator("h1").inner_text() == "Virage numérique bleu"
