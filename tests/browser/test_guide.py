"""Every component, in a real browser: at rest on the narrowest phone, drawn once, and whole on paper."""

import pytest

PAGES = ["/demo/guide/", "/demo/guide/poste/", "/en/demo/guide/", "/en/demo/guide/poste/"]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_pushes_the_page_sideways(page, live_server, address):
    page.set_viewport_size({"width": 320, "height": 740})
    page.goto(live_server.url + address)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize(("width", "shown", "hidden"), [(1280, "large", "etroit"), (360, "etroit", "large")])
def test_one_drawing_of_each_chart_is_shown(page, live_server, width, shown, hidden):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(live_server.url + "/demo/guide/")
    assert page.locator(f"svg.v-g--{shown}:visible").count() == 4
    assert page.locator(f"svg.v-g--{hidden}:visible").count() == 0


def test_on_paper_the_banner_stays_and_the_menu_goes(page, live_server):
    page.goto(live_server.url + "/demo/guide/")
    page.emulate_media(media="print")
    assert page.locator(".v-avis").is_visible()
    assert page.locator(".v-demo--page").is_visible()
    assert not page.locator(".v-nav").is_visible()


def test_focus_is_seen(page, live_server):
    page.goto(live_server.url + "/demo/guide/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"
    assert page.evaluate("getComputedStyle(document.activeElement).backgroundColor") == "rgb(255, 199, 74)"
