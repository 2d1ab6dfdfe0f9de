"""The ministry's pages: figures that open, for whoever may read them, within their budget."""

import gzip
import re
from collections import Counter
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from virage.base.viewer import MINISTRY, Role, Viewer
from virage.demo import build as building
from virage.demo.build import build
from virage.stages.accounts.models import Person
from virage.stages.directory.models import Enterprise
from virage.stages.insight.queries import followed_promises
from virage.stages.ledger.queries import public_shares, strategy
from virage.stages.programme.models import Project, Strategy

localdate = timezone.localdate
ON = date(2026, 11, 22)
SINCE = date(2021, 4, 1)
JOB = Viewer.system("test")
READERS = (*sorted(MINISTRY), Role.AUDITOR)
PAGES = {
    "ministry:dashboard": (),
    "ministry:envelope": (),
    "ministry:entries": (),
    "ministry:promises": (),
    "ministry:targets": (),
    "ministry:counts": (),
    "ministry:counted": ("sensitised",),
    "ministry:barriers": (),
    "ministry:coverage": (),
    "ministry:late": (),
    "ministry:enterprises": ("accompanied",),
    "ministry:acts": ("sensitised",),
}
COUNTS = ("ministry:counts", "ministry:barriers")
QUERIES, BYTES = 12, 100_000
HOME = 12
"""The home page asks once more: what tables decided."""


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """One demonstration for every page."""
    patch = pytest.MonkeyPatch()
    patch.setattr(building, "database_is_demo", lambda: True)
    with patch.context(), django_db_blocker.unblock(), transaction.atomic():
        build(on=ON, seed=1)
        yield
        transaction.set_rollback(True)
    patch.undo()


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *given: localdate(*given) if given else ON)


def someone(role):
    client = Client(SERVER_NAME="localhost")
    person = Person.objects.filter(memberships__role=role).order_by("pk").first()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def address(name):
    return reverse(name, args=PAGES[name])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_to_its_budget_and_says_that_all_is_invented(demo, db, name):
    client = someone(Role.ANALYST)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get(address(name))
    assert page.status_code == 200
    assert len(asked) <= (HOME if name == "ministry:dashboard" else QUERIES), [q["sql"][:90] for q in asked]
    assert len(gzip.compress(page.content)) < BYTES
    assert "Tout est inventé sur cette page" in page.content.decode()


def test_the_same_number_of_queries_for_one_year_and_for_six(demo, db):
    client = someone(Role.ANALYST)
    counts = set()
    for query in ("", "?du=2026-09-01&au=2026-11-22", "?du=2020-01-01&au=2020-01-02"):
        with CaptureQueriesContext(connection) as asked:
            client.get(address("ministry:dashboard") + query)
        counts.add(len(asked))
    assert counts == {HOME}


@pytest.mark.parametrize("role", Role)
def test_the_ministry_and_the_auditor_read_and_nobody_else(demo, db, role):
    answered = {name: someone(role).get(address(name)).status_code for name in PAGES}
    counts = COUNTS if role is Role.COUNCIL else ()  # counts, and no list behind them
    assert answered == {name: 200 if role in READERS or name in counts else 403 for name in PAGES}


def test_a_stranger_is_sent_to_sign_in(demo, db):
    answers = [Client(SERVER_NAME="localhost").get(address(name)) for name in PAGES]
    assert {answer.url.split("?")[0] for answer in answers} == {reverse("account_login")}


def opened(client, href):
    """How many lines stand behind an address, and what they sum up to."""
    page = client.get(href).context["page"]
    return page.lines.paginator.count, getattr(page, "total", None)


def test_every_figure_of_the_funnel_is_the_length_of_its_list(demo, db):
    client = someone(Role.DIRECTOR)
    for query in ("", "?du=2025-04-01&au=2026-03-31"):
        for stage in client.get(address("ministry:dashboard") + query).context["page"].stages:
            step = stage.step
            assert opened(client, stage.href)[0] == step.distinct
            assert opened(client, stage.acts_href)[0] == step.gross
            if stage.before:
                parts = [opened(client, f"{stage.href}&part={part}")[0] for part in ("converted", "open", "entered")]
                assert parts == [step.converted, step.still_open, step.entered]
                assert step.distinct >= step.entered


