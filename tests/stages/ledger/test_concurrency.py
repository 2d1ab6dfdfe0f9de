"""A thousand attempts on the last dollars of an envelope, over fifty connections: exactly what fits is committed."""

import random
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connections

from tests.cast import JOB, assemble
from tests.stages.ledger.purse import ON, Purse, entries
from virage.base.refusals import Refusal
from virage.stages.ledger.operations import (
    BeyondAuthorised,
    BeyondEntry,
    PostedBefore,
    carry_over_credits,
    open_envelope,
    transfer_credits,
)
from virage.stages.ledger.queries import envelopes
from virage.stages.ledger.states import EntryKind
from virage.stages.programme.models import Initiative
from virage.stages.stewardship.verification import verify

FIFTY, TWENTY = 50, 20
pytestmark = [pytest.mark.data, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]


def together(act, people, each):
    """Each of these people, on a connection of its own, makes its attempts; what each was answered."""
    gate = Barrier(people)

    def run(rank):
        try:
            gate.wait()
            return [answered(act, rank, turn) for turn in range(each)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(people) as pool:
        return [answer for answers in pool.map(run, range(people)) for answer in answers]


def answered(act, rank, turn):
    try:
        return act(rank, turn)
    except Refusal as refusal:
        return type(refusal)


def sound():
    return [law.name for law in verify() if law.name.startswith("ledger") and law.faults] == []


def test_exactly_what_fits_is_committed_and_nothing_else():
    money = Purse(assemble())  # 900 $ may be committed: a hundred times nine dollars
    answers = together(lambda rank, turn: money(EntryKind.COMMITTED, 9, key=f"{rank}/{turn}"), FIFTY, TWENTY)
    assert [answers.count(BeyondAuthorised), len(answers)] == [900, 1000]
    assert len({answer for answer in answers if isinstance(answer, int)}) == 100
    (year,) = envelopes(JOB)[0].years
    assert (year.committed, year.available) == (900, 0)
    assert sound()


def test_whatever_is_asked_of_the_same_money_at_once_every_attempt_is_answered():
    """Payments, releases, transfers both ways and carry-overs cross each other: no deadlock, no cent made or lost."""
    money = Purse(assemble())
    money(EntryKind.AUTHORISED, 100)
    other = open_envelope(JOB, initiative_id=Initiative.objects.get().pk, name="Autre enveloppe fictive")
    commitment = money(EntryKind.COMMITTED, 500)
    draws = random.Random(4)  # noqa: S311 — a test, not a secret
    acts = ("pay", "release", "give", "back", "carry", "same")
    plan = {(rank, turn): draws.choice(acts) for rank in range(TWENTY) for turn in range(TWENTY)}

    def act(rank, turn):
        key = f"{rank}/{turn}"
        moved = {"year": 2026, "amount": Decimal(3), "on": ON, "evidence": "C.T. fictif", "idempotency_key": key}
        match plan[rank, turn]:
            case "pay":
                return money(EntryKind.PAID, 9, about_id=commitment, key=key)
            case "release":
                return money(EntryKind.RELEASED, 3, about_id=commitment, key=key)
            case "give":
                return transfer_credits(JOB, envelope_id=money.envelope, to_id=other, **moved)
            case "back":
                return transfer_credits(JOB, envelope_id=other, to_id=money.envelope, **moved)
            case "carry":
                return carry_over_credits(JOB, envelope_id=money.envelope, **moved)
        return money(EntryKind.PAID, 1, about_id=commitment, key=f"same/{turn}")

    answers = together(act, TWENTY, TWENTY)
    assert len(answers) == TWENTY * TWENTY
    assert BeyondEntry in answers
    assert PostedBefore not in answers
    lines = entries(money.envelope)
    assert sum(line.amount for line in lines if line.kind in {"paid", "released"}) <= 500
    assert len([line for line in lines if line.amount == 1]) <= TWENTY
    assert sum(year.voted + year.moved for card in envelopes(JOB) for year in card.years) == 1000
    assert sound()
