"""Who looks like whom, among ours and in the register; a person decides, once."""

import pytest

from bench.register_files import write_register
from tests.stages.directory.register.test_loading import JOB, ONE, delivery
from virage.base.viewer import Role, Viewer
from virage.stages.directory.linkage.finding import Found, MayNotLink, find_doubles
from virage.stages.directory.models import Enterprise, LinkPair
from virage.stages.directory.operations import (
    AlreadyDecided,
    UnknownPair,
    begin_thread,
    decide_pair,
    name_contact,
    postpone_pair,
    state_address,
)
from virage.stages.directory.queries import open_pairs, pair_sheet
from virage.stages.directory.register.loading import load_register

pytestmark = pytest.mark.django_db


def thread(name, *, phone="", address="", postal=""):
    begun = begin_thread(Viewer.public(), facts={})
    owner = Viewer.link(begun.key)
    name_contact(owner, key=begun.key, email=f"{begun.id}@gmail.com", enterprise_name=name, phone=phone)
    state_address(owner, key=begun.key, address=address, postal=postal)
    return begun.id


def test_ours_and_the_register(cast, tmp_path):
    load_register(JOB, place=write_register(tmp_path, delivery()))
    one = thread("TOITURE FICTIVES", phone="418 555-0100", address="12, rue Fictive", postal="G5L 1A1")
    two = thread("Toitures Fictives enr.", phone="(418) 555-0100", address="9 av. Ailleurs", postal="H1A 1A1")
    thread("Boulangerie du Phare", phone="581 555-0199")
    assert find_doubles(JOB) == Found(records=3, register=1, pairs=3, new=3)
    assert find_doubles(JOB).new == 0
    officer = cast.viewer(Role.ANALYST)
    queue = {(p.left_id, p.right_id, p.neq): p.pk for p in LinkPair.objects.for_operation()}
    assert set(queue) == {(one, two, ""), (one, None, ONE), (two, None, ONE)}

    among = pair_sheet(officer, pair_id=queue[one, two, ""])
    assert among.differs == {"name", "email", "address", "postal"}
    postpone_pair(officer, pair_id=queue[one, None, ONE])
    assert [line.later for line in open_pairs(officer).pairs] == [False, False, True]

    decide_pair(officer, pair_id=queue[one, two, ""], same=True)
    decide_pair(officer, pair_id=queue[one, None, ONE], same=True)
    decide_pair(officer, pair_id=queue[two, None, ONE], same=False)
    assert Enterprise.objects.for_operation().get(pk=one).neq == ONE
    with pytest.raises(AlreadyDecided):
        decide_pair(officer, pair_id=queue[one, two, ""], same=False)
    assert (find_doubles(JOB).new, open_pairs(officer).total) == (0, 0)


def test_real_and_invented_are_never_compared():
    one, _two = thread("Toitures Fictives", phone="418 555-0100"), thread("Toitures Fictives", phone="418 555-0100")
    Enterprise.objects.filter(pk=one).update(fictitious=True)
    assert find_doubles(JOB).pairs == 0


def test_only_a_job_compares_and_only_some_decide(cast):
    one, two = thread("Toitures Fictives", phone="418 555-0100"), thread("Toitures Fictives", phone="418 555-0100")
    find_doubles(JOB)
    pair = LinkPair.objects.for_operation().get(left=one, right=two)
    for viewer in (cast.stranger, cast.viewer(Role.PROMOTER), cast.viewer(Role.AUDITOR), cast.viewer(Role.FINANCE)):
        with pytest.raises(UnknownPair):
            decide_pair(viewer, pair_id=pair.pk, same=True)
        with pytest.raises(MayNotLink):
            find_doubles(viewer)
    assert pair_sheet(cast.viewer(Role.PROMOTER), pair_id=pair.pk) is None
    assert pair_sheet(cast.viewer(Role.AUDITOR), pair_id=pair.pk).may_decide is False
