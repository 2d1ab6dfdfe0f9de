"""What auditors found elsewhere, tried here. Each test quotes its source, and says what it does not prove.

One function for each finding.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from tests.calling import TODAY, discussed, initiative, marks, on, published, scored_apart, submitted, terms, written
from tests.cast import JOB
from tests.papers import paper
from tests.promise import drafted, owed, payable, sign, signed, with_advance
from tests.stages.agreements.journey import Journey
from tests.stages.claims.journey import Claiming, invoice
from tests.stages.regrants.gift import Gift
from tests.thread import project
from virage.base.models import TrailEvent
from virage.base.viewer import Role, Viewer
from virage.stages.agreements.models import Agreement, AnalysisLine, Tranche
from virage.stages.agreements.operations import (
    AnalysisIncomplete as NotAnalysed,
    ApprovalsMissing,
    NotSignedYet,
    TrancheNotDue,
    answer_deposit,
    hand_in_deliverable,
    release_tranche,
)
from virage.stages.agreements.operations.refusals import in_words
from virage.stages.calls.models import Call, Criterion, Decision, Draft, Proposal
from virage.stages.calls.operations import (
    decide_proposal,
    discuss_scores,
    draft_call,
    propose_selection,
    publish_call,
    save_step,
    submit_proposal,
)
from virage.stages.calls.queries import call as call_sheet, proposal_sheet
from virage.stages.calls.refusals import (
    AnalysisIncomplete,
    CallIsPublished,
    DatesOutOfOrder,
    EditedMeanwhile,
    Incomplete,
    NotOpen,
    ReviewsNotWhole,
    SayWhyDeparting,
)
from virage.stages.calls.written import MarkWords, ProjectWords, TargetWords
from virage.stages.claims.operations import (
    BeyondAdvance,
    InvoiceClaimedBefore,
    TermsWords,
    recover_advance,
    write_claim_terms,
)
from virage.stages.claims.queries import sleepers, year_outlook
from virage.stages.ledger.models import Entry
from virage.stages.ledger.operations import (
    AdvanceBeyondNeed,
    DeliverableLate,
    NotPayable,
    StateTheNeed,
    VerifierPays,
    open_envelope,
    post_entry,
)
from virage.stages.ledger.states import EntryKind
from virage.stages.programme.models import Initiative
from virage.stages.regrants.models import Regrant
from virage.stages.regrants.operations import NotSelected, OwnerConfirms, confirm_aids

pytestmark = [pytest.mark.django_db, pytest.mark.data]
JUNE, JULY = date(2025, 6, 1), date(2025, 7, 1)


def refused_by_the_database(name, write):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


def test_no_approval_without_its_analysis(cast):
    """Vérificateur général du Québec, 2019, off-programme grants: incomplete analyses in about two thirds of 20 files.

    It does not prove that an analysis is good: only that each criterion has its score, reason and document.
    """
    number = submitted(cast, published(cast))
    analyst, director = cast.viewer(Role.ANALYST), cast.viewer(Role.DIRECTOR)
    with pytest.raises(ReviewsNotWhole):
        discuss_scores(analyst, proposal_id=number, marks=marks(number))
    scored_apart(cast, number)
    first, second = marks(number)
    bare = MarkWords(criterion_id=second.criterion_id, value=9, reason="Solide")
    mute = MarkWords(criterion_id=second.criterion_id, value=9, reason=" ", section=second.section)
    for given in ([first], [first, bare], [first, mute]):
        with pytest.raises(AnalysisIncomplete):
            discuss_scores(analyst, proposal_id=number, marks=given)
    with on(TODAY + timedelta(days=31)), pytest.raises(AnalysisIncomplete):
        propose_selection(analyst, call_id=Proposal.objects.for_operation().get(pk=number).call_id)
    refused_by_the_database(
        "criterion_not_settled",
        lambda: Decision.objects.create(
            proposal_id=number, chosen=True, amount=1, reason="Retenue", at="2026-11-22T12:00Z", by=director.by
        ),
    )


def test_no_approval_without_a_target_that_can_be_measured(cast):
    """European Court of Auditors, 19/2020: objectives that did not allow effects to be measured.

    It does not prove that an indicator is well chosen: only that it has definition, baseline, target and method.
    """
    call = published(cast)
    for target in (None, TargetWords(indicator="Entreprises aidées", definition="Un service", value=40)):
        number = written(cast, call, target=target)
        with on(TODAY + timedelta(days=2)), pytest.raises(Incomplete):
            submit_proposal(cast.viewer(Role.PROMOTER), proposal_id=number)
    Proposal.objects.for_operation().filter(pk=number).update(
        asked=40_000, total=60_000, submitted_at="2026-11-22T12:00Z"
    )
    discussed(cast, number)
    refused_by_the_database(
        "target_not_measurable",
        lambda: Decision.objects.create(
            proposal_id=number, chosen=True, amount=1, reason="Retenue", at="2026-11-22T12:00Z", by="person:1"
        ),
    )


def test_the_criteria_made_public_are_those_that_decide(cast):
    """VGQ, November 2021, PACTE: criteria made public were not complete; an internal clause allowed exceptions.

    It does not prove that a reason given for a departure is a good one: only that it is written, counted and shown.
    """
    director, call = cast.viewer(Role.DIRECTOR), published(cast)
    refused_by_the_database(
        "call_is_published", lambda: Criterion.objects.for_operation().filter(call=call).update(weight=50)
    )
    refused_by_the_database(
        "call_is_published",
        lambda: Criterion.objects.create(call_id=call, rank=3, name="Interne", name_en="Internal", weight=1),
    )
    refused_by_the_database(
        "call_is_published", lambda: Call.objects.for_operation().filter(pk=call).update(requirements=[])
    )
    with pytest.raises(CallIsPublished):
        publish_call(director, call_id=call)
    refusable = submitted(cast, call, own=1_000)  # 2.4 % paid by others, where at least 20 % is published
    discussed(cast, refusable, 10)
    with on(TODAY + timedelta(days=31)):
        propose_selection(director, call_id=call)
    with pytest.raises(SayWhyDeparting):
        decide_proposal(director, proposal_id=refusable, chosen=True, reason="Le meilleur")
    decide_proposal(director, proposal_id=refusable, chosen=True, reason="Le meilleur", departure="Seul de sa région")
    Call.objects.for_operation().filter(pk=call).update(announced_at="2027-02-01T12:00Z")
    told = call_sheet(cast.stranger, call_id=call)
    assert (told.departures, [one.departure for one in told.results]) == (1, ["Seul de sa région"])


def test_a_draft_is_never_lost_and_a_call_is_no_race(cast):
    """Scotland, Digital Boost development grants: closed the day they opened; drafts lost.

    It does not prove that there is money for everyone: only that the hour of a submission counts for nothing.
    """
    director, promoter = cast.viewer(Role.DIRECTOR), cast.viewer(Role.PROMOTER)
    day, call = TODAY + timedelta(days=1), published(cast)
    with pytest.raises(DatesOutOfOrder):
        draft_call(director, initiative_id=initiative(cast), words=terms(opens_on=day, closes_on=day))
    number = written(cast, call)
    mine = ProjectWords(title="Ateliers fictifs", summary="Mon texte")
    with pytest.raises(EditedMeanwhile) as refused:
        save_step(promoter, proposal_id=number, words=mine, base=0)
    assert (refused.value.number, refused.value.theirs["summary"]) == (1, "Des ateliers.")
    save_step(promoter, proposal_id=number, words=mine, base=1)
    kept = Draft.objects.for_operation().filter(proposal=number, step="projet").order_by("number")
    assert [one.said["summary"] for one in kept] == ["Des ateliers.", "Mon texte"]
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        kept.update(said={})
    with on(TODAY + timedelta(days=31)), pytest.raises(NotOpen):
        submit_proposal(promoter, proposal_id=number)
    assert proposal_sheet(promoter, proposal_id=number).content.summary == "Mon texte"


class Bound:
    """Money of 2025-2026 committed to an agreement; call it to pay."""

    def __init__(self, row):
        self.row = row
        self.envelope = open_envelope(JOB, initiative_id=Initiative.objects.get().pk, name="Enveloppe fictive")
        for kind in (EntryKind.VOTED, EntryKind.AUTHORISED, EntryKind.COMMITTED):
            self.first = self.post(kind, 1000, agreement_id=row.pk if kind == EntryKind.COMMITTED else None)

    def post(self, kind, amount, *, viewer=JOB, on=JUNE, **more):
        told = {"evidence": "pièce fictive", "idempotency_key": f"{self.row.pk}/{kind}/{amount}/{on}/{viewer.by}"}
        return post_entry(viewer, envelope_id=self.envelope, kind=kind, amount=Decimal(amount), on=on, **told, **more)

    def __call__(self, due, amount, *, kind=EntryKind.PAID, on=JULY, **more):
        return self.post(kind, amount, on=on, about_id=self.first, payable_id=due.pk, **more)

    def aside(self, due, **columns):
        """A payment written around the operations."""
        told = {"kind": "paid", "amount": 1, "on": JULY, "posted_by": "job:x", **columns}
        with transaction.atomic():
            Entry.objects.create(
                envelope_id=self.envelope, fiscal_year=2025, project_id=self.row.project_id, agreement=self.row,
                payable=due, about_id=self.first, evidence="x", posted_at=timezone.now(), idempotency_key="x", **told,
            )  # fmt: skip


def test_payments_are_not_brought_forward_at_year_end_nor_made_to_projects_not_yet_chosen(cast):
    """« Versements devancés » at year-end, 335.7 M$ over two years, among them for projects not yet chosen.

    Vérificateur général du Québec, 2019, off-programme grants (ledevoir.com/politique/quebec/567396). It does not
    prove that a tranche’s day was well chosen, nor that a need stated is true: a person signs the one, reads the other.
    """
    row = drafted(project(cast))
    next_year = {"amount": Decimal(500), "fiscal_year": 2026, "due_on": date(2026, 6, 30)}
    part = Tranche.objects.create(agreement=row, **next_year)
    with pytest.raises(NotSignedYet), in_words(), transaction.atomic():
        payable(row)  # a project that is not chosen has nothing to be paid
    sign(row)
    with pytest.raises(TrancheNotDue):
        release_tranche(JOB, tranche_id=part.pk, released_on=date(2026, 3, 30), evidence="fin d’exercice")
    pay, due = Bound(row), payable(row, amount=Decimal(500), on=JUNE)
    with pytest.raises(NotPayable):
        pay(due, 1, on=date(2025, 5, 31))
    with pytest.raises(StateTheNeed):
        pay(due, 1, on=date(2026, 3, 30))
    with pytest.raises(IntegrityError, match="year_end_states_its_need"):
        pay.aside(due, on=date(2026, 3, 30))
    with pytest.raises(IntegrityError, match="payment_names_its_payable"):
        pay.aside(None)


def test_an_advance_beyond_the_need_proven_is_refused(cast):
    """Money advanced that slept: the same finding of the Vérificateur général du Québec, 2019.

    It does not prove that the need was well measured: it is stated, in words and dollars, by whoever verified it.
    """
    row, due = with_advance(project(cast), amount=Decimal(200))
    pay = Bound(row)
    proof = {"kind": EntryKind.ADVANCED, "need": "salaires fictifs"}
    with pytest.raises(AdvanceBeyondNeed):
        pay(due, 200, proven_need=Decimal(201), **proof)  # more than what was proven when it was released
    pay(due, 150, proven_need=Decimal(200), **proof)
    other = sign(_second_advance(row))
    with pytest.raises(AdvanceBeyondNeed):  # another agreement of the same project: what is not justified counts
        Bound(other)(payable(other, **_advance(other)), 60, proven_need=Decimal(200), **proof)


def _second_advance(row):
    more = drafted(row.project_id, reference="Convention fictive 2")
    terms = {"amount": Decimal(200), "fiscal_year": 2025, "condition": "besoin", "proven_need": Decimal(200)}
    Tranche.objects.create(agreement=more, advance=True, **terms)
    return more


def _advance(row):
    part = Tranche.objects.for_operation().get(agreement=row)
    return {"tranche": part, "kind": "advance", "amount": part.amount, "need": "x", "proven_need": Decimal(200)}


def test_an_agreement_is_not_signed_while_its_analysis_or_its_approvals_are_incomplete(cast):
    """« Analyses ou documents incomplets » in about two thirds of 20 off-programme files.

    Vérificateur général du Québec, 2019 (ledevoir.com/politique/quebec/567396). It does not prove that an analysis is
    good: a score, a reason and a document stand under each criterion, for whoever reads after.
    """
    way = Journey(cast)
    way.analyse("effects")
    way.submit()
    with pytest.raises(ApprovalsMissing):
        way.sign()
    way.approve()
    with pytest.raises(NotAnalysed):
        way.sign()
    for rank, missing in enumerate(({"score": None}, {"reason": ""}, {"document": None})):
        row = drafted(way.project, reference=f"E-9{rank}")
        AnalysisLine.objects.for_operation().filter(agreement=row).update(**missing)
        with pytest.raises(IntegrityError, match="analysis_incomplete"), transaction.atomic():
            sign(row)
    assert not Agreement.objects.for_operation().filter(state="signed").exists()


def test_a_late_report_holds_the_next_payment(cast):
    """Accounts not rendered: the same finding, and ours to make impossible (reddition de comptes, money.md).

    It does not prove that a report accepted was read well; the name of whoever accepted it stands beside it.
    """
    row = drafted(project(cast))
    report = owed(row, due_on=JUNE)
    pay, due = Bound(sign(row)), payable(row)
    with pytest.raises(DeliverableLate):
        pay(due, 1)
    with pytest.raises(DeliverableLate):
        pay(due, 1, on=JUNE)  # a date put back does not help: what is late today holds today
    promoter = cast.viewer(Role.PROMOTER)
    deposit = hand_in_deliverable(promoter, deliverable_id=report.pk, file=paper())
    with pytest.raises(DeliverableLate):
        pay(due, 2)  # handed in, not read yet
    answer_deposit(cast.viewer(Role.ANALYST), deposit_id=deposit, accepted=True)
    pay(due, 3)


def test_nothing_is_public_before_it_is_announced(cast):
    """An agreement signed is not known by all before its announcement: the embargo of money.md, "The ledger".

    It does not prove that nobody talked.
    """
    today = timezone.localdate()
    number = project(cast)
    days = {None: "A", today + timedelta(days=1): "B", today: "C"}
    for day, name in days.items():
        signed(number, reference=name, announced_on=day)
    drafted(number, reference="D", announced_on=today)
    seen = {
        viewer.by: set(Agreement.objects.visible_to(viewer).values_list("reference", flat=True))
        for viewer in (
            Viewer.public(),
            cast.viewer(Role.PARTNER),
            cast.viewer(Role.PROMOTER),
            cast.viewer(Role.AUDITOR),
        )
    }
    assert list(seen.values()) == [{"C"}, {"C"}, {"A", "B", "C"}, {"A", "B", "C", "D"}]


def test_whoever_verifies_does_not_pay(cast):
    """The same hand that finds a sum owed and pays it: separation of duties, money.md, "The ledger".

    It does not prove that two people did not agree beforehand.
    """
    row = signed(project(cast))
    pay = Bound(row)
    with pytest.raises(VerifierPays):
        pay(payable(row, amount=Decimal(10), made_by=JOB.by), 1)
    other = payable(row, amount=Decimal(10), reference="R-2")
    with pytest.raises(IntegrityError, match="verifier_pays"):
        pay.aside(other, posted_by=other.made_by)
    pay(other, 1)


def test_no_money_given_on_to_an_enterprise_not_yet_selected(cast):
    """Vérificateur général du Québec, 2019: payments brought forward at year-end, some for projects not yet chosen.

    It does not prove that the choice was good: only that a file, accepted by the project, came before the money.
    """
    gift = Gift(cast)
    waiting, _owner = gift.asks(selected=False)
    with pytest.raises(NotSelected):
        gift.propose(enterprise=waiting.id)
    row = Regrant.objects.for_operation().get(pk=gift.propose())
    row.pk, row.enterprise_id = None, waiting.id
    refused_by_the_database("regrant_not_selected", row.save)


def test_the_same_invoice_is_not_claimed_twice_in_one_project_nor_in_two(cast):
    """Double funding of one cost: the risk that cumulation rules and the European Court of Auditors (19/2020) name.

    It does not prove that an invoice is genuine, nor that it was not claimed from a funder who is not here.
    """
    way = Claiming(cast)
    way.submitted(invoice("F-012"))
    with pytest.raises(InvoiceClaimedBefore):
        way.begun(invoice("f 12", supplier="FORMATIONS FICTIVES"))
    other = signed(way.project, reference="Convention fictive 2", ends_on=date(2060, 3, 31))
    write_claim_terms(way.analyst, agreement_id=other.pk, words=TermsWords(rate=Decimal(1), need_months=3))
    way.agreement = other
    with pytest.raises(InvoiceClaimedBefore):
        way.begun(invoice("Facture F-12"))


def test_nobody_confirms_in_the_place_of_the_enterprise(cast):
    """CDAP (Canada): complaints of advisers who filed in the client’s place.

    It does not prove that an owner read what it confirmed: only that the word is given with the owner’s own key.
    """
    gift = Gift(cast)
    thread, owner = gift.asks(confirms=False)
    for role in (Role.ADVISER, Role.PROMOTER, Role.ANALYST, Role.DIRECTOR):
        with pytest.raises(OwnerConfirms):
            confirm_aids(cast.viewer(role), key=thread.key)
    confirm_aids(owner, key=thread.key)
    assert list(
        TrailEvent.objects.filter(verb="aids.confirmed", subject_id=str(thread.id)).values_list("by", flat=True)
    ) == [owner.by]


def test_money_that_sleeps_is_known_aged_and_recovered(cast):
    """« Versements devancés » to bodies that did not need them yet: Vérificateur général du Québec, 2019 (same report).

    It does not prove that the need stated is true: a person reads it with its evidence.
    """
    way = Claiming(cast, advance=300)
    (seen,) = sleepers(way.analyst, on=way.today + timedelta(days=90))
    assert (seen.left, seen.sleeps) == (300, 300)  # proven on the day of the agreement, for three months: long past
    assert [one.days for one in seen.advances] == [90]
    told = {"advance_id": way.advanced, "on": way.today, "evidence": "chèque fictif"}
    with pytest.raises(BeyondAdvance):
        recover_advance(way.finance, amount=Decimal("300.01"), idempotency_key="r1", **told)
    recover_advance(way.finance, amount=Decimal(300), idempotency_key="r2", **told)
    assert sleepers(way.analyst) == ()


def test_money_that_a_year_would_leave_unspent_is_told_before_its_end(cast):
    """Money found unspent after closing: CDAP over 80 %, Kit Digital over 25 % renounced, Ireland’s voucher 99 %.

    It does not prove that the forecast is right: it proves that it is told, and from which figures.
    """
    way = Claiming(cast)
    seen = year_outlook(way.analyst, on=way.today)
    assert (seen.whole.credits, seen.whole.lapse.likely, seen.whole.warns) == (50_000, 50_000, True)
    assert seen.days_left > 0
    assert seen.proposal.unplaced == 50_000  # committed, and nothing that could use it
    assert year_outlook(way.promoter, on=way.today) is None
