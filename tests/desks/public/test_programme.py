"""The pages of the real programme: the pack's numbers, what no source says, ten queries, a hundred kilobytes."""

import gzip
import html
import re
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from virage.base.library import library
from virage.core.money import Money
from virage.desks.public.programme import drawings, money, projects, tracker, wording
from virage.desks.public.programme.references import readable
from virage.desks.public.programme.results import whole

PAGES = [
    "/programme/",
    "/programme/projets/otn-001/",
    "/programme/engagements/",
    "/programme/cibles/",
    "/programme/contradictions/",
    *(f"/programme/chiffres/?theme={theme}" for theme in ("programme", "adoption", "productivite", "effet")),
    "/programme/secteurs/",
    "/programme/secteurs/fabrication/",
    "/programme/regions/06/",
    "/donnees-ouvertes/",
]
LIMIT = 100_000  # bytes over the wire on a first visit: the page, the sheet and the face, compressed
SHEET_AND_FACE = 27_000 + 34_000
TODAY = date(2026, 11, 22)


@pytest.fixture
def portfolio():
    return library().portfolio


def text(response):
    body = html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
    return re.sub(r"\s+", " ", body)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["", "/en"])
def test_a_page_is_light_and_says_its_world(client, db, django_assert_max_num_queries, address, language):
    with django_assert_max_num_queries(10):
        response = client.get(language + address, HTTP_ACCEPT_ENCODING="gzip")
    assert response.status_code == 200
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) + SHEET_AND_FACE < LIMIT
    said = gzip.decompress(response.content).decode()
    assert ("Données publiques sur un programme réel" in said) is not bool(language)
    assert ("Public data on a real program" in said) is bool(language)
    assert "Données de démonstration" not in said


@pytest.mark.parametrize("address", ["projets/otn-999/", "secteurs/inconnu/", "regions/99/"])
def test_what_does_not_exist_is_not_found(client, db, address):
    assert client.get(f"/programme/{address}").status_code == 404


def test_the_headline_is_the_packs(portfolio):
    head = money.headline(portfolio)
    assert head.envelope.total == Money(Decimal(254_000_000))
    assert head.reported.amount == Money(Decimal(218_000_000))
    assert head.later == Money(Decimal(4_300_000))
    assert (head.named, head.count, head.hidden) == (25, 57, 32)


def test_each_announcement_keeps_what_is_named_and_what_remains(portfolio):
    lines = [
        (line.batch.id if line.batch else None, line.count, len(line.named), line.named_aid.amount, line.rest.amount)
        for line in money.announced(portfolio)
    ]
    assert lines == [
        ("B1", 2, 2, 33_700_000, 0),
        ("B2", 5, 3, 16_558_164, 6_541_836),
        ("B3", 8, 8, 24_550_000, 0),
        ("B4", 10, 5, 20_583_835, 8_416_165),
        ("B5", 14, 4, 13_900_000, 23_100_000),
        ("CUM56", 17, 1, 937_500, 0),
        (None, 1, 1, 4_300_000, 0),
    ]
    assert [p.id for p in money.unplaced(portfolio)] == ["otn-023"]


def test_the_envelope_adds_announcements_and_additions_alone(portfolio):
    assert [step.total.amount / 1_000_000 for step in money.envelope_by_steps(portfolio)] == [130, 190, 240, 254]
    assert [step.total.amount / 1_000_000 for step in money.aid_by_steps(portfolio)] == [
        Decimal("33.7"),
        Decimal("56.8"),
        Decimal("81.4"),
        Decimal("110.4"),
        Decimal("147.4"),
        Decimal("147.5"),
        218,
    ]


def test_the_three_ratios_stand_apart_with_their_n(portfolio):
    rows = money.leverage_table(portfolio)
    found = {row.batch.id if row.batch else "projects": row.found for row in rows}
    assert next(r.batch.id if r.batch else "projects" for r in rows) == "CUM35"
    assert round(found["CUM35"].cost.value, 2) == Decimal("2.03")
    assert round(found["CUM35"].other.value, 2) == Decimal("1.03")
    assert (found["projects"].cost.n, found["projects"].cost.out_of) == (4, 25)
    assert {row.found.private.value for row in rows} == {None}


def test_a_region_hides_no_project_that_no_source_limits(portfolio):
    found = projects.listing({"region": "06"}, portfolio.identified, library().sectors, library().regions)
    assert found.found == 25
    assert len(projects.everywhere(portfolio.identified)) == 24
    assert [p.id for p in projects.somewhere(portfolio.identified)] == ["otn-014"]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"q": "Boutique EN ligne"}, ["otn-003"]),
        ({"q": "fpinnovations"}, ["otn-015", "otn-016"]),
        ({"secteur": "construction"}, ["otn-002", "otn-024"]),
        ({"secteur": "construction", "q": "modulaire"}, ["otn-024"]),
        ({"q": "zzz"}, []),
        ({"secteur": "n’existe pas"}, [f"otn-{n:03}" for n in range(1, 11)]),
    ],
)
def test_projects_are_found_by_words_and_sector(portfolio, asked, ids):
    found = projects.listing(asked, portfolio.identified, library().sectors, library().regions)
    assert [p.id for p in found.page] == ids


def test_a_shared_amount_counts_once(portfolio):
    found = projects.listing({"q": "fpinnovations"}, portfolio.identified, library().sectors, library().regions)
    assert found.named_aid == Money(Decimal(6_678_540))


