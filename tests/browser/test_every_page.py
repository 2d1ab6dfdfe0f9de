"""Every page that answers, in a real browser, as someone who may open it: wide and narrow, in both languages.

One line of ``tests/house/rights`` is enough for a new route to be walked here.
"""

import os
from dataclasses import dataclass

import pytest

from tests.browser.axe import bring, violations
from tests.browser.guard import Guard
from tests.demonstrated import play
from tests.house.rights import RIGHTS, STRANGER, VIEWERS
from tests.house.test_rights import address_of, client_of
from virage.stages.insight.indexing import index_public

WIDTHS = {"fr": (1280, 360), "en": (360,)}  # one load for both widths: only the style sheet knows them
LEFT = {  # the slowest rules, where they would see the same again: landmarks at each width, colours in each language
    ("fr", 1280): (),
    ("fr", 360): ("region",),
    ("en", 360): ("region", "color-contrast"),
}
MORE = (  # what is asked of a page changes what it shows
    "/recherche/?q=armoires",
    "/recherche/?q=zzzz",
    "/programme/engagements/?le=2021-10-10",
    "/programme/chiffres/?theme=adoption",
)
NO_PAGES = {  # files, and words for machines
    "health",
    "ready",
    "adviser:document",
    "partner:document",
    "promoter:document",
    "promoter:door_worker",
    "promoter:import_template",
    "promoter:to_correct",
    "public:calendar_feed",
    "public:certificate",
    "public:session_file",
    "public:download",
    "public:material",
    "sme:document",
    "sme:my_data",
    "sme:plan_pdf",
    "sme:plan_word",
    "sme:specification",
}
SOUND = """() => ({
    lang: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    titled: document.title.trim().length > 0,
})"""
WIDE = "document.documentElement.scrollWidth - innerWidth"
SMALL = """() => [...document.querySelectorAll('.govuk-button, button, .v-nav a, summary, select, .govuk-input')]
  .map(e => [e.textContent.trim().slice(0, 30), e.getBoundingClientRect()])
  .filter(([_, box]) => box.width && box.height < 44).map(([words]) => words)"""


@dataclass(frozen=True, kw_only=True)
class Stop:
    name: str
    viewer: str
    address: str


@pytest.fixture
def cast(transactional_db, monkeypatch):
    found = play(monkeypatch)
    index_public()
    return found


def stops(cast, language):
    """Each route that answers a page, with the first viewer for whom it does."""
    for name, right in RIGHTS.items():
        viewer = next((viewer for viewer in VIEWERS if right.outcomes[viewer] == 200), None)
        if viewer and not right.acts and name not in NO_PAGES:
            yield Stop(name=name, viewer=viewer, address=address_of(name, right, cast, language))
    if language == "fr":
        yield from (Stop(name=address, viewer=STRANGER, address=address) for address in MORE)


def faults(screen, language):
    """What is wrong with the page on the screen, in few words."""
    expected = {"lang": f"{language}-CA", "headings": 1, "titled": True}
    if (sound := screen.evaluate(SOUND)) != expected:
        yield f"{sound}"
    for width in sorted(WIDTHS[language], key=lambda width: width != screen.viewport_size["width"]):
        if width != screen.viewport_size["width"]:  # the page before left the screen at one of them
            screen.set_viewport_size({"width": width, "height": 900})
        if (beyond := screen.evaluate(WIDE)) > 0:
            yield f"{width}: {beyond} px too wide"
        yield from (f"{width}: {violated}" for violated in violations(screen, but=LEFT[language, width]))
        yield from (f"{width}: « {words} » is small to touch" for words in screen.evaluate(SMALL))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_sound(cast, new_context, live_server, language):
    found, at = {}, None
    guard = Guard()
    for stop in sorted(stops(cast, language), key=lambda stop: VIEWERS.index(stop.viewer)):
        if at != stop.viewer:
            at, screen = stop.viewer, new_page_of(new_context, guard, live_server, client_of(stop.viewer, cast))
        answer = screen.goto(live_server.url + stop.address)
        complaints = [*(faults(screen, language) if answer.status == 200 else [answer.status]), *guard.complaints]
        guard.complaints.clear()
        if complaints:
            found[stop.name] = complaints
        if shots := os.environ.get("SHOTS"):
            screen.screenshot(path=f"{shots}/{stop.name.replace(':', '-')}-{language}.png", full_page=True)
    assert [f"{name}: {line}" for name, lines in found.items() for line in lines] == []


def new_page_of(new_context, guard, live_server, client):
    """A browser that is already signed in, or holds the key."""
    context = new_context(viewport={"width": 1280, "height": 900})
    guard.watch(context)
    bring(context)
    context.add_cookies(
        [{"name": name, "value": held.value, "url": live_server.url} for name, held in client.cookies.items()]
    )
    return context.new_page()
