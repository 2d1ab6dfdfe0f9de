"""Money is posted, never edited; the database holds the limits whoever asks."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, connections, transaction

from tests.cast import JOB
from tests.thread import project
from virage.base.refusals import Forbidden
from virage.base.viewer import Role
from virage.stages.ledger.invariants import balances_follow_entries
from virage.stages.ledger.models import Entry
from virage.stages.ledger.operations import BeyondCommitted, BeyondVoted, PostedBefore, open_envelope, post_entry
from virage.stages.ledger.queries import entries, envelopes
from virage.stages.ledger.states import EntryKind
from virage.stages.programme.models import Initiative

pytestmark = [pytest.mark.django_db, pytest.mark.data]
ON = date(2026, 6, 1)


@pytest.fixture
def money(cast):
    """An envelope with 1 000 $ voted, and a project."""
    project_id = project(cast)
    envelope = open_envelope(JOB, initiative_id=Initiative.objects.get().pk, name="Enveloppe fictive")

    def post(kind, amount, *, key, **more):
        spending = {EntryKind.COMMITTED, EntryKind.PAID}
        return post_entry(
            more.pop("viewer", JOB),
            envelope_id=envelope,
            kind=kind,
            amount=Decimal(amount),
            on=ON,
            evidence="pièce fictive",
            idempotency_key=key,
            project_id=project_id if kind in spending else None,
            **more,
        )

    post(EntryKind.VOTED, 1000, key="voted")
    post.envelope = envelope
    return post


def test_balances_follow_the_entries(money):
    money(EntryKind.COMMITTED, 600, key="c1")
    money(EntryKind.PAID, 250, key="p1")
    (envelope,) = envelopes(JOB)
    (year,) = envelope.years
    assert (year.year, year.voted, year.committed, year.paid, year.uncommitted) == (2026, 1000, 600, 250, 400)


def test_commitments_never_exceed_what_was_voted(money):
    money(EntryKind.COMMITTED, 900, key="c1")
    with pytest.raises(BeyondVoted):
        money(EntryKind.COMMITTED, 101, key="c2")
    assert [e.amount for e in entries(JOB, envelope_id=money.envelope, kind=EntryKind.COMMITTED)] == [900]


def test_payments_never_exceed_what_is_committed(money):
    money(EntryKind.COMMITTED, 100, key="c1")
    with pytest.raises(BeyondCommitted):
        money(EntryKind.PAID, 101, key="p1")


def test_the_same_key_posts_once_and_other_terms_are_refused(money):
    first = money(EntryKind.COMMITTED, 100, key="c1")
    assert money(EntryKind.COMMITTED, 100, key="c1") == first
    with pytest.raises(PostedBefore):
        money(EntryKind.COMMITTED, 90, key="c1")
    assert Entry.objects.for_operation().filter(kind=EntryKind.COMMITTED).count() == 1


def test_a_correction_is_an_entry_that_names_what_it_corrects(money):
    first = money(EntryKind.COMMITTED, 100, key="c1")
    money(EntryKind.COMMITTED, -40, key="c2", corrects_id=first)
    (year,) = envelopes(JOB)[0].years
    assert year.committed == 60
    with pytest.raises(DatabaseError), transaction.atomic():
        money(EntryKind.COMMITTED, -10, key="c3")


@pytest.mark.parametrize(
    "sql",
    ["UPDATE ledger_entry SET amount = 1", "DELETE FROM ledger_entry", "UPDATE ledger_balance SET voted = 1000000"],
)
def test_the_database_refuses_to_rewrite(money, sql):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert [e.amount for e in entries(JOB, envelope_id=money.envelope)] == [1000]


def test_only_finance_posts_and_only_those_who_may_see_money(cast, money):
    for role in (Role.PROMOTER, Role.ANALYST, Role.AUDITOR):
        with pytest.raises(Forbidden):
            money(EntryKind.COMMITTED, 1, key="x", viewer=cast.viewer(role))
    money(EntryKind.COMMITTED, 1, key="y", viewer=cast.viewer(Role.FINANCE))
    seen = {
        role: len(envelopes(cast.viewer(role))) for role in (Role.PROMOTER, Role.ADVISER, Role.ANALYST, Role.AUDITOR)
    }
    assert seen == {Role.PROMOTER: 0, Role.ADVISER: 0, Role.ANALYST: 1, Role.AUDITOR: 1}


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_verification_recomputes_every_balance(money):
    money(EntryKind.COMMITTED, 600, key="c1")
    assert list(balances_follow_entries()) == []
    with connections["owner"].cursor() as cursor:  # only the owner of the tables can make a balance lie
        cursor.execute("UPDATE ledger_balance SET committed = 500")
    (fault,) = balances_follow_entries()
    assert "2026" in fault
    assert "600" in fault
