"""The name, the numbers and the place of an enterprise, as its owner says them."""

import pytest
import time_machine

from tests.cast import JOB
from virage.base.viewer import Role, Viewer
from virage.stages.directory.models import Enterprise, LinkPair
from virage.stages.directory.operations import (
    NotBn,
    NotNeq,
    UnknownEnterprise,
    begin_thread,
    decide_pair,
    name_contact,
    state_address,
    state_identity,
)
from virage.stages.directory.queries import identity_sheet, open_pairs, own_identity, pair_sheet

pytestmark = pytest.mark.django_db


def thread(name="Toitures Fictives"):
    begun = begin_thread(Viewer.public(), facts={})
    owner = Viewer.link(begun.key)
    name_contact(owner, key=begun.key, email="eve@example.org", enterprise_name=name)
    return begun, owner


def test_numbers_are_read_and_kept():
    begun, owner = thread()
    state_identity(owner, key=begun.key, name="Toitures Fictives", neq="1140 030 355", bn="12302 6635 RC0001")
    sheet = own_identity(owner, key=begun.key)
    assert (sheet.neq, sheet.neq_said, sheet.neq_odd, sheet.bn) == (
        "1140030355",
        "1140\u00a0030\u00a0355",
        False,
        "123026635",
    )
    assert [(f.name, f.value, f.source) for f in sheet.facts] == [
        ("neq", "1140030355", "dit par l’entreprise"),
        ("bn", "123026635", "dit par l’entreprise"),
    ]
    state_identity(owner, key=begun.key, name="Toitures Fictives", neq="5140030355")
    sheet = own_identity(owner, key=begun.key)
    assert (sheet.neq_odd, sheet.bn) == (True, "")


@pytest.mark.parametrize(("numbers", "refusal"), [({"neq": "114003"}, NotNeq), ({"bn": "123026634"}, NotBn)])
def test_wrong_numbers_are_refused_beside_their_field(numbers, refusal):
    begun, owner = thread()
    with pytest.raises(refusal) as refused:
        state_identity(owner, key=begun.key, name="Toitures Fictives", **numbers)
    assert refused.value.field in numbers
    assert Enterprise.objects.for_operation().get().neq is None


def test_a_number_already_held_goes_to_the_queue_and_nobody_is_told(cast):
    (one, first), (two, second) = thread("Toitures Fictives"), thread("Toitures fictives inc.")
    state_identity(first, key=one.key, name="Toitures Fictives", neq="1140030355")
    state_identity(second, key=two.key, name="Toitures fictives inc.", neq="1140030355")
    assert own_identity(second, key=two.key).neq == ""
    pair = LinkPair.objects.for_operation().get()
    officer = cast.viewer(Role.ANALYST)
    assert [line.id for line in open_pairs(officer).pairs] == [pair.pk]
    sheet = pair_sheet(officer, pair_id=pair.pk)
    assert [reason.words.fr for reason in sheet.reasons] == ["Même NEQ"]
    assert (sheet.differs, sheet.may_decide) == (frozenset(), True)
    decide_pair(officer, pair_id=pair.pk, same=True)
    assert Enterprise.objects.for_operation().get(pk=two.id).canonical_id == one.id
    assert open_pairs(officer).total == 0


def test_names_keep_their_period():
    begun, owner = thread("Toits d’antan")
    with time_machine.travel("2027-03-01T12:00-05:00"):
        state_identity(owner, key=begun.key, name="Toitures Fictives")
    names = own_identity(owner, key=begun.key).names
    assert [(n.name, str(n.since), str(n.until)) for n in names] == [
        ("Toitures Fictives", "2027-03-01", "None"),
        ("Toits d’antan", "None", "2027-03-01"),
    ]


def test_moving_closes_the_former_address():
    begun, owner = thread()
    state_address(owner, key=begun.key, address="12 rue Fictive", postal="g5l 1a1", region="16")
    state_address(owner, key=begun.key, address="40 rue Neuve", postal="G1A 1A1", mrc="Brome-Missisquoi", region="05")
    sheet = own_identity(owner, key=begun.key)
    assert (sheet.main.address, sheet.main.postal, sheet.main.region) == ("40 rue Neuve", "G1A 1A1", "05")
    assert [(p.address, p.closed_on is None) for p in sheet.places] == [
        ("40 rue Neuve", True),
        ("12 rue Fictive", False),
    ]


def test_who_knows_the_identity(cast):
    begun, owner = thread()
    for role, knows in ((Role.ANALYST, True), (Role.AUDITOR, True), (Role.PROMOTER, False), (Role.COUNCIL, False)):
        assert (identity_sheet(cast.viewer(role), enterprise_id=begun.id) is not None) == knows
    anonymous = begin_thread(Viewer.public(), facts={})
    assert identity_sheet(cast.viewer(Role.ANALYST), enterprise_id=anonymous.id) is None
    with pytest.raises(UnknownEnterprise):
        state_identity(cast.viewer(Role.ANALYST), key=begun.key, name="Autre")
    assert identity_sheet(JOB, enterprise_id=begun.id).name == identity_sheet(owner, enterprise_id=begun.id).name
