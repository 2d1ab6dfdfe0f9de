"""From the draft to the payment: an invoice once, a reason for each dollar refused, three people at least."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from tests.stages.claims.journey import Claiming, invoice
from virage.base.viewer import Role
from virage.stages.claims.models import Claim, ClaimLine
from virage.stages.claims.operations import (
    BeyondClaimed,
    Decision,
    EmptyClaim,
    EvidenceMissing,
    InvoiceClaimedBefore,
    LinesUndecided,
    NoHoldback,
    NothingToPay,
    NotOpen,
    NotSubmitted,
    NotVerified,
    NotYourClaim,
    OutsideTerms,
    SayWhyLess,
    TermsWords,
    TermsWritten,
    add_invoice,
    answer_signal,
    drop_invoice,
    record_visit,
    release_holdback,
    return_claim,
    submit_claim,
    verify_claim,
    write_claim_terms,
)
from virage.stages.claims.queries import (
    claim,
    claim_counts,
    claim_paper,
    claimable,
    claims,
    due_in_all,
    payments_due,
    queue,
)
from virage.stages.claims.states import ClaimState, SignalKind
from virage.stages.documents.models import Document
from virage.stages.ledger.models import Balance
from virage.stages.ledger.operations import NotFinance

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def way(cast):
    return Claiming(cast)


def test_a_claim_is_accepted_in_part_paid_then_its_holdback(way):
    number = way.verified("1000", "600", claim=way.submitted(invoice(), invoice("F-2")))
    shown = claim(way.promoter, claim_id=number)
    card = shown.card
    assert (card.accepted, card.share, card.held, card.payable) == (1600, 800, 80, 720)
    assert [(line.accepted, line.why) for line in shown.lines] == [(1000, ""), (600, "Taxes non admissibles")]
    assert [row.amount for row in payments_due(way.finance)] == [720]
    way.pay(number)
    with pytest.raises(NothingToPay):
        way.pay(number)
    release_holdback(way.analyst, claim_id=number)
    with pytest.raises(NoHoldback):
        release_holdback(way.analyst, claim_id=number)
    way.pay(number)
    year = Balance.objects.for_operation().get(committed__gt=0)
    assert (year.paid, year.held, year.freed) == (800, 80, 80)
    assert (claims(way.promoter)[0].paid, payments_due(way.finance)) == (800, ())


def test_what_is_accepted_justifies_the_advance_first(cast):
    way = Claiming(cast, advance=300)
    number = way.verified()
    card = claim(way.analyst, claim_id=number).card
    assert (card.share, card.justifies, card.held, card.payable) == (500, 300, 20, 180)
    way.pay(number)
    year = Balance.objects.for_operation().get(committed__gt=0)
    assert (year.advanced, year.settled, year.paid, year.held) == (300, 300, 180, 20)


def test_an_invoice_is_decided_within_its_terms_and_with_a_reason(way):
    number = way.submitted(invoice(), invoice("F-2", category="travel"), invoice("F-3", on=date(2019, 1, 1)))

    def decide(*amounts, why="Hors de l’entente"):
        told = {
            line: Decision(accepted=Decimal(amount), why=why) for line, amount in zip(way.lines, amounts, strict=False)
        }
        return verify_claim(way.analyst, claim_id=number, decisions=told)

    for amounts, refusal in (
        (("1000", "1", "0"), OutsideTerms),
        (("1000", "0", "1"), OutsideTerms),
        (("1000.01", "0", "0"), BeyondClaimed),
        (("1000", "0"), LinesUndecided),
    ):
        with pytest.raises(refusal):
            decide(*amounts)
    with pytest.raises(SayWhyLess):
        decide("999", "0", "0", why="")
    decide("1000", "0", "0")
    assert [len(line.objections) for line in claim(way.analyst, claim_id=number).lines] == [1, 0, 1]
    with pytest.raises(NotSubmitted):
        decide("1000", "0", "0")


def test_a_draft_is_kept_shown_to_its_promoter_alone_and_sent_whole(way):
    number = way.begun()
    with pytest.raises(EmptyClaim):
        submit_claim(way.promoter, claim_id=number)
    line = add_invoice(way.promoter, claim_id=number, invoice=invoice())
    with pytest.raises(EvidenceMissing):
        submit_claim(way.promoter, claim_id=number)
    assert (claims(way.analyst), claim(way.analyst, claim_id=number)) == ((), None)
    assert len(claims(way.promoter)) == 1
    drop_invoice(way.promoter, claim_id=number, line_id=line)
    way.submitted()
    with pytest.raises(InvoiceClaimedBefore):
        add_invoice(way.promoter, claim_id=number, invoice=invoice("f 001"))


def test_a_returned_claim_is_completed_and_sent_again(way):
    number = way.submitted()
    with pytest.raises(NotOpen):
        add_invoice(way.promoter, claim_id=number, invoice=invoice("F-2"))
    return_claim(way.analyst, claim_id=number, why="Il manque le contrat.")
    assert claims(way.promoter)[0].why == "Il manque le contrat."
    submit_claim(way.promoter, claim_id=number, need=Decimal(10), need_words="loyers fictifs")
    with pytest.raises(NotVerified):
        way.pay(number)


def test_only_those_named_act_and_others_do_not_know(way, cast):
    number = way.submitted()
    for viewer in (way.promoter, way.finance, cast.viewer(Role.PARTNER)):
        with pytest.raises(NotYourClaim):
            verify_claim(viewer, claim_id=number, decisions={})
    with pytest.raises(NotYourClaim):
        submit_claim(way.analyst, claim_id=number)
    way.verified(claim=number)
    with pytest.raises(NotFinance):
        way.pay(number, viewer=way.promoter)
    paper = Document.objects.for_operation().order_by("-pk").first().pk
    for viewer in (cast.viewer(Role.PARTNER), cast.viewer(Role.ADVISER), cast.stranger):
        seen = (claims(viewer), claim(viewer, claim_id=number), claimable(viewer, terms=True), payments_due(viewer))
        assert seen == ((), None, (), ())
        assert claim_paper(viewer, claim_id=number, document_id=paper) is None
    assert claim_paper(way.analyst, claim_id=number, document_id=paper).name == "rapport.pdf"
    with pytest.raises(TermsWritten):
        write_claim_terms(way.analyst, agreement_id=way.agreement.pk, words=TermsWords(rate=Decimal(1), need_months=3))


def test_signals_are_for_those_who_verify_and_keep_their_answer(cast):
    way = Claiming(cast, quotes_from=Decimal(25_000), ties=("Gestion fictive",))
    tied = invoice("T-1", 10, supplier="GESTION FICTIVE LTÉE")
    number = way.submitted(invoice("F-1", 24_000), invoice("F-2", 24_500), tied)
    seen = [[one.kind for one in line.signals] for line in claim(way.analyst, claim_id=number).lines]
    assert seen == [[SignalKind.SPLIT], [SignalKind.SPLIT], [SignalKind.RELATED]]
    assert {line.signals for line in claim(way.promoter, claim_id=number).lines} == {()}
    assert claims(way.analyst)[0].signals == 3
    told = {"line_id": way.lines[2], "kind": SignalKind.RELATED}
    answer_signal(way.analyst, founded=False, why="Homonyme vérifié au registre", **told)
    (answered,) = claim(way.analyst, claim_id=number).lines[2].signals
    assert (answered.founded, answered.why) == (False, "Homonyme vérifié au registre")


def test_the_queue_is_read_a_page_at_a_time(way, django_assert_max_num_queries):
    way.verified()
    number = way.submitted(invoice("F-8", 10), invoice("F-9", 20))
    way.submitted(invoice("F-10", 30))
    assert claim_counts(way.analyst) == {ClaimState.VERIFIED: 1, ClaimState.SUBMITTED: 2}
    with django_assert_max_num_queries(7):
        found = queue(way.analyst, rows=slice(0, 1))
    assert ([one.id for one in found.waiting], len(found.answered)) == ([number], 1)
    assert (due_in_all(way.finance).n, due_in_all(way.promoter).n) == (len(payments_due(way.finance)), 0)


def test_a_visit_is_kept_beside_the_claims_of_its_agreement(way):
    number = way.submitted()
    record_visit(way.analyst, agreement_id=way.agreement.pk, on=way.today, seen="Salle fictive équipée")
    assert [one.seen for one in claim(way.promoter, claim_id=number).visits] == ["Salle fictive équipée"]


def test_the_database_holds_what_the_operations_hold(way):
    number = way.verified()
    row, line = Claim.objects.for_operation().get(pk=number), ClaimLine.objects.for_operation().get()
    line.accepted = Decimal(1)
    row.share = Decimal(1)
    for attempt in (row.save, row.delete, line.save, line.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
