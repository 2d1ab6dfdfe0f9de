"""On a page in English, what stays in French says so (WCAG 3.1.2): names, titles, quotations."""

from html.parser import HTMLParser

import pytest

from tests.house.rights import DEMONSTRATION, OWNER, PUBLIC, SME, STRANGER
from tests.house.test_rights import address_of, client_of
from virage.base import demonstration
from virage.base.library import library
from virage.base.words import is_french

ROUTES = {name: right for name, right in {**PUBLIC, **SME, **DEMONSTRATION}.items() if not right.acts}
VOID = {"br", "circle", "hr", "img", "input", "link", "meta", "path", "rect", "source", "use", "wbr"}
SILENT = {"option", "script", "style", "textarea", "title"}  # they hold text alone, or what one typed
PLACES = " ".join(region.name.fr for region in library().regions.values())  # the same in both languages
PEOPLE = {"Ève"}


class Reader(HTMLParser):
    """Collects the words of a page, each with the language it is said to be in."""

    def __init__(self):
        super().__init__()
        self.open, self.said = [("", "en")], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("lang") or self.open[-1][1]))

    def handle_endtag(self, tag):
        while len(self.open) > 1 and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tag, language = self.open[-1]
        if tag not in SILENT and data.strip():
            self.said.append((language.split("-")[0], " ".join(data.split())))


def unmarked(page):
    """What reads as French and is said to be English; places, people and addresses keep their names."""
    reader = Reader()
    reader.feed(page)
    heard = {said for language, said in reader.said if language == "en" and is_french(said)}
    return sorted(said for said in heard - PEOPLE if said.lstrip("0123456789 ") not in PLACES and "." not in said)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>Groupe BIM du Québec</p>", ["Groupe BIM du Québec"]),
        ('<p><span lang="fr">Groupe BIM du Québec</span><br>of Québec</p>', []),
        ("<p>Carried by the Groupe BIM du Québec</p>", []),
    ],
)
def test_the_reader_sees_a_french_name(page, found):
    assert unmarked(page) == found


@pytest.mark.django_db
def test_french_is_said_to_be_french_on_pages_in_english(cast, monkeypatch):
    monkeypatch.setattr(demonstration, "database_is_demo", lambda: True)
    found = {}
    for name, right in ROUTES.items():
        client = client_of(STRANGER if right.outcomes[STRANGER] == 200 else OWNER, cast)
        page = client.get(address_of(name, right, cast, "en"))
        if page.status_code == 200 and page.headers["Content-Type"].startswith("text/html"):
            found |= {name: left} if (left := unmarked(page.content.decode())) else {}
    assert found == {}
