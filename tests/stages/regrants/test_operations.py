"""Money given on: to enterprises selected, within the line, under every ceiling; the owner confirms what it holds."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import IntegrityError, connections
from django.utils import timezone

from tests.cast import JOB, assemble
from tests.stages.regrants.gift import Gift
from virage.base.refusals import Refusal
from virage.base.viewer import Role
from virage.core.cumulation import AidKind
from virage.stages.casefiles.models import CaseFile
from virage.stages.casefiles.operations import Obtained, note_result
from virage.stages.casefiles.states import ResultKind
from virage.stages.directory.models import Enterprise
from virage.stages.messages.queries import mailbox
from virage.stages.regrants.models import DeclaredAid, Regrant
from virage.stages.regrants.operations import (
    AboveCeiling,
    AidsNotConfirmed,
    BeyondAgreement,
    BeyondLine,
    NotInOrder,
    NotSelected,
    NotYourMoney,
    OwnerConfirms,
    SaySettled,
    confirm_aids,
    correct_aid,
    declare_aid,
    grant_regrant,
    open_regrant_line,
    pay_regrant,
    refuse_regrant,
    remove_aid,
    renounce_regrant,
)
from virage.stages.regrants.operations.declaring import AidWords
from virage.stages.regrants.queries import cumulation_of, declared, lines, selectable
from virage.stages.regrants.states import RegrantState

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def said(**more):
    words = {"name": "Crédit fictif", "received_on": timezone.localdate(), "kind": AidKind.REPAYABLE}
    return AidWords(**{**words, "amount": Decimal(300), "same_project": True, **more})


def refused(refusal, act, *args, **terms):
    with pytest.raises(refusal):
        act(*args, **terms)


def test_proposed_granted_paid_and_counted(cast):
    gift = Gift(cast)
    number = gift.propose()
    on = {"regrant_id": number, "on": gift.today}
    refused(NotInOrder, pay_regrant, gift.promoter, **on)
    refused(NotYourMoney, grant_regrant, cast.viewer(Role.ADVISER), **on)
    grant_regrant(gift.promoter, **on)
    refused(NotInOrder, grant_regrant, gift.promoter, **on)
    pay_regrant(gift.promoter, **on)
    refused(NotInOrder, renounce_regrant, gift.promoter, **on)
    (line,) = lines(gift.promoter)
    assert (line.granted, line.paid, line.left, line.enterprises) == (400, 400, 600, 1)
    (card,) = line.regrants
    assert [card.enterprise, card.counted[0]["lines"][0]["least"]] == ["Toitures fictives", "400.00"]
    assert [one.amount for one in declared(gift.owner, enterprise_id=gift.thread.id).regrants] == [400]
    assert [one.regrants[0].enterprise for one in lines(cast.viewer(Role.ANALYST))] == [""]
    assert lines(cast.viewer(Role.PARTNER)) == lines(cast.stranger) == ()


def test_money_follows_enterprises_selected_and_never_exceeds_the_line(cast):
    gift = Gift(cast)
    waiting, _owner = gift.asks(selected=False)
    refused(NotSelected, gift.propose, enterprise=waiting.id)
    refused(NotYourMoney, gift.propose, viewer=cast.viewer(Role.ANALYST))
    first, second = gift.propose(600, 9000), gift.propose(401, 9000)
    grant_regrant(gift.promoter, regrant_id=first, on=gift.today, settled="même dossier")
    refused(BeyondLine, grant_regrant, gift.promoter, regrant_id=second, on=gift.today)
    renounce_regrant(gift.promoter, regrant_id=first, on=gift.today)
    grant_regrant(gift.promoter, regrant_id=second, on=gift.today)
    refused(BeyondAgreement, open_regrant_line, JOB, agreement_id=gift.agreement.pk, amount=10**6, clause="article 5")


def test_every_aid_counts_and_the_strictest_ceiling_wins(cast):
    gift = Gift(cast)
    number = gift.propose(400, 1000)
    loan = declare_aid(gift.owner, enterprise_id=gift.thread.id, words=said(aid="essor-1c", amount=Decimal(100)))
    refused(AidsNotConfirmed, grant_regrant, gift.promoter, regrant_id=number, on=gift.today)
    confirm_aids(gift.owner, key=gift.thread.key)
    found = cumulation_of(gift.promoter, regrant_id=number)
    assert (found.answer.value, found.left) == ("yes", 50)
    assert "hellodarwin.com" in {one.ceiling.name: one.ceiling.source for one in found.readings}["Crédit fictif"]
    correct_aid(gift.owner, aid_id=loan, words=said(aid="essor-1c"))
    confirm_aids(gift.owner, key=gift.thread.key)
    refused(AboveCeiling, grant_regrant, gift.promoter, regrant_id=number, on=gift.today, settled="réglé")
    correct_aid(gift.owner, aid_id=loan, words=said(aid="essor-1c", same_project=None))
    confirm_aids(gift.owner, key=gift.thread.key)
    refused(SaySettled, grant_regrant, gift.promoter, regrant_id=number, on=gift.today)
    grant_regrant(gift.promoter, regrant_id=number, on=gift.today, settled="Le prêt paie un autre projet")


def test_a_decision_noted_in_a_file_counts_and_a_rule_nobody_read_is_not_a_no(cast):
    gift = Gift(cast)
    number, file = gift.propose(400, 1000), CaseFile.objects.for_operation().get()
    obtained = Obtained(
        kind=ResultKind.DECISION, happened_on=gift.today, what="Aide fictive", favourable=True, amount=Decimal(50)
    )
    note_result(JOB, case_file_id=file.pk, obtained=obtained)
    found = cumulation_of(gift.promoter, regrant_id=number)
    assert (found.answer.value, found.left) == ("unknown", 0)
    assert "Aide fictive" in found.to_settle[0].en
    refused(SaySettled, grant_regrant, gift.promoter, regrant_id=number, on=gift.today)


def test_others_write_in_the_owners_place_and_the_owner_confirms(cast):
    gift = Gift(cast)
    adviser = cast.viewer(Role.ADVISER)
    number = declare_aid(adviser, enterprise_id=gift.thread.id, words=said())
    sheet = declared(gift.owner, enterprise_id=gift.thread.id)
    assert (sheet.confirmed_at, [one.by_owner for one in sheet.aids]) == (None, [False])
    for other in (adviser, JOB, cast.other_sme):
        refused(OwnerConfirms, confirm_aids, other, key=gift.thread.key)
    refused(NotYourMoney, remove_aid, cast.viewer(Role.PARTNER), aid_id=number)
    remove_aid(gift.owner, aid_id=number)
    confirm_aids(gift.owner, key=gift.thread.key)
    assert declared(gift.owner, enterprise_id=gift.thread.id).confirmed_at is not None


def test_what_was_given_stays_without_a_name_when_the_enterprise_is_destroyed(cast):
    gift = Gift(cast)
    number = gift.propose()
    grant_regrant(gift.promoter, regrant_id=number, on=gift.today)
    Enterprise.objects.for_operation().filter(pk=gift.thread.id).delete()
    row = Regrant.objects.for_operation().get()
    assert (row.amount, row.state, row.enterprise_id, row.case_file_id) == (400, "granted", None, None)
    assert (row.purpose, row.settled, row.counted) == ("", "", [])
    assert lines(gift.promoter)[0].granted == 400


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_twenty_at_once_never_give_more_than_the_line():
    """Half of them write the rows themselves: the database holds the line, not the operation."""
    gift = Gift(assemble())
    numbers = [gift.propose(90, 100_000) for _each in range(20)]
    gate = Barrier(len(numbers))

    def attempt(number):
        try:
            gate.wait()
            if number % 2:
                grant_regrant(gift.promoter, regrant_id=number, on=gift.today, settled="un seul projet")
            else:
                decided = {"state": "granted", "decided_on": gift.today, "decided_by": "job:hand"}
                Regrant.objects.for_operation().filter(pk=number).update(**decided)
        except Refusal as refusal:
            return type(refusal)
        except IntegrityError:
            return BeyondLine
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(numbers)) as pool:
        answers = list(pool.map(attempt, numbers))
    assert (answers.count(None), answers.count(BeyondLine)) == (11, 9)
    assert lines(JOB)[0].granted == 990


def test_an_aid_corrected_under_its_name_stays_the_one_that_the_pack_knows(cast):
    gift = Gift(cast)
    number = declare_aid(gift.owner, enterprise_id=gift.thread.id, words=said(aid="essor-1c"))
    correct_aid(gift.owner, aid_id=number, words=said(amount=Decimal(70)))
    row = DeclaredAid.objects.for_operation().get(pk=number)
    assert (row.aid, row.amount) == ("essor-1c", 70)
    correct_aid(gift.owner, aid_id=number, words=said(name="Une autre aide"))
    row.refresh_from_db()
    assert row.aid == ""


def test_the_enterprise_is_told_what_was_decided_and_why(cast):
    gift = Gift(cast)
    refuse_regrant(gift.promoter, regrant_id=gift.propose(), on=gift.today, why="Le projet est déjà payé.")
    grant_regrant(gift.promoter, regrant_id=gift.propose(300), on=gift.today)
    letters = [m.body for m in mailbox(gift.owner, address="eve@example.org") if "aide" in m.subject]
    assert ["Le projet est déjà payé." in body for body in letters] == [False, True]
    sheet = declared(gift.owner, enterprise_id=gift.thread.id)
    assert [(card.settled, card.state) for card in sheet.refused] == [
        ("Le projet est déjà payé.", RegrantState.REFUSED)
    ]
    assert [card.amount for card in sheet.regrants] == [300]


def test_the_enterprise_is_chosen_by_name_where_they_are_many(cast, monkeypatch):
    gift = Gift(cast)
    other, _owner = gift.asks()
    Enterprise.objects.for_operation().filter(pk=other.id).update(name="Ébénisterie fictive")
    within = {"projects": {gift.project}}
    assert selectable(gift.promoter, **within, name="ebenist") == ((other.id, "Ébénisterie fictive"),)
    assert len(selectable(gift.promoter, **within)) == 2
    monkeypatch.setitem(selectable.__globals__, "SELECTED", 0)
    assert len(selectable(gift.promoter, **within)) == 1  # one more than the choice lists: there are others
    assert selectable(cast.viewer(Role.PARTNER), **within) == ()
