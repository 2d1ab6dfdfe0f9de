"""The finances post from the screen; the auditor follows the same entries; nobody else writes."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import JOB
from tests.stages.ledger.purse import Purse, entries
from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.ledger.operations import open_envelope
from virage.stages.ledger.queries import envelopes
from virage.stages.ledger.states import EntryKind
from virage.stages.programme.models import Initiative

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def money(cast):
    return Purse(cast)


def signed_in(cast, role):
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(pk=cast.people[role]), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def said(amount, **more):
    day = timezone.localdate().isoformat()
    return {"amount": amount, "on": day, "evidence": "Décision fictive 12", "key": str(uuid4()), **more}


def test_credits_are_transferred_once_however_often_it_is_sent(cast, money):
    other = open_envelope(JOB, initiative_id=Initiative.objects.get().pk, name="Autre enveloppe fictive")
    client, address = signed_in(cast, Role.FINANCE), reverse("ministry:transfer", args=[money.envelope])
    assert "1\xa0000\xa0$ non engagés" in client.get(address).content.decode()
    form = said("250,50", year="2026", to=str(other))
    first, again = (client.post(address, form, follow=True) for _time in range(2))
    assert first.redirect_chain == again.redirect_chain
    assert [card.years[0].moved for card in envelopes(JOB)] == [Decimal("-250.50"), Decimal("250.50")]
    assert "Écriture" in first.content.decode()


@pytest.mark.parametrize(("route", "moved"), [("carry_over", (-100, 100)), ("lapse", (-100,))])
def test_credits_are_carried_over_or_lapse(cast, money, route, moved):
    client = signed_in(cast, Role.FINANCE)
    page = client.post(reverse(f"ministry:{route}", args=[money.envelope]), said("100", year="2026"))
    assert page.status_code == 302
    assert tuple(year.moved for year in envelopes(JOB)[0].years) == moved


def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(cast, money):
    client = signed_in(cast, Role.FINANCE)
    for amount, field in (("1000,01", "amount"), ("", "amount"), ("dix", "amount")):
        page = client.post(reverse("ministry:lapse", args=[money.envelope]), said(amount, year="2026"))
        assert list(page.context["page"].form.errors) == [field]
        assert "Décision fictive 12" in page.content.decode()
    assert len(entries(money.envelope)) == 2


def test_a_year_is_closed_and_then_takes_nothing(cast, money):
    client, place = signed_in(cast, Role.FINANCE), [money.envelope]
    close = {"year": "2026", "evidence": "Fin d’exercice fictive"}
    assert "il reste des crédits" in client.post(reverse("ministry:close_year", args=place), close).content.decode()
    client.post(reverse("ministry:lapse", args=place), said("1000", year="2026"))
    client.post(reverse("ministry:close_year", args=place), close)
    assert [year.closed for year in envelopes(JOB)[0].years] == [True]
    assert client.get(reverse("ministry:correct_entry", args=[money.first])).status_code == 404


def test_a_correction_is_made_and_followed_by_the_auditor(cast, money):
    client, auditor = signed_in(cast, Role.FINANCE), signed_in(cast, Role.AUDITOR)
    commitment = money(EntryKind.COMMITTED, 300)
    money(EntryKind.PAID, 120, about_id=commitment)
    correct = reverse("ministry:correct_entry", args=[commitment])
    assert client.get(correct).context["page"].form["amount"].value() == 180
    client.post(correct, said("80"))
    sheet = auditor.get(reverse("ministry:entry", args=[commitment])).context["page"].sheet
    assert [(line.kind, line.amount) for line in sheet.after] == [("paid", 120), ("committed", -80)]
    assert sheet.left == 100
    back = auditor.get(reverse("ministry:entry", args=[sheet.after[0].id])).context["page"].sheet
    assert back.before.id == commitment
    assert auditor.get(correct).status_code == 403


def test_an_envelope_of_another_funder_does_not_exist_for_these_finances(cast, money):
    client = signed_in(cast, Role.FINANCE)
    other = open_envelope(
        JOB,
        initiative_id=Initiative.objects.get().pk,
        name="Enveloppe d’un autre ministère fictif",
        funder_id=cast.organisations["partner"],
    )
    assert client.get(reverse("ministry:lapse", args=[other])).status_code == 404
    assert client.post(reverse("ministry:lapse", args=[other]), said("1", year="2026")).status_code == 404
    assert (
        "Inscrire au grand livre"
        not in client.get(f"{reverse('ministry:envelope')}?enveloppe={other}").content.decode()
    )
