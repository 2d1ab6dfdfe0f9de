"""A calculation run again: the same, or each difference by its name; and what moved since it was given its figures."""

from copy import deepcopy
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.calling import TODAY, discussed, marks, on, published, submitted
from virage.base.viewer import Role
from virage.stages.calls.models import Selection
from virage.stages.calls.operations import discuss_scores, propose_selection
from virage.stages.calls.queries import comparison, replay


def computed(cast):
    call = published(cast, amount=50_000, floors=[{"sector": "", "region": "01", "amount": "30000", "price": 5}])
    best, other = submitted(cast, call), submitted(cast, call, title="Tournée fictive")
    for number, value in ((best, 8), (other, 6)):
        discussed(cast, number, value)
    with on(TODAY + timedelta(days=31)):
        return best, other, propose_selection(cast.viewer(Role.ANALYST), call_id=call)


def plain(found):
    return [(one.about, one.kept.replace("\xa0", " "), one.again.replace("\xa0", " ")) for one in found]


def test_the_auditor_alone_runs_it_again_and_finds_the_same(cast):
    best, other, number = computed(cast)
    auditor = cast.viewer(Role.AUDITOR)
    with CaptureQueriesContext(connection) as asked:
        again = replay(auditor, selection_id=number)
    assert len(asked) <= 14
    assert (again.differences, again.moved, again.same_terms, len(again.digest)) == ((), (), True, 64)
    assert [(one.id, one.rank, one.chosen) for one in again.lines] == [(best, 1, True), (other, 2, False)]
    assert [(one.name, one.weight) for one in again.slacks] == [("Pertinence", 60), ("Capacité", 40)]
    assert [one for one, _at in comparison(auditor, call_id=again.card.id).kept] == [number]
    others = [cast.viewer(role) for role in Role if role is not Role.AUDITOR]
    assert [replay(viewer, selection_id=number) for viewer in (*others, cast.stranger)] == [None] * 9
    assert comparison(cast.viewer(Role.DIRECTOR), call_id=again.card.id).kept == ()


def test_each_difference_with_what_was_kept_is_named(cast):
    best, _other, number = computed(cast)
    kept = Selection.objects.for_operation().get(pk=number)
    told = deepcopy(kept.answered)
    told["left"] = "1.00"
    told["findings"][str(best)] |= {"chosen": False, "because": "below"}
    told["floors"][0]["missing"] = "5"
    false = Selection.objects.create(call=kept.call, given=kept.given, answered=told, at=timezone.now(), by="person:1")
    again = replay(cast.viewer(Role.AUDITOR), selection_id=false.pk)
    assert sorted(plain(again.differences)) == [
        ("Ateliers fictifs, choix", "proposition non retenue", "proposition retenue"),
        ("Ateliers fictifs, raison", "sous la ligne", "par son rang"),
        ("plancher, 1, ce qui manque au plancher", "5 $", "0 $"),
        ("reste", "1 $", "10 000 $"),
    ]
    assert [one for one, _at in again.others] == [number]


def test_scores_discussed_again_after_a_calculation_are_told(cast):
    _best, other, number = computed(cast)
    discuss_scores(cast.viewer(Role.ANALYST), proposal_id=other, marks=marks(other, 9))
    again = replay(cast.viewer(Role.AUDITOR), selection_id=number)
    assert again.differences == ()
    assert sorted(plain(again.moved)) == [
        ("Tournée fictive, note au critère, Capacité", "6", "9"),
        ("Tournée fictive, note au critère, Pertinence", "6", "9"),
        ("Tournée fictive, note discutée", "60,00", "90,00"),
    ]
    assert [one.rank for one in again.lines] == [1, 2]  # as it was


def test_what_each_floor_costs_is_told_one_by_one_when_asked(cast):
    far = {"sector": "", "region": "09", "amount": "30000", "price": 500}
    call = published(cast, amount=50_000, floors=[far, {**far, "region": "01", "price": 1}])
    best, other = submitted(cast, call), submitted(cast, call, title="Tournée fictive", region="09")
    for number, value in ((best, 8), (other, 6)):
        discussed(cast, number, value)
    with on(TODAY + timedelta(days=31)):
        propose_selection(cast.viewer(Role.ANALYST), call_id=call)
    director = cast.viewer(Role.DIRECTOR)
    assert [one.cost for one in comparison(director, call_id=call).computed.floors] == [None, None]
    told = comparison(director, call_id=call, floor_by_floor=True).computed.floors
    assert [(one.leaves, one.enters) for one in told] == [
        (("Tournée fictive",), ("Ateliers fictifs",)),
        ((), ()),
    ]
    assert [float(one.cost) for one in told] == [20.75, 0]  # 80 points for 60, and the other floor reached
