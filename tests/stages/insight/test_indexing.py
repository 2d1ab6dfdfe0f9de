"""Everything public is found, in both languages, and every entry opens a page."""

import pytest
from django.test import Client

from virage.base.library import library
from virage.base.models import SearchEntry
from virage.base.search import search
from virage.base.viewer import Viewer
from virage.stages.insight.indexing import entries, index_public

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _index():
    index_public()


def kinds(words, language="fr"):
    return {found.kind for found in search(Viewer.public(language=language), words=words)}


def keys(words, kind, language="fr"):
    return [found.key for found in search(Viewer.public(language=language), words=words, kind=kind)]


@pytest.mark.parametrize(
    ("words", "kind", "first"),
    [
        ("armoires", "activity", "armoires-de-cuisine"),
        ("cybersecurite", "governance", "centres"),
        ("tournée du numérique", "governance", "tour"),
        ("incubateurs", "governance", "startups"),
        ("evaluation numérique", "aid", "essor-1b"),
        ("ESSOR 1B", "aid", "essor-1b"),
        ("groupe BIM", "project", "otn-002"),
        ("vendre en ligne", "project", "otn-003"),
        ("gaspesie", "region", "11"),
        ("meuble", "sector", "meuble"),
        ("forêt", "sector", "foresterie"),
        ("vie privee", "page", "public-privacy"),
    ],
)
def test_what_people_look_for_comes_first_of_its_kind(words, kind, first):
    assert keys(words, kind)[0] == first


def test_a_slip_finds_the_grants():
    assert set(keys("subvension", "aid")) == set(keys("subvention", "aid"))


@pytest.mark.parametrize(
    ("words", "kind", "key"),
    [
        ("grant", "aid", "essor-1b"),
        ("cabinets", "activity", "armoires-de-cuisine"),
        ("telework", "governance", "centres"),
    ],
)
def test_english_finds_the_same_things(words, kind, key):
    assert key in keys(words, kind, language="en")


def test_every_aid_on_the_shelf_and_every_subject_is_indexed():
    indexed = {kind: set() for kind in ("aid", "governance", "project")}
    for entry in entries():
        indexed.setdefault(entry.kind, set()).add(entry.key)
    assert indexed["aid"] == {aid.id for aid in library().aids.values() if aid.is_norm}
    assert indexed["governance"] == set(library().governance)
    assert indexed["project"] == set(library().portfolio.projects)


def test_entries_come_in_pairs_and_once():
    french = list(SearchEntry.objects.filter(language="fr").order_by("kind", "key").values_list("kind", "key"))
    english = list(SearchEntry.objects.filter(language="en").order_by("kind", "key").values_list("kind", "key"))
    assert french == english


def test_every_entry_opens_a_page():
    client = Client(SERVER_NAME="localhost")
    paths = {path.split("#")[0] for path in SearchEntry.objects.values_list("path", flat=True)}
    assert {path: client.get(path).status_code for path in sorted(paths)} == dict.fromkeys(sorted(paths), 200)


def test_indexing_again_changes_nothing():
    before = SearchEntry.objects.count()
    assert index_public() == before == SearchEntry.objects.count()
