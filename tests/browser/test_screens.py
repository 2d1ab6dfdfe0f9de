"""The instruments of the browser tests see what they are there to see."""

import pytest

from tests.browser.axe import violations
from tests.browser.guard import is_local


def test_the_first_page_answers_in_french(screen, live_server):
    answer = screen.goto(live_server.url)
    assert answer.status == 200
    assert screen.locator("html").get_attribute("lang").startswith("fr")


def test_axe_sees_a_picture_without_words(page):
    page.set_content("<!doctype html><html lang=fr><title>t</title><main><h1>t</h1><img src='data:,'></main></html>")
    assert [line.split(":")[0] for line in violations(page)] == ["image-alt"]


def test_the_guard_sees_a_console_error_and_a_request_outside(page, guard):
    with page.expect_event("requestfailed"), page.expect_console_message(lambda said: said.text == "oups"):
        page.set_content("<script src='http://example.invalid/x.js'></script><script>console.error('oups')</script>")
    seen = {line.split(" ")[0] for line in guard.verdict()}
    guard.complaints.clear()
    assert seen == {"console:", "outside:"}


@pytest.mark.parametrize(("url", "local"), [("data:,", True), ("http://localhost:1/", True), ("http://a.ca/", False)])
def test_what_is_local(url, local):
    assert is_local(url) == local
