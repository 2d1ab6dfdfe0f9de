"""A payment checked again by the auditor: what held holds, what is broken is seen, what is not kept is said."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.papers import paper
from tests.stages.agreements.journey import Journey
from tests.stages.claims.journey import Claiming
from virage.base.viewer import Role
from virage.core.answers import Answer
from virage.stages.agreements.operations import answer_deposit, hand_in_deliverable, release_tranche
from virage.stages.claims.queries import replayed
from virage.stages.ledger.models import Entry
from virage.stages.ledger.operations import pay_payable

pytestmark = pytest.mark.django_db
YES, UNKNOWN = Answer.YES, Answer.UNKNOWN


def answers(cast, entry):
    found = replayed(cast.viewer(Role.AUDITOR), entry_id=entry)
    return {one.id: one.answer for one in found.checks}


def test_each_check_of_a_tranche_is_made_again(cast):
    way = Journey(cast).signed()
    due = release_tranche(way.analyst, tranche_id=way.now, released_on=way.today, evidence="pièce fictive")
    terms = {"on": way.today, "evidence": "virement fictif", "need": "besoin fictif", "idempotency_key": "p"}
    (entry,) = pay_payable(way.finance, payable_id=due, amount=Decimal(15_000), **terms)
    with CaptureQueriesContext(connection) as asked:
        found = replayed(cast.viewer(Role.AUDITOR), entry_id=entry)
    assert len(asked) <= 8
    assert {one.id: (one.answer, [row.words.split()[0] for row in one.rows]) for one in found.checks} == {
        "signed": (YES, ["entente", "signature", "signature"]),
        "approved": (YES, ["entente", "approbation", "contribution"]),
        "nothing_late": (YES, []),
        "condition": (YES, ["tranche", "somme"]),
        "owed": (YES, ["somme", "écriture"]),
        "hands": (YES, ["écriture", "somme"]),
        "balance": (YES, ["écriture", "écriture"]),
        "open": (YES, ["écriture"]),
    }
    assert "15\xa0000\xa0$" in next(one.reason for one in found.checks if one.id == "owed")


def test_each_check_of_a_claim_is_made_again(cast):
    way = Claiming(cast)
    way.pay(way.verified())
    entry = Entry.objects.for_operation().get(kind="paid").pk
    assert answers(cast, entry) == {
        "signed": YES,
        "approved": UNKNOWN,  # the table of that day is no longer in the pack
        "nothing_late": YES,
        "lines": YES,
        "sums": YES,
        "once": YES,
        "owed": YES,
        "hands": YES,
        "balance": YES,
        "open": YES,
    }


def test_an_advance_rests_on_words_that_nobody_can_check_again(cast):
    way = Claiming(cast, advance=300)
    found = answers(cast, way.advanced)
    assert (found["condition"], found["need"]) == (UNKNOWN, YES)


def test_a_report_accepted_on_the_day_of_the_payment_leaves_the_hour_unknown(cast):
    way = Journey(cast)
    report = way.owed(way.today - timedelta(days=3))
    way.signed()
    deposit = hand_in_deliverable(way.promoter, deliverable_id=report, file=paper())
    answer_deposit(way.analyst, deposit_id=deposit, accepted=True)
    due = release_tranche(way.analyst, tranche_id=way.now, released_on=way.today, evidence="pièce fictive")
    terms = {"on": way.today, "evidence": "virement fictif", "need": "besoin fictif", "idempotency_key": "p"}
    (entry,) = pay_payable(way.finance, payable_id=due, amount=Decimal(10), **terms)
    assert answers(cast, entry)["nothing_late"] == UNKNOWN


def test_only_the_auditor_checks_and_only_payments(cast):
    way = Claiming(cast)
    way.pay(way.verified())
    paid = Entry.objects.for_operation().get(kind="paid").pk
    assert replayed(cast.viewer(Role.FINANCE), entry_id=paid) is None
    assert replayed(cast.viewer(Role.AUDITOR), entry_id=way.bound) is None
