"""The rulebook and the database refuse the same entries and make the same year."""

from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.cast import JOB
from tests.stages.ledger.purse import ON, Purse
from virage.base.refusals import Refusal
from virage.core.ledger import FIGURES, NAMES, broken_limit, figure, left_of
from virage.stages.ledger.operations import lapse_credits
from virage.stages.ledger.queries import envelopes
from virage.stages.ledger.states import EntryKind

pytestmark = [pytest.mark.django_db, pytest.mark.data]
KINDS = ("voted", "authorised", "committed", "released", "paid", "held", "freed", "lapsed")
posts = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 800)), min_size=1, max_size=12)


def test_every_kind_is_known_to_both():
    assert {kind for signs in FIGURES.values() for kind in signs} | NAMES.keys() == set(EntryKind.values)


def refused_by_rules(sums, followed, commitment, kind, amount):
    after = {**sums, kind: sums.get(kind, Decimal(0)) + amount}
    draws = {**followed, kind: followed.get(kind, Decimal(0)) + amount} if kind in NAMES else followed
    beyond = left_of(commitment, corrected=Decimal(0), followed=draws) < 0
    return beyond or draws.get("freed", 0) > draws.get("held", 0) or broken_limit(after) is not None


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(posts)
def test_the_same_entries_are_refused_and_the_same_year_is_made(cast, wanted):
    with transaction.atomic():
        money = Purse(cast)
        first = money(EntryKind.COMMITTED, 300)
        sums = {"voted": Decimal(1000), "authorised": Decimal(900), "committed": Decimal(300)}
        followed = {}
        for rank, (kind, dollars) in enumerate(wanted):
            amount, key = Decimal(dollars), f"h{rank}"
            foreseen = refused_by_rules(sums, followed, Decimal(300), kind, amount)
            try:
                if kind == "lapsed":
                    place = {"envelope_id": money.envelope, "year": 2026, "on": ON}
                    lapse_credits(JOB, **place, amount=amount, evidence="fictif", idempotency_key=key)
                else:
                    money(EntryKind(kind), amount, key=key, about_id=first if kind in NAMES else None)
            except Refusal:
                assert foreseen
                continue
            assert not foreseen
            sums[kind] = sums.get(kind, Decimal(0)) + amount
            if kind in NAMES:
                followed[kind] = followed.get(kind, Decimal(0)) + amount
        (year,) = envelopes(JOB)[0].years
        assert {name: figure(year.sums, name) for name in FIGURES} == {name: figure(sums, name) for name in FIGURES}
        transaction.set_rollback(True)
