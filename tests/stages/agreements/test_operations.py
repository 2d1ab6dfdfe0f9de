"""From the draft to the payment: each step by whom it belongs to, nothing signed before it is whole."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import JOB
from tests.papers import paper
from tests.stages.agreements.journey import Journey, words
from virage.base.refusals import Forbidden
from virage.stages.agreements.models import Agreement, Approval, Contribution, Deposit, Payable, Signature, Tranche
from virage.stages.agreements.operations import (
    ApprovalsMissing,
    BeyondAgreement,
    BeyondNeed,
    DepositAnswered,
    NotADraft,
    NoTerms,
    NotSignedYet,
    NotYourTurn,
    OwedBefore,
    ReferenceTaken,
    StateTheAct,
    TrancheNotDue,
    TranchesBeyondShare,
    WhoAsksDoesNotApprove,
    add_contribution,
    add_tranche,
    announce_agreement,
    answer_deposit,
    approve_agreement,
    draft_agreement,
    draft_amendment,
    hand_in_deliverable,
    release_claim,
    release_tranche,
    return_agreement,
    submit_agreement,
)
from virage.stages.agreements.states import AgreementState, Route
from virage.stages.ledger.operations import (
    BeyondPayable,
    NotFinance,
    NothingCommitted,
    PostedBefore,
    commit_agreement,
    pay_payable,
)
from virage.stages.ledger.queries import entry, envelopes

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def way(cast):
    return Journey(cast)


def row(way):
    return Agreement.objects.for_operation().get(pk=way.id)


def pay(way, payable, amount, *, key="p", **more):
    terms = {"payable_id": payable, "amount": Decimal(amount), "on": way.today, "evidence": "chèque fictif", **more}
    return pay_payable(way.finance, idempotency_key=key, need="tranche due", **terms)


def release(way, tranche=None, **more):
    terms = {"tranche_id": tranche or way.now, "released_on": way.today, "evidence": "échéance atteinte", **more}
    return release_tranche(way.analyst, **terms)


def test_a_whole_story_is_approved_signed_committed_and_paid(way):
    way.signed()
    year = envelopes(JOB)[0].years[-1]
    assert (row(way).state, row(way).signed_on, year.committed, year.paid) == ("signed", way.today, 40_000, 0)
    due = release(way)
    first = pay(way, due, 15_000)
    assert pay(way, due, 15_000) == first
    with pytest.raises(PostedBefore):
        pay(way, due, 14_000)
    with pytest.raises(BeyondPayable):
        pay(way, due, "5000.01", key="p2")
    pay(way, due, 5_000, key="p3")
    assert envelopes(JOB)[0].years[-1].paid == 20_000
    assert entry(JOB, entry_id=first[0]).line.agreement == "E-1"


def test_the_chain_follows_the_route_and_all_that_the_reference_promises(cast):
    way = Journey(cast, share=60_000, route=Route.OFF_PROGRAMME, authorisation="C.T. fictif")
    way.analyse()
    way.submit()
    steps = Approval.objects.for_operation().filter(agreement_id=way.id).order_by("rank")
    assert [one.step for one in steps] == ["ministry", "direction", "treasury"]
    with pytest.raises(Forbidden):
        way.approve(way.director)  # not in the order of the chain
    way.approve(way.approver, way.director)
    with pytest.raises(StateTheAct):
        way.approve(way.director)
    way.approve(way.director, act="C.T. fictif 22")
    assert row(way).state == AgreementState.APPROVED
    return_agreement(way.director, agreement_id=way.id, why="montant à revoir")
    way.submit()
    assert (row(way).turn, steps.filter(turn=2, given_on=None).count()) == (2, 3)


def test_who_submits_does_not_approve_and_only_the_roles_named_act(way):
    for viewer in (way.finance, way.promoter, way.approver):
        with pytest.raises(Forbidden):
            submit_agreement(viewer, agreement_id=way.id)
    submit_agreement(JOB, agreement_id=way.id)
    with pytest.raises(WhoAsksDoesNotApprove):
        approve_agreement(JOB, agreement_id=way.id, on=way.today)
    way.approve()
    with pytest.raises(NotYourTurn):
        way.approve()
    with pytest.raises(NotFinance):
        way.sign(viewer=way.director)


def test_a_draft_needs_its_terms_and_a_reference_of_its_own(way):
    with pytest.raises(ReferenceTaken):
        draft_agreement(way.analyst, project_id=way.project, reference="E-1", words=words())
    bare = draft_agreement(way.analyst, project_id=way.project, reference="E-2", words=words())
    with pytest.raises(NoTerms):
        submit_agreement(way.analyst, agreement_id=bare)
    add_tranche(way.analyst, agreement_id=way.id, amount=Decimal(1), fiscal_year=2026, condition="au dépôt")
    way.analyse()
    way.submit()
    way.approve()
    with pytest.raises(TranchesBeyondShare):
        way.sign()
    assert (row(way).state, Signature.objects.for_operation().count()) == ("approved", 0)


def test_an_amendment_is_a_new_row_whose_money_adds_to_what_was_signed(way):
    with pytest.raises(Forbidden):
        draft_amendment(way.promoter, agreement_id=way.signed().id, words=words())
    more = {"envelope_id": way.envelope, "on": way.today, "amount": Decimal(1)}
    with pytest.raises(BeyondAgreement):
        commit_agreement(way.finance, agreement_id=way.id, idempotency_key="c", **more)
    first, way.id = way.id, draft_amendment(way.analyst, agreement_id=way.id, words=words())
    share = {"funder_id": way.ministry, "own": True}
    add_contribution(way.analyst, agreement_id=way.id, amount=Decimal(20_000), **share)
    way.analyse()
    way.submit()
    way.approve(way.approver, way.director)  # together they pass 50 000 $: no splitting under a threshold
    way.sign(20_000, key="a")
    assert (row(way).number, row(way).amends_id, row(way).reference) == (1, first, "E-1")
    assert envelopes(JOB)[0].years[-1].committed == 60_000


def test_what_is_owed_follows_the_terms(way):
    way.signed()
    release(way)
    with pytest.raises(OwedBefore):
        release(way)
    with pytest.raises(TrancheNotDue):
        release(way, way.later)
    terms = {"reference": "R-1", "released_on": way.today, "evidence": "vérifiée"}
    with pytest.raises(BeyondAgreement):
        release_claim(way.analyst, agreement_id=way.id, amount=Decimal("20000.01"), **terms)
    claim = release_claim(way.analyst, agreement_id=way.id, amount=Decimal(10), **terms)
    with pytest.raises(OwedBefore):
        release_claim(way.analyst, agreement_id=way.id, amount=Decimal(10), **terms)
    with pytest.raises(Forbidden):
        release_claim(way.finance, agreement_id=way.id, amount=Decimal(10), **terms)
    pay(way, claim, 10)


def test_a_payment_draws_on_what_is_committed_and_no_more(way):
    way.analyse()
    way.submit()
    way.approve()
    way.sign(5_000)
    due = release(way)
    with pytest.raises(NothingCommitted):
        pay(way, due, 5_001)
    more = {"envelope_id": way.envelope, "on": way.today, "amount": Decimal(35_000)}
    commit_agreement(way.finance, agreement_id=way.id, idempotency_key="c", **more)
    assert len(pay(way, due, 20_000)) == 2


def test_a_deliverable_is_returned_with_a_reason_then_accepted_once(way):
    way.signed()
    first = hand_in_deliverable(way.promoter, deliverable_id=way.report, file=paper())
    with pytest.raises(DepositAnswered):
        hand_in_deliverable(way.promoter, deliverable_id=way.report, file=paper())
    with pytest.raises(Forbidden):
        answer_deposit(way.promoter, deposit_id=first, accepted=True)
    answer_deposit(way.analyst, deposit_id=first, accepted=False, why="il manque le tableau")
    second = hand_in_deliverable(way.analyst, deliverable_id=way.report, file=paper(), received_on=way.today)
    answer_deposit(way.analyst, deposit_id=second, accepted=True)
    with pytest.raises(DepositAnswered):
        answer_deposit(way.analyst, deposit_id=second, accepted=False, why="tout compte fait")
    assert list(Deposit.objects.for_operation().order_by("pk").values_list("accepted", flat=True)) == [False, True]


def test_an_advance_is_released_within_the_need_proven(way):
    terms = {"fiscal_year": 2026, "condition": "besoin démontré", "advance": True}
    with pytest.raises(BeyondNeed):
        add_tranche(way.analyst, agreement_id=way.id, amount=Decimal(10), proven_need=Decimal(9), **terms)
    Tranche.objects.for_operation().filter(pk=way.later).delete()
    part = add_tranche(way.analyst, agreement_id=way.id, amount=Decimal(9), proven_need=Decimal(9), **terms)
    way.signed()
    for proof in ({}, {"need": "salaires"}, {"need": "salaires", "proven_need": Decimal(8)}):
        with pytest.raises(BeyondNeed):
            release(way, part, **proof)
    pay(way, release(way, part, need="salaires fictifs", proven_need=Decimal(9)), 9)


def test_a_signed_row_never_changes_and_is_announced_once(way):
    with pytest.raises(NotSignedYet):
        announce_agreement(way.analyst, agreement_id=way.id, on=way.today)
    way.signed()
    announce_agreement(way.analyst, agreement_id=way.id, on=way.today + timedelta(days=3))
    for again in (way.today, None):
        with pytest.raises(NotADraft):
            announce_agreement(way.analyst, agreement_id=way.id, on=again)
    with pytest.raises(NotADraft):
        add_contribution(way.analyst, agreement_id=way.id, amount=Decimal(1), funder_name="x")
    release(way)
    for model, change in (
        (Agreement, {"purpose": "autre"}),
        (Agreement, {"state": "draft"}),
        (Contribution, {"amount": 1}),
        (Tranche, {"amount": 1}),
        (Approval, {"given_by": "job:x"}),
        (Signature, {"name": "x"}),
        (Payable, {"amount": 1}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.for_operation().update(**change)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608 — our own tables


def test_nothing_is_signed_before_its_approvals(way):
    way.analyse()
    way.submit()
    with pytest.raises(ApprovalsMissing):
        way.sign()
    assert row(way).state == AgreementState.SUBMITTED
