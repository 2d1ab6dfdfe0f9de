"""One dollar followed from the announcement to the evidence, by the auditor alone."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.stages.agreements.journey import Journey
from virage.base.viewer import Role
from virage.base.words import day, money
from virage.stages.accounts.models import Person
from virage.stages.agreements.operations import release_tranche
from virage.stages.ledger.models import Entry
from virage.stages.ledger.operations import pay_payable
from virage.stages.ledger.queries import chain, followed


@pytest.fixture
def paid(cast):
    """Half of what was promised is owed and paid; nothing was announced."""
    journey = Journey(cast).signed()
    due = {"tranche_id": journey.now, "released_on": journey.today, "evidence": "pièce fictive"}
    journey.payable = release_tranche(journey.analyst, **due)
    terms = {"on": journey.today, "evidence": "virement fictif", "need": "besoin fictif", "idempotency_key": "p"}
    (journey.payment,) = pay_payable(journey.finance, payable_id=journey.payable, amount=Decimal(15_000), **terms)
    return journey


def links(journey):
    found = chain(journey.cast.viewer(Role.AUDITOR), agreement_id=journey.id, on=journey.today)
    return {link.id: link for link in found.links}


def test_each_link_says_who_when_and_where_it_is_written(paid):
    found = links(paid)
    assert {name: len(link.acts) for name, link in found.items()} == {
        "annonce": 0,
        "vote": 1,
        "autorisation": 1,
        "proposition": 0,
        "entente": 4,
        "engagement": 1,
        "du": 1,
        "versement": 1,
        "preuve": 0,
    }
    assert all(act.line and act.by and act.on for link in found.values() for act in link.acts)
    (payment,) = found["versement"].acts
    assert (payment.entry_id, payment.by, payment.amount) == (paid.payment, paid.finance.by, Decimal(15_000))
    assert found["du"].acts[0].by == paid.analyst.by


def test_what_is_missing_is_said_at_its_link(paid):
    assert {name: link.missing for name, link in links(paid).items() if link.missing} == {
        "annonce": (
            "Aucune annonce de l’enveloppe n’est inscrite.",
            "L’entente n’est pas annoncée\xa0: le public ne la voit pas.",
        ),
        "versement": (f"Due depuis le {day(paid.today)}\xa0: {money(Decimal(5000))} ne sont pas versés.",),
    }


def test_the_list_says_what_each_agreement_came_to(paid):
    (line,) = followed(paid.cast.viewer(Role.AUDITOR))
    assert (line.promised, line.committed, line.owed, line.paid) == (40_000, 40_000, 20_000, 15_000)
    assert line.envelopes == (paid.envelope,)


def test_nobody_else_follows_it(paid):
    for role in (Role.FINANCE, Role.DIRECTOR, Role.PROMOTER):
        viewer = paid.cast.viewer(role)
        assert (followed(viewer), chain(viewer, agreement_id=paid.id, on=paid.today)) == ((), None)


def test_the_page_is_reached_from_the_entry_in_few_queries(paid):
    client = Client(SERVER_NAME="localhost")
    person = Person.objects.get(pk=paid.cast.people[Role.AUDITOR])
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/verification/argent/").status_code == 200
    address = f"/verification/argent/ententes/{paid.id}/?ecriture={paid.payment}"
    assert f'href="{address}#e{paid.payment}"' in client.get(f"/ministere/enveloppe/ecritures/{paid.payment}/").text
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert (answer.status_code, len(asked) <= 12) == (200, True)
    assert f"<strong>{Entry.objects.for_operation().get(pk=paid.payment).get_kind_display()}</strong>" in answer.text
