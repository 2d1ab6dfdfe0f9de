"""French search: accents, other forms of a word, words that only resemble."""

import pytest

from virage.base.search import Entry, excerpt, rebuild_search, search
from virage.base.viewer import Viewer

pytestmark = pytest.mark.django_db
FRENCH = (
    "Les entreprises sont évaluées par un conseiller",
    "Subventions à la numérisation",
    "Atelier sur les données et l’hameçonnage",
    "Financement d’équipements robotisés",
    "Les femmes entrepreneures autochtones",
    "Cœur du réseau industriel",
)
ENGLISH = ("Firms are assessed by an adviser", "Grants for digitisation")


def entry(at, text, language="fr", kind="thing", title="Sans titre"):
    return Entry(kind=kind, key=str(at), language=language, title=title, text=text, path=f"/{at}/")


def asked(words, language="fr", **options):
    return {int(found.key) for found in search(Viewer.public(language=language), words=words, **options)}


@pytest.fixture(autouse=True)
def _shelf():
    rebuild_search(
        [*(entry(i, text) for i, text in enumerate(FRENCH)), *(entry(i, text, "en") for i, text in enumerate(ENGLISH))]
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("evaluation", {0}),
        ("évaluation", {0}),
        ("evaluees", {0}),
        ("evaluer", {0}),
        ("subvention numerisation", {1}),
        ("les subventions", {1}),
        ("donnee", {2}),
        ("DONNÉES", {2}),
        ("hameconnage", {2}),
        ("equipement", {3}),
        ("robotique", {3}),
        ("entrepreneur", {4}),
        ("coeur", {5}),
        ("réseaux industriels", {5}),
    ],
)
def test_a_word_is_found_in_its_other_forms(words, found):
    assert asked(words) == found


@pytest.mark.parametrize(("words", "found"), [("subvension", {1}), ("numerisasion", {1}), ("équipemment robot", {3})])
def test_a_slip_is_found_by_resemblance_and_says_so(words, found):
    results = search(Viewer.public(), words=words)
    assert {int(each.key) for each in results} == found
    assert {each.alike for each in results} == {True}


def test_when_nothing_holds_every_word_what_holds_most_of_them_comes_first():
    results = search(Viewer.public(), words="financement de la numérisation et équipements")
    assert [int(each.key) for each in results] == [3, 1]


@pytest.mark.parametrize("words", ["", "   ", "zzzz", "'\"&|!:*", "le la les", "\\", "%s", "a" * 3000])
def test_words_that_find_nothing_break_nothing(words):
    assert asked(words) == set()


def test_each_language_has_its_own_shelf_and_its_own_paths():
    assert asked("assess", language="en") == {0}
    assert asked("assess") == set()
    assert [f.path for f in search(Viewer.public(language="en"), words="grants")] == ["/en/1/"]


def test_a_title_weighs_more_and_each_kind_is_counted():
    rebuild_search(
        [
            *(entry(i, "un robot parmi d’autres mots, beaucoup de robots") for i in range(3)),
            entry(9, "autre chose", title="Robots"),
            entry(20, "robot", kind="other"),
        ]
    )
    found = search(Viewer.public(), words="robot", each=2)
    assert found[0].key == "9"
    assert sorted((each.kind, each.total) for each in found) == [("other", 1), ("thing", 4), ("thing", 4)]
    assert asked("robot", kind="other") == {20}


def test_a_search_costs_one_query_and_two_by_resemblance(django_assert_num_queries):
    with django_assert_num_queries(1):
        asked("subvention")
    with django_assert_num_queries(2):
        asked("subvension")


def test_an_excerpt_begins_near_the_first_word_found():
    text = " ".join(["mot"] * 60 + ["armoires"] + ["suite"] * 60)
    assert excerpt(text, "armoire").split()[:10] == ["…", *["mot"] * 8, "armoires"]
    assert excerpt("Trois mots seulement", "absent") == "Trois mots seulement"
