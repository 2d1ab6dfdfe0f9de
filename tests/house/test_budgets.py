"""What a first visit costs, page by page, on the demonstration: ten questions to the database, 100 KB on the wire."""

import gzip
import re
from urllib.parse import urljoin

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.demonstrated import play
from tests.house.rights import OWNER, PUBLIC, SME, STRANGER
from tests.house.test_rights import address_of, client_of

QUERIES, BYTES = 10, 100_000
FILES = {"sme:my_data": 17}  # not a page: one question for each kind of thing that an enterprise gave
NEEDED = re.compile(r'<(?:script|img)[^>]*\ssrc="([^"]+)"|<link\s+rel="(?:stylesheet|preload|icon)"\s+href="([^"]+)"')
BROWSER = {"accept-encoding": "gzip, deflate, br"}
ROUTES = {name: right for name, right in {**PUBLIC, **SME}.items() if not right.acts}


@pytest.fixture
def cast(db, monkeypatch):
    return play(monkeypatch)


def weight(client, address):
    """The bytes of a style sheet, a font, a drawing or a script, as they travel."""
    response = client.get(address, headers=BROWSER)
    assert response.status_code == 200, address
    return len(response.getvalue())


def visit(client, address):
    """A page, how many questions it asked, and every byte that it took."""
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address, headers=BROWSER)
    if page.status_code == 302 or not page.headers["Content-Type"].startswith("text/html"):
        return len(asked), len(page.content)
    assert page.headers.get("Content-Encoding") == "gzip", address
    needed = {src or href for src, href in NEEDED.findall(gzip.decompress(page.content).decode())}
    return len(asked), len(page.content) + sum(weight(client, urljoin(address, each)) for each in needed)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_first_visit_is_light(cast, language):
    heavy = {}
    for name, right in ROUTES.items():
        address = address_of(name, right, cast, language)
        queries, size = visit(client_of(STRANGER if right.outcomes[STRANGER] == 200 else OWNER, cast), address)
        if queries > FILES.get(name, QUERIES) or size > BYTES:
            heavy[name] = f"{queries} queries, {size} bytes"
    assert heavy == {}
