"""A ministry that begins: a strategy, an initiative, a phase, an envelope, its credits, a promise, all on screen."""

import re

import pytest
from django.test import Client

from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.ledger.models import Entry, Envelope, Promise
from virage.stages.programme.models import Initiative, Phase, Strategy

pytestmark = [pytest.mark.django_db, pytest.mark.data]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def finance(cast):
    client = Client()
    client.force_login(Person.objects.get(pk=cast.people[Role.FINANCE]), BACKEND)
    return client


def fill(client, address, **said):
    page = client.get(address)
    key = re.search(r'name="key"[^>]*value="([^"]+)"', page.content.decode())
    return client.post(address, {**said, **({"key": key[1]} if key else {})})


def test_a_ministry_opens_all_that_its_money_needs(finance):
    assert "/ministere/inscrire/enveloppe/" in finance.get("/ministere/enveloppe/").content.decode()
    days = {"announced_on": "2026-04-01", "begins_on": "2026-04-01"}
    said = {"name": "Stratégie", "name_en": "Strategy", "objective": "But", "objective_en": "Aim"}
    fill(finance, "/ministere/inscrire/strategie/", **said, **days, announced_by="Porte-parole", source="Communiqué")
    strategy = Strategy.objects.get()
    fill(finance, "/ministere/inscrire/initiative/", name="Offensive", began_on="2026-04-01", strategy=strategy.pk)
    initiative = Initiative.objects.get()
    assert (initiative.strategy, initiative.ministry) == (strategy, strategy.ministry)
    assert (strategy.fictitious, initiative.fictitious) == (True, True)  # what an invented ministry opens is invented
    span = {"begins_on": "2026-04-01", "ends_on": "2028-03-31"}
    fill(finance, "/ministere/inscrire/phase/", initiative=initiative.pk, name="Une", name_en="One", **span)
    phase = Phase.objects.get()
    place = {"initiative": initiative.pk, "phase": phase.pk}
    fill(finance, "/ministere/inscrire/enveloppe/", **place, name="Enveloppe")
    envelope = Envelope.objects.for_operation().get()
    assert (envelope.phase, envelope.funder) == (phase, initiative.ministry)
    credit = f"/ministere/enveloppe/{envelope.pk}/crediter/"
    written = {"on": "2026-04-02", "year": "2026", "evidence": "Décret 1"}
    fill(finance, credit, kind="announced", amount="1000", **written)
    first = Entry.objects.for_operation().get()
    fill(finance, credit, kind="reannounced", about=first.pk, amount="400", **written)
    fill(finance, credit, kind="voted", amount="900", **written)
    fill(finance, credit, kind="authorised", amount="800", **written)
    rows = Entry.objects.for_operation().order_by("pk").values_list("kind", "amount", "about")
    assert [(kind, int(amount), about) for kind, amount, about in rows] == [
        ("announced", 1000, None), ("reannounced", 400, first.pk), ("voted", 900, None), ("authorised", 800, None),
    ]  # fmt: skip
    told = {"name": "Tout engager", "name_en": "Commit all", "speaker": "Porte-parole", "source": "Discours"}
    when = {"announced_on": "2026-04-02", "due_on": "2027-03-31"}
    promise = {"initiative": initiative.pk, "measure": "committed", "value": "1000", "announcement": first.pk}
    fill(finance, "/ministere/inscrire/promesse/", **told, **when, **promise)
    assert Promise.objects.for_operation().get().announcement_id == first.pk
    assert "Tout engager" in finance.get("/ministere/promesses/").content.decode()


def test_what_is_missing_is_said_where_it_is(finance):
    page = fill(finance, "/ministere/inscrire/promesse/", name="Rien", measure="committed").content.decode()
    assert "Une somme promise nomme l’annonce dont elle vient." in page
    assert not Promise.objects.for_operation().exists()
    assert finance.get("/ministere/inscrire/rien/").status_code == 404


def test_whoever_only_reads_is_offered_nothing(cast):
    reader = Client()
    reader.force_login(Person.objects.get(pk=cast.people[Role.ANALYST]), BACKEND)
    assert "/ministere/inscrire/" not in reader.get("/ministere/enveloppe/").content.decode()
    assert reader.get("/ministere/inscrire/enveloppe/").status_code == 403
