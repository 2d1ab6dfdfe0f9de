"""« Même entreprise », and back: nothing moves, nothing is lost, no right widens."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Count
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.cast import JOB
from virage.base.viewer import Role, Viewer
from virage.stages.directory.canonical import canonical
from virage.stages.directory.models import Consent, Enterprise, EnterpriseFact, Merge
from virage.stages.directory.operations import (
    AlreadyOne,
    AlreadyUndone,
    NotToMerge,
    WorldsApart,
    begin_thread,
    forget_enterprise,
    give_consent,
    grant_access,
    merge_enterprises,
    name_contact,
    state_facts,
    undo_merge,
)
from virage.stages.directory.queries import enterprise_card, enterprise_card_by_id, identity_sheet
from virage.stages.directory.states import Purpose

pytestmark = pytest.mark.django_db


def thread(name, **facts):
    """An enterprise given under a name, and its owner."""
    begun = begin_thread(Viewer.public(), facts=facts)
    owner = Viewer.link(begun.key)
    name_contact(owner, key=begun.key, email=f"{name}@example.org", enterprise_name=name)
    give_consent(owner, key=begun.key, purpose=Purpose.CALL_BACK, text="J’accepte")
    return begun, owner


def opened(begun, organisation):
    """Its answers are seen by an organisation."""
    grant_access(
        JOB,
        enterprise_id=begun.id,
        organisation_id=organisation,
        matter=uuid4(),
        purpose=Purpose.CALL_BACK,
        reason="essai",
    )


def everything():
    """Each row that hangs on an enterprise, as it is."""
    models = [
        rel.related_model for rel in Enterprise._meta.related_objects if rel.related_model not in {Merge, Enterprise}
    ]
    rows = {model._meta.label: sorted(map(str, model._base_manager.values_list())) for model in models}
    return rows | {"keys": sorted(Enterprise._base_manager.values_list("pk", "key", "name", "neq"))}


def canonicals():
    return dict(Enterprise._base_manager.annotate(one=canonical()).values_list("pk", "one"))


def merge(kept, absorbed, viewer=JOB):
    return merge_enterprises(viewer, kept_id=kept.id, absorbed_id=absorbed.id, reason="essai")


def test_two_records_count_as_one_and_then_as_two(cast):
    (one, owner), (two, other) = thread("Une", region="01"), thread("Deux", region="05")
    opened(one, cast.organisations["promoter"])
    before = everything()
    number = merge(one, two)
    assert canonicals() == {one.id: one.id, two.id: one.id}
    counted = Consent.objects.for_operation().aggregate(
        distinct=Count(canonical("enterprise"), distinct=True), gross=Count("pk")
    )
    assert counted == {"distinct": 1, "gross": 2}
    assert everything() == before
    state_facts(other, key=two.key, facts={"employees": 3})
    undo_merge(JOB, merge_id=number)
    assert canonicals() == {one.id: one.id, two.id: two.id}
    EnterpriseFact.objects.filter(name="employees").delete()
    assert everything() == before
    assert enterprise_card(owner, key=one.key).facts == {"region": "01"}


def test_no_right_widens(cast):
    (one, owner), (two, other) = thread("Une", region="01"), thread("Deux", region="05")
    opened(one, cast.organisations["promoter"])
    merge(one, two)
    promoter = cast.viewer(Role.PROMOTER)
    assert enterprise_card_by_id(promoter, enterprise_id=one.id).facts == {"region": "01"}
    assert enterprise_card_by_id(promoter, enterprise_id=two.id) is None
    assert identity_sheet(promoter, enterprise_id=two.id) is None
    assert identity_sheet(promoter, enterprise_id=one.id).speaks_for == ()
    assert enterprise_card(owner, key=two.key) is None
    assert enterprise_card(other, key=one.key) is None


def test_who_may(cast):
    (one, owner), (two, _other) = thread("Une"), thread("Deux")
    promoter = cast.viewer(Role.PROMOTER)
    opened(one, cast.organisations["promoter"])
    for viewer in (owner, cast.stranger, promoter, cast.viewer(Role.ADVISER), cast.viewer(Role.AUDITOR)):
        with pytest.raises(NotToMerge):
            merge(one, two, viewer)
    opened(two, cast.organisations["promoter"])
    with pytest.raises(NotToMerge):
        merge(one, two, cast.viewer(Role.ADVISER))
    number = merge(one, two, promoter)
    undo_merge(cast.viewer(Role.ANALYST), merge_id=number)
    with pytest.raises(AlreadyUndone):
        undo_merge(promoter, merge_id=number)


def test_refusals():
    (one, _), (two, _) = thread("Une"), thread("Deux")
    merge(one, two)
    with pytest.raises(AlreadyOne):
        merge(two, one)
    Enterprise.objects.filter(pk=(three := thread("Trois")[0]).id).update(fictitious=True)
    with pytest.raises(WorldsApart):
        merge(one, three)


def test_the_database_refuses_a_circle():
    (one, _), (two, _) = thread("Une"), thread("Deux")
    merge(one, two)
    with pytest.raises(IntegrityError, match="merge_has_an_end"), transaction.atomic():
        Merge.objects.create(
            absorbed_id=one.id, kept_id=two.id, source="person", reason="", at="2026-11-22T00:00Z", by="x"
        )


def test_an_enterprise_between_two_is_forgotten():
    (one, _), (two, owner), (three, _) = thread("Une"), thread("Deux"), thread("Trois")
    merge(two, one)
    merge(three, two)
    assert set(canonicals().values()) == {three.id}
    forget_enterprise(owner, key=two.key)
    assert canonicals() == {one.id: one.id, three.id: three.id}


steps = st.lists(st.tuples(st.sampled_from(["merge", "undo"]), st.integers(0, 4), st.integers(0, 4)), max_size=12)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_any_order_of_merges_and_ways_back(db, acts):
    """What speaks for what is a function of the merges in force, and with none left all is as it was."""
    with transaction.atomic():
        ids = [thread(f"Fiche {n}", region="01")[0] for n in range(5)]
        before, done = everything(), []
        for act, a, b in acts:
            if act == "merge" and root(done, ids[a].id) != root(done, ids[b].id):
                kept, absorbed = root(done, ids[a].id), root(done, ids[b].id)
                number = merge(ids[a], ids[b])
                done.append((number, absorbed, kept))
            elif act == "undo" and done:
                number, _absorbed, _kept = done.pop(a % len(done))
                undo_merge(JOB, merge_id=number)
            assert canonicals() == {one.id: root(done, one.id) for one in ids}
        for number, _absorbed, _kept in done:
            undo_merge(JOB, merge_id=number)
        assert canonicals() == {one.id: one.id for one in ids}
        assert everything() == before
        transaction.set_rollback(True)


def root(done, one):
    up = {absorbed: kept for _number, absorbed, kept in done}
    while one in up:
        one = up[one]
    return one
