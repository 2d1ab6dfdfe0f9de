"""The promoter’s claims: evidence joined to an invoice already written; visits on the page of the agreement."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.papers import paper, sent
from tests.stages.claims.journey import Claiming, invoice
from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.claims.models import ClaimLine, Visit
from virage.stages.claims.operations import record_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(cast):
    client = Client()
    client.force_login(Person.objects.get(pk=cast.people[Role.PROMOTER]))
    return client


def test_evidence_is_joined_to_an_invoice_already_written_then_replaced(cast, client):
    way = Claiming(cast)
    number = way.begun(invoice(), evidence=False)
    place, address = (reverse(f"promoter:{name}", args=[number]) for name in ("claim", "claim_join"))
    assert "pas encore sa pièce" in client.get(place).content.decode()
    assert client.get(place).context["page"].joining.fields["line"].choices == [
        (way.lines[0], "Formations fictives inc., F-1\xa0– pièce manquante")
    ]
    empty = client.post(address, {"piece-line": way.lines[0]})
    assert (empty.status_code, list(empty.context["page"].joining.errors)) == (200, ["file"])
    assert "F-1" in empty.content.decode()
    assert client.post(address, {"piece-line": way.lines[0], "piece-file": sent()}).status_code == 302
    first = ClaimLine.objects.for_operation().get().document_id
    assert client.get(reverse("promoter:claim_paper", args=[number, first])).status_code == 200
    client.post(address, {"piece-line": way.lines[0], "piece-file": sent()})
    assert ClaimLine.objects.for_operation().get().document_id != first
    assert client.get(reverse("promoter:claim_paper", args=[number, first])).status_code == 404
    assert client.post(reverse("promoter:claim_submit", args=[number]), {}).status_code == 302
    assert client.get(address).status_code == 404  # it is the ministry’s now


def test_a_visit_stands_on_the_page_of_its_agreement_with_its_report(cast, client):
    way = Claiming(cast)
    told = {"agreement_id": way.agreement.pk, "on": way.today, "file": paper("visite.pdf")}
    record_visit(way.analyst, seen="Deux ateliers vus sur place", **told)
    document = Visit.objects.for_operation().get().document_id
    desks = {"promoter": client, "ministry": Client()}
    desks["ministry"].force_login(Person.objects.get(pk=cast.people[Role.FINANCE]))
    for desk, someone in desks.items():
        page = someone.get(reverse(f"{desk}:agreement", args=[way.agreement.pk]))
        report = reverse(f"{desk}:agreement_paper", args=[way.agreement.pk, document])
        assert "Deux ateliers vus sur place" in page.content.decode()
        assert f'href="{report}"' in page.content.decode()
        assert someone.get(report).status_code == 200
