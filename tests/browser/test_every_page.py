"""Every page that answers, in a real browser, as someone who may open it: wide and narrow, in both languages.

One line of ``tests/house/rights`` is enough for a new route to be walked here. Each viewer's browser is opened once;
what the pages say is then laid in it, in French and wide, narrowed and read again but for what cannot differ, then in
English. A page with a script of its own is opened for itself.
"""

import os
import re
from dataclasses import dataclass

import pytest

from tests.browser.axe import bring, contrasts_of_what_appeared, remember_what_shows, violations
from tests.browser.guard import Guard
from tests.demonstrated import play
from tests.house.rights import RIGHTS, STRANGER, VIEWERS
from tests.house.test_rights import address_of, client_of
from virage.stages.insight.indexing import index_public

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 900}
SEEN_WIDE = ("region", "color-contrast")  # the slowest rules, which would see the same again
MORE = (  # what is asked of a page changes what it shows
    "/recherche/?q=armoires",
    "/recherche/?q=zzzz",
    "/programme/engagements/?le=2021-10-10",
    "/programme/chiffres/?theme=adoption",
)
NO_PAGES = {  # files, and words for machines
    "health",
    "ministry:agreement_paper",
    "ministry:claim_paper",
    "ministry:payment_file",
    "ministry:piece",
    "ready",
    "adviser:document",
    "partner:document",
    "partner:piece",
    "promoter:agreement_paper",
    "promoter:claim_paper",
    "promoter:document",
    "promoter:door_worker",
    "promoter:import_template",
    "promoter:piece",
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
BEYOND = "document.documentElement.scrollWidth - innerWidth"
SMALL = """() => [...document.querySelectorAll('.govuk-button, button, .v-nav a, summary, select, .govuk-input')]
  .map(e => [e.textContent.trim().slice(0, 30), e.getBoundingClientRect()])
  .filter(([_, box]) => box.width && box.height < 44).map(([words]) => words)"""

LAY = """words => {
    const page = new DOMParser().parseFromString(words, 'text/html');
    document.documentElement.lang = page.documentElement.lang;
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
}"""
REFUSED = re.compile(r"<style|<[^>]+ (?:style|on[a-z]+)=")  # by the policy of contents, when a page is opened


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A page: its route, who opens it, its address in French, and in English where it is read too."""

    name: str
    viewer: str
    address: str
    english: str = ""


@pytest.fixture
def cast(transactional_db, monkeypatch):
    found = play(monkeypatch)
    index_public()
    return found


def stops(cast):
    """Each route that answers a page, with the first viewer for whom it does."""
    for name, right in RIGHTS.items():
        viewer = next((viewer for viewer in VIEWERS if right.outcomes[viewer] == 200), None)
        if viewer and not right.acts and name not in NO_PAGES:
            french, english = (address_of(name, right, cast, language) for language in ("fr", "en"))
            yield Stop(name=name, viewer=viewer, address=french, english=english)
    yield from (Stop(name=address, viewer=STRANGER, address=address) for address in MORE)


def show(screen, address):
    """Put a page on the screen; what is wrong with how it came."""
    answer = screen.context.request.get(address)
    words = answer.text()
    if "<script" in words or screen.evaluate("document.scripts.length"):  # its own, or one that another page leaves
        screen.goto(address)
    else:
        screen.evaluate(LAY, words)
    yield from () if answer.ok else [f"{answer.status}"]
    yield from (f"the policy of contents refuses {found}" for found in REFUSED.findall(words))


def unsound(screen, language):
    if (sound := screen.evaluate(SOUND)) != {"lang": f"{language}-CA", "headings": 1, "titled": True}:
        yield f"{sound}"
    if (beyond := screen.evaluate(BEYOND)) > 0:
        yield f"{beyond} px too wide"
    yield from (f"« {words} » is small to touch" for words in screen.evaluate(SMALL))


def faults(screen, stop, home):
    """What is wrong with a page, in few words: wide, narrow, then in English."""
    screen.set_viewport_size(WIDE)
    wide = (*show(screen, home + stop.address), *unsound(screen, "fr"), *violations(screen))
    yield from (f"wide: {fault}" for fault in wide)
    remember_what_shows(screen)
    if shots := os.environ.get("SHOTS"):
        screen.screenshot(path=f"{shots}/{stop.name.replace(':', '-')}.png", full_page=True)
    screen.set_viewport_size(NARROW)
    narrow = (*unsound(screen, "fr"), *violations(screen, but=SEEN_WIDE), *contrasts_of_what_appeared(screen))
    yield from (f"narrow: {fault}" for fault in narrow)
    if stop.english:
        laid = show(screen, home + stop.english)
        english = (*laid, *unsound(screen, "en"), *violations(screen, but=SEEN_WIDE))
        yield from (f"English: {fault}" for fault in english)


@pytest.mark.long
def test_every_page_is_sound(cast, new_context, live_server):
    found, at = [], None
    guard = Guard()
    for stop in sorted(stops(cast), key=lambda stop: VIEWERS.index(stop.viewer)):
        if at != stop.viewer:
            at, screen = stop.viewer, new_page_of(new_context, guard, live_server, client_of(stop.viewer, cast))
            screen.goto(live_server.url + stop.address)
        complaints = [*faults(screen, stop, live_server.url), *guard.complaints]
        guard.complaints.clear()
        found += [f"{stop.name}: {complaint}" for complaint in complaints]
    assert found == []


def new_page_of(new_context, guard, live_server, client):
    """A browser that is already signed in, or holds the key."""
    context = new_context(viewport=WIDE)
    guard.watch(context)
    bring(context)
    context.add_cookies(
        [{"name": name, "value": held.value, "url": live_server.url} for name, held in client.cookies.items()]
    )
    return context.new_page()
