"""What a page of words points to is there."""

import re

from tests.house.files import ours
from tools.places import ROOT

LINK = re.compile(r"""(?:\]\(|src=")([^)"#:]+)(?:#[^)]*)?[)"]""")
ROOMS = "core|content|base|stages|desks|cli|demo|config|packs|tests|tools|docs|bench|deploy"
FILE = re.compile(rf"`((?:{ROOMS})/[\w/.-]+\.(?:py|yaml|md))`")


def pages():
    return [(ROOT / name, text) for name, text in ours() if name.endswith(".md")]


def test_every_link_leads_somewhere():
    lost = [
        f"{page.relative_to(ROOT)}: {link}"
        for page, text in pages()
        for link in LINK.findall(text)
        if not (page.parent / link).exists()
    ]
    assert lost == []


def test_every_file_named_exists():
    lost = [
        f"{page.relative_to(ROOT)}: {name}"
        for page, text in pages()
        for name in FILE.findall(text)
        if not (ROOT / name).exists() and not (ROOT / "src" / "virage" / name).exists()
    ]
    assert lost == []
