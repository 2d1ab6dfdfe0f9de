"""The trail, read by the auditor alone."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import JOB
from virage.base.models import TrailEvent
from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.accounts.operations import found_organisation
from virage.stages.stewardship.queries import Wanted, trail

PAGE = "/verification/"


def client_of(cast, role):
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(pk=cast.people[role]), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def write(count, **columns):
    given = {"by": "person:1", "screen": "s", "verb": "thing.done", "subject_kind": "thing", "subject_id": "7"}
    at = datetime(2026, 11, 20, 15, tzinfo=UTC)
    lines = {"at": at, "reason": "", "details": {"rank": 3}, **given, **columns}
    TrailEvent.objects.bulk_create(TrailEvent(**lines) for _line in range(count))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AUDITOR])
def test_nobody_else_reads_the_trail(cast, role):
    assert client_of(cast, role).get(PAGE).status_code == 403
    assert trail(cast.viewer(role), wanted=Wanted()).count == 0


def test_an_act_is_shown_with_its_organisation_and_details(cast):
    write(1, organisation_id=cast.organisations["promoter"], reason="parce que")
    (line,) = trail(cast.viewer(Role.AUDITOR), wanted=Wanted(kind="thing")).lines
    assert (line.verb, line.kind, line.subject, line.by) == ("thing.done", "thing", "7", "person:1")
    assert (line.organisation, line.reason, line.details) == (
        "Réseau fictif du Bâtiment",
        "parce que",
        (("rank", "3"),),
    )


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("chose=thing", 3),
        ("chose=thing 8", 1),
        ("geste=thing", 3),
        ("geste=thing.done", 2),
        ("geste=thin", 0),
        ("par=person:2&chose=thing", 1),
        ("chose=thing&du=2026-11-20&au=2026-11-20", 2),
        ("chose=thing&du=2026-11-21", 1),
    ],
)
def test_the_trail_narrows(cast, query, count):
    write(1)
    write(1, subject_id="8", by="person:2")
    write(1, verb="thing.undone", at=datetime(2026, 11, 22, 3, 30, tzinfo=UTC))  # still the 21st in Montréal
    assert client_of(cast, Role.AUDITOR).get(f"{PAGE}?{query}").context["page"].count == count


def test_pages_follow_each_other_for_the_same_number_of_queries(cast):
    client = client_of(cast, Role.AUDITOR)
    counts = []
    for count in (1, 120):
        write(count)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"{PAGE}?chose=thing")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 7
    assert len(answer.context["page"].lines) == 50
    assert len(client.get(f"{PAGE}?chose=thing&page=3").context["page"].lines) == 21
    assert client.get(f"{PAGE}?chose=thing&page=99").context["page"].places.number == 3


def test_reading_leaves_no_line(cast):
    found_organisation(JOB, name="Un organisme fictif de plus", kind="partner")
    client, before = client_of(cast, Role.AUDITOR), TrailEvent.objects.count()
    assert client.get(PAGE).status_code == client.get("/ministere/").status_code == 200
    assert TrailEvent.objects.count() == before


def test_a_date_that_cannot_be_read_says_so(cast):
    page = client_of(cast, Role.AUDITOR).get(f"{PAGE}?du=hier")
    assert "Écrivez la date en chiffres" in page.content.decode()
