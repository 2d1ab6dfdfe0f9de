"""Ask axe-core what keeps people out of a page: WCAG 2.1 AA and its best practices, no violation allowed."""

from functools import cache
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


@cache
def _axe():
    return VENDOR.read_text(encoding="utf-8")


def violations(page):
    """One line for each element in fault: rule, element, what to mend."""
    page.evaluate(_axe())
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )["violations"]
    return [f"{rule['id']}: {node['target'][-1]}: {rule['help']}" for rule in found for node in rule["nodes"]]


def assert_accessible(page):
    found = violations(page)
    assert not found, "\n".join([page.url, *found])
