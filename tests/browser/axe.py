"""Ask axe-core what keeps people out of a page: WCAG 2.1 AA and its best practices, no violation allowed."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Error

VENDOR = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"


@cache
def _axe():
    return VENDOR.read_text(encoding="utf-8")


def violations(page):
    """One line for each element in fault: rule, element, what to mend.

    A page that leaves while it is read takes the answer along: the page that follows is read instead.
    """
    page.wait_for_load_state("load")
    try:
        found = _read(page)
    except Error:
        page.wait_for_load_state("load")
        found = _read(page)
    return [f"{rule['id']}: {node['target'][-1]}: {rule['help']}" for rule in found for node in rule["nodes"]]


def _read(page):
    page.evaluate(_axe())
    return page.evaluate(RUN, TAGS)["violations"]


def assert_accessible(page):
    found = violations(page)
    assert not found, "\n".join([page.url, *found])
