"""The ministry’s agreements on screen: each act by whom it belongs to, in few questions to the database."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import JOB
from tests.papers import sent
from tests.promise import drafted, owed, sign
from tests.stages.agreements.journey import Journey
from virage.base.library import library
from virage.base.viewer import Role
from virage.stages.accounts.models import Person
from virage.stages.agreements.models import Agreement, Payable
from virage.stages.ledger.queries import envelopes

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def signed_in(cast, role):
    client = Client()
    client.force_login(Person.objects.get(pk=cast.people[role]))
    return client


def act(number, name, about=None):
    place = reverse("ministry:agreement_act", args=[number, name])
    return f"{place}?de={about}" if about else place


def test_an_agreement_goes_from_the_draft_to_the_payment_by_forms_alone(cast):
    way, today = Journey(cast), timezone.localdate()
    analyst, approver, finance = (signed_in(cast, role) for role in (Role.ANALYST, Role.APPROVER, Role.FINANCE))
    for name in library().approvals.criteria:
        told = {"criterion": name, "score": 70, "reason": "Raison fictive", "file": sent()}
        assert analyst.post(act(way.id, "analyse"), told).status_code == 302
    share = {"own": 0, "funder_name": "Fonds fictif", "kind": "cash", "nature": "public", "amount": "500"}
    assert analyst.post(act(way.id, "contribution"), share).status_code == 302
    assert analyst.post(act(way.id, "soumettre"), {}).status_code == 302
    assert analyst.get(act(way.id, "approuver")).status_code == 404
    assert approver.post(act(way.id, "approuver"), {"on": today, "act": ""}).status_code == 302
    form = finance.get(act(way.id, "signer")).context["page"].form
    who = {f"{side}_{what}": "Ève Fictive" for side in ("promoter", "ministry") for what in ("name", "title")}
    days = {"promoter_on": today, "ministry_on": today, "key": form.initial["key"]}
    told = {**who, **days, "envelope": way.envelope, "amount": "40000"}
    assert finance.post(act(way.id, "signer"), told).status_code == 302
    assert analyst.get(act(way.id, "verser", 1)).status_code == 404
    due = {"released_on": today, "evidence": "Échéance"}
    assert analyst.post(act(way.id, "due", way.now), due).status_code == 302
    payable = Payable.objects.for_operation().get()
    said = {"amount": "20000", "on": today, "evidence": "Chèque", "need": "Échéance", "key": form.initial["key"]}
    refused = finance.post(act(way.id, "verser", payable.pk), said | {"amount": "20000.01", "key": ""})
    assert refused.status_code == 200
    said["key"] = finance.get(act(way.id, "verser", payable.pk)).context["page"].form.initial["key"]
    assert finance.post(act(way.id, "verser", payable.pk), said).status_code == 302
    assert envelopes(JOB)[0].years[-1].paid == 20_000
    assert Agreement.objects.for_operation().get().state == "signed"


def test_the_pages_ask_as_few_questions_for_one_as_for_three(cast):
    way = Journey(cast).signed()
    auditor = signed_in(cast, Role.AUDITOR)
    places = (reverse("ministry:agreements"), reverse("ministry:agreement", args=[way.id]))
    counts = []
    for rank in range(2):
        for place in places:
            with CaptureQueriesContext(connection) as asked:
                page = auditor.get(place)
            counts.append(len(asked))
            assert page.status_code == 200
        if not rank:
            for name in "BC":
                row = drafted(way.project, reference=name)
                owed(row, due_on=way.today - timedelta(days=2))
                sign(row)
    assert counts[:2] == counts[2:]
    assert max(counts) <= 12
    late = auditor.get(places[0], {"etat": "retards"}).context["page"]
    assert sorted(line.reference for line in late.lines) == ["B", "C"]
    assert late.off.share == Decimal(0)
