"""Money is posted, never edited; the database holds the limits whoever asks."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.cast import JOB
from tests.stages.ledger.purse import ON, Purse, entries
from virage.base.refusals import Forbidden
from virage.base.viewer import Role
from virage.stages.ledger.models import Entry
from virage.stages.ledger.operations import (
    AdvanceBeyondNeed,
    BeyondAuthorised,
    BeyondCredits,
    BeyondEntry,
    ClosingLeavesMoney,
    DateFarFromYear,
    FollowsAnother,
    NotCents,
    NotInTheFuture,
    NotPostedAlone,
    PostedBefore,
    StateTheNeed,
    YearClosed,
    carry_over_credits,
    close_year,
    lapse_credits,
    open_envelope,
    post_entry,
    reverse_entry,
    transfer_credits,
)
from virage.stages.ledger.queries import entry, envelopes
from virage.stages.ledger.states import EntryKind
from virage.stages.programme.models import Initiative

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def money(cast):
    return Purse(cast)


def the_year(rank=0, envelope=0):
    return envelopes(JOB)[envelope].years[rank]


def moved(money, amount, *, key, **more):
    return {
        "envelope_id": money.envelope,
        "year": 2026,
        "amount": Decimal(amount),
        "on": ON,
        "evidence": "C.T. fictif",
        "idempotency_key": key,
        **more,
    }


def test_balances_follow_the_entries(money):
    commitment = money(EntryKind.COMMITTED, 600)
    money(EntryKind.PAID, 250, about_id=commitment)
    money(EntryKind.RELEASED, 100, about_id=commitment)
    year = the_year()
    assert (year.year, year.voted, year.committed, year.paid, year.uncommitted) == (2026, 1000, 500, 250, 500)
    assert (year.authorised, year.available, year.available_rests_on) == (900, 400, "unallotted")
    assert entry(JOB, entry_id=commitment).left == 250


def test_commitments_never_exceed_credits_nor_what_is_authorised(money):
    money(EntryKind.COMMITTED, 900)
    with pytest.raises(BeyondAuthorised):
        money(EntryKind.COMMITTED, 1)
    money(EntryKind.AUTHORISED, 500)
    with pytest.raises(BeyondCredits):
        money(EntryKind.COMMITTED, "100.01")
    money(EntryKind.COMMITTED, 100)
    assert the_year().available == 0


def test_nothing_leaves_beyond_its_own_commitment(money):
    one, other = money(EntryKind.COMMITTED, 100), money(EntryKind.COMMITTED, 300)
    for kind in (EntryKind.PAID, EntryKind.RELEASED, EntryKind.HELD):
        with pytest.raises(BeyondEntry):
            money(kind, "100.01", about_id=one)
    money(EntryKind.HELD, 10, about_id=one)
    with pytest.raises(BeyondEntry):
        money(EntryKind.PAID, 91, about_id=one)
    with pytest.raises(BeyondEntry):
        money(EntryKind.FREED, 11, about_id=one)
    money(EntryKind.FREED, 10, about_id=one)
    money(EntryKind.PAID, 100, about_id=one)
    assert [entry(JOB, entry_id=number).left for number in (one, other)] == [0, 300]
    money(EntryKind.PAID, 300, about_id=other)
    with pytest.raises(BeyondEntry):
        money(EntryKind.PAID, 1, about_id=other)


def test_a_follower_names_an_entry_it_may_follow(money):
    commitment = money(EntryKind.COMMITTED, 100)
    payment = money(EntryKind.PAID, 50, about_id=commitment)
    for kind, about in (
        (EntryKind.PAID, payment),
        (EntryKind.SETTLED, payment),
        (EntryKind.RECOVERED, commitment),
        (EntryKind.PAID, None),
        (EntryKind.COMMITTED, commitment),
    ):
        with pytest.raises(FollowsAnother):
            money(kind, 1, about_id=about)
    money(EntryKind.RECOVERED, 20, about_id=payment)
    with pytest.raises(BeyondEntry):
        money(EntryKind.RECOVERED, 31, about_id=payment)
    assert (the_year().paid, entry(JOB, entry_id=payment).left) == (50, 30)


def test_advances_stay_within_the_need_proven_and_are_justified_or_recovered(money):
    commitment = money(EntryKind.COMMITTED, 500)
    proven = {"about_id": commitment, "need": "trois mois de salaires fictifs", "proven_need": Decimal(200)}
    with pytest.raises(StateTheNeed):
        money(EntryKind.ADVANCED, 10, about_id=commitment)
    advance = money(EntryKind.ADVANCED, 150, **proven)
    with pytest.raises(AdvanceBeyondNeed):
        money(EntryKind.ADVANCED, 51, **proven)
    money(EntryKind.SETTLED, 100, about_id=advance)
    money(EntryKind.ADVANCED, 150, **proven)
    with pytest.raises(BeyondEntry):
        money(EntryKind.RECOVERED, 51, about_id=advance)
    money(EntryKind.RECOVERED, 50, about_id=advance)
    assert (the_year().paid, entry(JOB, entry_id=advance).left) == (300, 0)


def test_a_payment_of_the_last_thirty_days_states_its_need(money):
    """Payments brought forward at year-end: 335.7 M$ over two years (VGQ 2019; ledevoir.com/politique/quebec/567396).

    It does not prove that a need stated is true: a person reads it.
    """
    money(EntryKind.VOTED, 100, on=date(2025, 6, 1))
    money(EntryKind.AUTHORISED, 100, on=date(2025, 6, 1))
    commitment = money(EntryKind.COMMITTED, 100, on=date(2025, 6, 1))
    money(EntryKind.PAID, 10, about_id=commitment, on=date(2026, 3, 1))
    with pytest.raises(StateTheNeed):
        money(EntryKind.PAID, 10, about_id=commitment, on=date(2026, 3, 2))
    money(EntryKind.PAID, 10, about_id=commitment, on=date(2026, 3, 2), need="facture fictive du 28 février")


def test_the_same_key_posts_once_and_other_terms_are_refused(money):
    first = money(EntryKind.COMMITTED, 100, key="c1")
    assert money(EntryKind.COMMITTED, 100, key="c1") == first
    for change in ({"amount": 90}, {"evidence": "autre"}, {"on": date(2026, 6, 2)}, {"counterparty": "autre"}):
        with pytest.raises(PostedBefore):
            money(EntryKind.COMMITTED, **{"amount": 100, "key": "c1", **change})
    assert Entry.objects.for_operation().filter(kind=EntryKind.COMMITTED).count() == 1


def test_a_correction_is_an_entry_of_opposite_sign_that_names_what_it_corrects(money):
    first = money(EntryKind.COMMITTED, 100)
    money(EntryKind.PAID, 30, about_id=first)
    terms = {"on": ON, "evidence": "inscrit deux fois"}
    reverse_entry(JOB, entry_id=first, amount=Decimal(40), idempotency_key="r1", **terms)
    assert (the_year().committed, entry(JOB, entry_id=first).left) == (60, 30)
    with pytest.raises(BeyondEntry):
        reverse_entry(JOB, entry_id=first, amount=Decimal(31), idempotency_key="r2", **terms)
    correction = reverse_entry(JOB, entry_id=first, amount=Decimal(30), idempotency_key="r3", **terms)
    with pytest.raises(FollowsAnother):
        reverse_entry(JOB, entry_id=correction, amount=Decimal(1), idempotency_key="r4", **terms)
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(pk=first).marked().get().corrections.create(
            **{
                **{name: getattr(Entry.objects.for_operation().get(pk=first), name) for name in COPIED},
                "amount": Decimal(5),
                "idempotency_key": "r5",
            }
        )


COPIED = ("envelope", "kind", "fiscal_year", "project", "agreement", "on", "evidence", "posted_at", "posted_by")


def test_credits_move_between_envelopes_and_are_whole(money):
    other = open_envelope(JOB, initiative_id=Initiative.objects.get().pk, name="Autre enveloppe fictive")
    money(EntryKind.COMMITTED, 700)
    with pytest.raises(BeyondCredits):
        transfer_credits(JOB, to_id=other, **moved(money, "300.01", key="t0"))
    sent = transfer_credits(JOB, to_id=other, **moved(money, 300, key="t1"))
    assert transfer_credits(JOB, to_id=other, **moved(money, 300, key="t1")) == sent
    assert (the_year().uncommitted, the_year(envelope=1).uncommitted) == (0, 300)
    with pytest.raises(FollowsAnother):
        transfer_credits(JOB, to_id=money.envelope, **moved(money, 1, key="t2"))
    reverse_entry(JOB, entry_id=sent, amount=Decimal(100), on=ON, evidence="erreur", idempotency_key="t3")
    assert (the_year().uncommitted, the_year(envelope=1).uncommitted) == (100, 200)


def written_aside(columns):
    """An entry written around the operations, and what a commit would check."""
    with transaction.atomic(), connection.cursor() as cursor:
        Entry.objects.create(**columns)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_half_a_movement_and_an_entry_without_its_line_do_not_hold(money):
    with pytest.raises(NotPostedAlone):
        money(EntryKind.SENT, 100)
    row = Entry.objects.for_operation().first()
    for kind, said in ((EntryKind.SENT, "half_of_a_movement"), (EntryKind.VOTED, "entry_without_trail")):
        copied = {name: getattr(row, name) for name in COPIED}
        with pytest.raises(DatabaseError, match=said):
            written_aside({**copied, "kind": kind, "amount": Decimal(1), "idempotency_key": said})


def test_credits_are_carried_over_or_lapse_and_a_closed_year_takes_nothing(money):
    commitment = money(EntryKind.COMMITTED, 600)
    money(EntryKind.PAID, 600, about_id=commitment)
    carry_over_credits(JOB, **moved(money, 250, key="r"))
    with pytest.raises(ClosingLeavesMoney):
        close_year(JOB, envelope_id=money.envelope, year=2026, evidence="fin d’exercice fictive")
    with pytest.raises(BeyondCredits):
        lapse_credits(JOB, **moved(money, 151, key="l0"))
    lapse_credits(JOB, **moved(money, 150, key="l1"))
    close_year(JOB, envelope_id=money.envelope, year=2026, evidence="fin d’exercice fictive")
    assert [(y.year, y.closed, y.moved, y.uncommitted) for y in envelopes(JOB)[0].years] == [
        (2026, True, -400, 0),
        (2027, False, 250, 250),
    ]
    with pytest.raises(YearClosed):
        money(EntryKind.VOTED, 100)
    with pytest.raises(YearClosed):
        reverse_entry(JOB, entry_id=commitment, amount=Decimal(1), on=ON, evidence="x", idempotency_key="x")
    with pytest.raises(YearClosed):
        close_year(JOB, envelope_id=money.envelope, year=2026, evidence="encore")


def test_what_is_not_money_or_not_of_the_year_is_refused(money):
    for amount in ("0", "-5", "0.001", "NaN"):
        with pytest.raises(NotCents):
            money(EntryKind.COMMITTED, amount)
    with pytest.raises(NotInTheFuture):
        money(EntryKind.COMMITTED, 1, on=date(timezone.localdate().year + 1, 6, 1))
    for year in (2027, 2023):  # not begun; long gone
        with pytest.raises(DateFarFromYear):
            money(EntryKind.COMMITTED, 1, year=year)


def test_money_announced_again_is_not_new_money(money):
    first = money(EntryKind.ANNOUNCED, 1000)
    money(EntryKind.REANNOUNCED, 1000, about_id=first)
    assert the_year().announced == 1000


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_entry SET amount = 1",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry CASCADE",
        "UPDATE ledger_balance SET voted = 1000000",
        "DELETE FROM ledger_closing",
    ],
)
def test_the_application_may_not_rewrite(money, sql):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert [e.amount for e in entries(money.envelope)] == [1000, 900]


def test_only_finance_of_the_funder_posts_and_only_those_who_may_see_money_see_it(cast, money):
    for role in (Role.PROMOTER, Role.ANALYST, Role.DIRECTOR, Role.AUDITOR):
        for act in (
            lambda viewer: money(EntryKind.COMMITTED, 1, viewer=viewer),
            lambda viewer: carry_over_credits(viewer, **moved(money, 1, key="x")),
            lambda viewer: close_year(viewer, envelope_id=money.envelope, year=2026, evidence="x"),
        ):
            with pytest.raises(Forbidden):
                act(cast.viewer(role))
    money(EntryKind.COMMITTED, 1, viewer=cast.viewer(Role.FINANCE))
    others = open_envelope(
        JOB,
        initiative_id=Initiative.objects.get().pk,
        name="Enveloppe d’un autre ministère fictif",
        funder_id=cast.organisations["partner"],
    )
    with pytest.raises(Forbidden):
        transfer_credits(cast.viewer(Role.FINANCE), to_id=others, **moved(money, 1, key="y"))
    with pytest.raises(Forbidden):
        post_entry(
            cast.viewer(Role.FINANCE),
            envelope_id=others,
            kind=EntryKind.VOTED,
            amount=Decimal(1),
            on=ON,
            evidence="x",
            idempotency_key="z",
        )
    roles = (Role.PROMOTER, Role.ADVISER, Role.ANALYST, Role.AUDITOR)
    assert [len(envelopes(cast.viewer(role))) for role in roles] == [0, 0, 2, 2]
    assert [entry(cast.viewer(role), entry_id=money.first) is None for role in roles] == [True, True, False, False]