def test_every_figure_of_the_envelope_is_the_sum_of_its_entries(demo, db):
    client = someone(Role.FINANCE)
    page = client.get(address("ministry:dashboard")).context["page"]
    money = address("ministry:entries")
    for card in page.frame.envelopes:
        for year in card.years:
            behind = f"{money}?enveloppe={card.id}&exercice={year.year}&nature="
            for name in ("announced", "voted", "moved", "authorised", "committed", "paid", "uncommitted"):
                assert opened(client, f"{behind}{name}")[1] == getattr(year, name)
            assert opened(client, f"{behind}{year.available_rests_on}")[1] == year.available
    assert opened(client, f"{money}?nature=paid")[1] == page.total.paid
    assert opened(client, money)[1] is None


def test_results_and_coverage_open_to_as_many_enterprises(demo, db):
    client = someone(Role.ANALYST)
    for row in client.get(address("ministry:targets")).context["page"].rows[:3]:
        assert [opened(client, cell.href)[0] for cell in row.cells] == [cell.result for cell in row.cells]
    grid = client.get(address("ministry:coverage")).context["page"]
    assert [opened(client, row.href)[0] for row in grid.rows if row.total] == [r.total for r in grid.rows if r.total]
    assert grid.total == sum(row.total for row in grid.rows)


def test_what_is_late_adds_up_and_names_no_enterprise(demo, db):
    client = someone(Role.ANALYST)
    page = client.get(address("ministry:dashboard")).context["page"]
    listed = client.get(address("ministry:late"))
    assert len(listed.context["page"].requests) == page.late_requests == sum(sum(row.past) for row in page.late)
    assert len(listed.context["page"].moves) == page.late_moves == sum(row.moves for row in page.late)
    names = Enterprise.objects.for_operation().exclude(name="").values_list("name", flat=True)
    assert [name for name in names if name in listed.content.decode()] == []
    one = page.late[0]
    mine = client.get(f"{address('ministry:late')}?organisme={one.promoter_id}").context["page"]
    assert {row.line.promoter for row in mine.requests} == {one.promoter}


@pytest.mark.parametrize("query", ["?du=hier&au=2026-11-22", "?du=2026-11-22&au=2021-04-01", "?du=2026-01-01"])
def test_a_period_that_cannot_be_read_says_so_and_shows_all(demo, db, query):
    page = someone(Role.ANALYST).get(address("ministry:dashboard") + query)
    assert page.status_code == 200
    assert page.context["page"].frame.period.since == SINCE
    assert "Il reste quelque chose à corriger" in page.content.decode()


def test_in_english(demo, db):
    page = someone(Role.ANALYST).get("/en/ministere/").content.decode()
    assert "Everything on this page is invented" in page
    assert re.search(r"of (assessed )?enterprises [\w ]*(then|go on to) ", page)  # the narrowest passage


@pytest.mark.parametrize("strange", ["/ministere/etapes/conversion/", "/ministere/etapes/accompanied/?projet=999999"])
def test_what_does_not_exist_answers_404(demo, db, strange):
    assert someone(Role.ANALYST).get(strange).status_code == 404


def test_what_a_table_decided_stands_on_the_home_page_of_who_sits(demo, db):
    shown = {role: someone(role).get(address("ministry:dashboard")) for role in (Role.ANALYST, Role.FINANCE)}
    pressing = shown[Role.ANALYST].context["page"].pressing
    assert [(one.what, one.late) for one in pressing] == [
        ("Dire quels prêts se combinent avec un accompagnement", True),
        ("Écrire en une page qui reçoit quelles entreprises", False),
        ("Envoyer les comptes de la région à la table", False),
    ]
    link = f'href="{reverse("ministry:meeting", args=[pressing[0].meeting_id])}#decisions"'
    assert [link in page.text for page in shown.values()] == [True, False]


def test_promises_of_the_demonstration_are_in_every_state_and_nobody_wrote_them(demo, db):
    found = followed_promises(JOB, on=ON)
    states = Counter(str(one.outcome.state) for one in found)
    assert states == {"kept": 2, "kept_late": 2, "partly": 2, "not_due": 1}
    assert {bool(one.outcome.proof) for one in found if one.outcome.state in {"kept", "kept_late"}} == {True}
    assert {(one.outcome.state, one.outcome.done) for one in followed_promises(JOB, on=SINCE)} == {("not_due", 0)}
    projects = Project.objects.for_operation().values_list("pk", flat=True)
    shares = [public_shares(Viewer.public(), project_id=number, on=ON) for number in projects]
    assert [len(each) for each in shares if len(each) > 1] == [2]  # two ministries, each from its own credits
    whole = strategy(Viewer.public(), strategy_id=Strategy.objects.get().pk, on=ON)
    assert [(len(each.phases), len(each.funders)) for each in whole.initiatives] == [(2, 2), (2, 1)]
