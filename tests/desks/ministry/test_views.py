"""The ministry's pages: figures that open, for whoever may read them, within their budget."""

import gzip
import re
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from virage.base.viewer import MINISTRY, Role, Viewer
from virage.demo import build as building
from virage.demo.build import build
from virage.stages.accounts.models import Person
from virage.stages.casefiles.models import Request
from virage.stages.insight.queries import Indicator, Part, acts, funnel, proofs
from virage.stages.ledger.queries import entries, envelopes
from virage.stages.ledger.states import EntryKind

ON = date(2026, 11, 22)
SINCE = date(2021, 4, 1)
JOB = Viewer.system("test")
READERS = (*sorted(MINISTRY), Role.AUDITOR)
PAGES = {
    "ministry:dashboard": (),
    "ministry:envelope": (),
    "ministry:targets": (),
    "ministry:coverage": (),
    "ministry:late": (),
    "ministry:enterprises": ("accompanied",),
    "ministry:acts": ("sensitised",),
}
QUERIES, BYTES = 12, 100_000


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
    assert len(asked) <= QUERIES, [q["sql"][:90] for q in asked]
    assert len(gzip.compress(page.content)) < BYTES
    assert "Tout est inventé sur cette page" in page.content.decode()
