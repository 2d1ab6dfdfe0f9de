"""The changelog is one list: an entry stands once, under what it is."""

import re
from collections import Counter

from tools.places import ROOT

KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Known limits"}
TEXT = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def strays(text):
    """Entries that no « ### kind » of their release announces, and headings said twice or stuck to a line."""
    found, kind, seen, before = [], None, set(), ""
    for line in text.splitlines():
        if line.startswith("## "):
            kind, seen = None, set()
        if line.startswith("### "):
            kind = line.removeprefix("### ")
            found += [line] if kind in seen or kind not in KINDS else []
            seen.add(kind)
        if (line.startswith("- ") and kind is None) or (line.startswith("#") and before):
            found.append(line)
        before = line
    return found


def twice(text):
    """Lines that stand more than once, headings of kinds aside."""
    lines = Counter(re.sub(r"\s+", " ", line) for line in text.splitlines() if line and not line.startswith("### "))
    return [line for line, count in lines.items() if count > 1]


def test_every_entry_stands_once_under_a_heading():
    assert (strays(TEXT), twice(TEXT)) == ([], [])


def test_what_is_out_of_place_is_seen():
    text = "## [Unreleased]\n\n- a\n\n### Added\n\n- b\n- a\n## [0.1.0]\n\n### Added\n\n- c\n\n### Added\n"
    assert (strays(text), twice(text)) == (["- a", "## [0.1.0]", "### Added"], ["- a"])