def test_the_project_says_what_is_not_published(client, db):
    said = text(client.get("/programme/projets/otn-015/"))
    assert "un seul montant publié pour ce projet et" in said
    assert "coût total non publié" in said
    assert "accueil de nouvelles entreprises à vérifier auprès de l’organisme porteur" in said
    assert "Ni cible ni résultat n’est publié" in said


def test_a_project_shows_each_funder_and_what_nobody_is_said_to_pay(client, db, portfolio):
    said = text(client.get("/programme/projets/otn-003/")).replace("\xa0", " ")
    assert "Développement économique Canada (REGI) public 9 007 929 $" in said
    assert "Origine non publiée, par différence non publiée 3 984 142 $" in said
    assert money.unexplained(portfolio.projects["otn-013"]) is None


def test_a_real_project_has_no_form_that_writes(client, db):
    for name in library().portfolio.projects:
        assert 'method="post"' not in client.get(f"/programme/projets/{name}/").content.decode()


@pytest.mark.parametrize(
    ("on", "states"),
    [
        ("2021-03-28", ["not_observable"]),
        ("2021-04-07", ["not_observable", "open", "open", "not_observable", "not_observable"]),
        ("2021-10-10", ["not_observable", "late", "open", "not_observable", "not_observable"]),
        ("2026-11-22", ["open", "late", "not_observable", "not_observable", "not_observable"]),
    ],
)
def test_promises_stand_where_sources_show_on_the_date_asked(portfolio, on, states):
    found = tracker.tracker(portfolio, {"le": on}, TODAY)
    assert found.on == date.fromisoformat(on)
    assert [s.state.value for _promise, standings in found.promises for s in standings] == states
    assert len(found.promises) + found.later == 4


def test_a_date_that_makes_no_sense_is_said_and_today_is_shown(client, db):
    response = client.get("/programme/engagements/?le=2021-02-31")
    assert "Écrivez la date comme ceci : 2022-03-31." in text(response).replace("\xa0", " ")


def test_before_any_promise_nothing_is_invented(client, db):
    said = text(client.get("/programme/engagements/?le=2020-01-01"))
    assert "Rien n’était encore promis à cette date." in said
    assert "4 engagements annoncés après cette date" in said.replace("\xa0", " ")


def test_every_target_set_is_shown_once(client, db, portfolio):
    page = client.get("/programme/cibles/").content.decode()
    assert [page.count(f'id="{s.id}"') for s in portfolio.target_sets] == [1] * 11
    assert [s.id for s in portfolio.target_sets if not whole(s, portfolio)] == ["TS-B3", "TS-B4", "TS-B5"]


def test_the_twelve_contradictions_keep_every_value(client, db, portfolio):
    page = client.get("/programme/contradictions/").content.decode()
    assert re.findall(r'<h3 id="(C\d+)"', page) == list(portfolio.contradictions)
    assert page.count("<li><b>") == sum(len(c.claims) for c in portfolio.contradictions.values())


def test_every_figure_is_on_one_theme(client, db):
    seen = []
    for theme in ("programme", "adoption", "productivite", "effet"):
        seen += re.findall(r'<h3 id="([^"]+)"', client.get(f"/programme/chiffres/?theme={theme}").content.decode())
    assert sorted(seen) == sorted(library().figures.records)


def test_evidence_that_proves_no_cause_says_so(client, db):
    assert "aucune ne prouve que le numérique est la cause" in text(client.get("/programme/chiffres/?theme=effet"))


def test_the_table_behind_the_targets_gives_no_day_that_no_source_gives(portfolio):
    with translation.override("fr"):
        chart = drawings.targets_and_results(portfolio, "accompanied", "")
    dates = {row[2] for row in chart.table.rows}
    assert {"2022", "automne 2023 (page redatée du 12 juin 2024)"} <= dates


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("aide de otn-018", "/programme/projets/otn-018/"),
        ("voir C1", "/programme/contradictions/#C1"),
        ("(S41)", "https://"),
    ],
)
def test_ids_become_names_that_lead_somewhere(words, link):
    with translation.override("fr"):
        said = readable(words)
    assert link in said
    assert readable("rien à lier : otn-999, S999") == "rien à lier : otn-999, S999"


def test_a_batch_is_called_by_its_date():
    with translation.override("fr"):
        assert readable("moins le lot B1.") == "moins le lot annoncé le 29\xa0mars 2021."


def test_values_are_said_as_they_were_bounded(portfolio):
    with translation.override("fr"):
        claims = [wording.valued(c.value, c.unit, c.qualifier) for c in portfolio.contradictions["C1"].claims]
    assert claims == ["environ 10\xa0000 entreprises", "près de 7\xa0000 entreprises"]


@pytest.mark.django_db
def test_the_portfolio_folds_on_a_phone_what_is_not_needed_first_and_keeps_it_in_the_page(client):
    page = client.get("/programme/").content.decode()
    folded = re.findall(r'<details class="govuk-details v-replie".*?</details>', page, flags=re.DOTALL)
    said = [re.search(r'summary-text">([^<]*)<', each).group(1).strip() for each in folded]
    portfolio = library().portfolio
    assert said == [
        f"Voir les {len(portfolio.envelope)} annonces, avec leurs sources",
        "Chercher parmi les projets",
        "Voir les 10 projets de cette page",
        f"Voir les {len(portfolio.related)} projets voisins",
        "Voir les 15 secteurs",
        "Voir les formules et les 6 calculs, avec leurs sources",
        f"Voir les {len(portfolio.promises)} engagements et leur état",
        "En voir 2",
    ]
    assert all(project.promoter in page.replace("\xa0", " ") for project in portfolio.related)
