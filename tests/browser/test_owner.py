"""The owner's thread in a real browser: on a phone, with the keyboard alone, without script, in both languages."""

import re

import pytest

from tests.browser.axe import assert_accessible, bring
from tests.browser.moves import arriving, follow, submit
from tests.cast import assemble
from tests.thread import project
from virage.stages.messages.queries import mailbox

NEED = "je perds des heures à refaire mes soumissions"


@pytest.fixture
def cast(transactional_db):
    """A promoter who takes requests, seen by the server too."""
    cast = assemble()
    project(cast)
    return cast


def begin(page, url, prefix=""):
    """The four first facts and the sector."""
    page.goto(f"{url}{prefix}/mon-entreprise/")
    page.fill("#id_activity", "couvreur")
    page.fill("#id_employees", "12")
    page.select_option("#id_region", "01")
    page.fill("#id_need", NEED)
    submit(page)
    page.check("input[name=sector][value=construction]")
    submit(page)


def answer_everything(page, option="b", *, check=lambda _page: None):
    """One situation for each question until the result."""
    while "/question/" in page.url:
        check(page)
        wanted = page.locator(f"input[name=answer][value={option}]")
        (wanted if wanted.count() else page.locator("input[name=answer]").first).check()
        submit(page)


@pytest.mark.long
def test_a_call_back_from_a_phone_reaches_the_promoter(phone, live_server, cast):
    """Every page on the way can be read by all."""
    bring(phone.context)
    begin(phone, live_server.url)
    answer_everything(phone, check=assert_accessible)
    result = phone.url
    assert_accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    follow(phone.locator("form[action$='/plan/tracer/'] button"))
    assert_accessible(phone)
    phone.goto(result)
    follow(phone.locator("text=Faites-moi rappeler").first)
    phone.fill("#id_enterprise_name", "Toitures fictives")
    phone.fill("#id_name", "Ève Fictive")
    phone.fill("#id_phone", "418 555-0100")
    phone.fill("#id_email", "eve@example.org")
    phone.check("#id_consent")
    submit(phone)
    assert phone.locator("#qui-voit ~ ul").inner_text().startswith("Réseau fictif du Bâtiment")
    (letter,) = [one for one in mailbox(cast.stranger) if one.address == "eve@example.org"]
    assert "/lien/" in letter.body


def test_the_thread_works_without_script(without_script, live_server, cast):
    begin(without_script, live_server.url)
    answer_everything(without_script)
    assert without_script.locator(".v-score__n").inner_text() == "25"


@pytest.mark.long
def test_the_keyboard_alone_is_enough(page, live_server, cast):
    """In English, and every question can be read by all."""
    bring(page.context)
    begin(page, live_server.url, "/en")
    while "/question/" in page.url:
        assert_accessible(page)
        page.locator("input[name=answer]").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        with arriving(page):
            page.keyboard.press("Enter")
    assert page.url.endswith("/resultat/")
    assert_accessible(page)


def test_the_back_button_keeps_every_answer(page, live_server, cast):
    begin(page, live_server.url)
    first = page.url
    page.check("input[name=answer][value=c]")
    submit(page)
    with arriving(page):
        page.go_back()
    assert page.url == first
    page.goto(first)
    assert page.locator("input[name=answer][value=c]").is_checked()


def test_the_private_link_opens_the_file_on_another_device(page, phone, live_server, cast):
    begin(phone, live_server.url)
    phone.goto(phone.url.split("/question/")[0] + "/lien/")
    phone.fill("#id_email", "eve@example.org")
    submit(phone)
    (letter,) = [one for one in mailbox(cast.stranger) if one.address == "eve@example.org"]
    (path,) = re.findall(r"/lien/\S+", letter.body)
    page.goto(live_server.url + path)
    submit(page)
    assert re.search(r"/mon-entreprise/\d+/$", page.url)
