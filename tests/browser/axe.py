"""Ask axe-core what keeps people out of a page: WCAG 2.1 AA and its best practices, no violation allowed."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Error

VENDOR = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
RULES = "resultTypes: ['violations'], preload: false"
LINES = """.then(({violations}) => violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.target.at(-1)}: ${rule.help}`)
))"""
RUN = f"({{tags, rules}}) => axe.run(document, {{runOnly: {{type: 'tag', values: tags}}, rules, {RULES}}}){LINES}"
SHOWN = "[...document.body.querySelectorAll('*')].filter(element => element.checkVisibility())"
REMEMBER = f"() => {{ window.shownBefore = new WeakSet({SHOWN}); }}"
APPEARED = f"""() => {{
    const include = {SHOWN}.filter(element => !shownBefore.has(element));
    return include.length && axe.run({{include}}, {{runOnly: ['color-contrast'], {RULES}}}){LINES};
}}"""


@cache
def _axe():
    return VENDOR.read_text(encoding="utf-8")


def violations(page, *, but=()):
    """One line for each element in fault: rule, element, what to mend; ``but`` names rules that are left out.

    A page that leaves while it is read takes the answer along: the page that follows is read instead.
    """
    page.wait_for_load_state("load")
    try:
        return _read(page, but)
    except Error:
        page.wait_for_load_state("load")
        return _read(page, but)


def _read(page, but):
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    return page.evaluate(RUN, {"tags": TAGS, "rules": {rule: {"enabled": False} for rule in but}})


def remember_what_shows(page):
    """What ``contrasts_of_what_appeared`` leaves out later."""
    page.evaluate(REMEMBER)


def contrasts_of_what_appeared(page):
    """As ``violations``, the colours alone, of the elements that did not show when ``remember_what_shows`` looked."""
    return page.evaluate(APPEARED) or []


def bring(context):
    """Every page of this browser opens with axe at hand: quicker than to send it to each."""
    context.add_init_script(path=VENDOR)


def assert_accessible(page):
    found = violations(page)
    assert not found, "\n".join([page.url, *found])
