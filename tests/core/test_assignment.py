"""Who could take a file: never over capacity, never someone absent, whatever the order things come in."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from virage.core.answers import Answer
from virage.core.assignment import Absence, AssignmentGround as Ground, Base, Matter, Worker, propose, weigh

ON = date(2026, 11, 22)
DUE = date(2026, 12, 4)
SURE = Matter(id=1, due=DUE, sector="bois", region="01", mrc="La Matanie", language="fr")
ANA = Worker(id=1, name="Ana", open_files=2, capacity=4, languages=frozenset({"fr"}))

days = st.integers(-40, 40).map(lambda n: ON + timedelta(days=n))
fields = st.frozensets(st.sampled_from(["bois", "tourisme", "commerce"]), max_size=2)
regions = st.frozensets(st.sampled_from(["01", "06", "12"]), max_size=2)
tongues = st.frozensets(st.sampled_from(["fr", "en"]), max_size=2)
absences = st.lists(st.tuples(days, days).map(lambda two: Absence(first=min(two), last=max(two))), max_size=2).map(
    tuple
)
bases = st.none() | st.builds(
    Base, name=st.just("Point"), region=st.sampled_from(["01", "06"]), mrc=st.sampled_from(["", "A"]), languages=tongues
)


@st.composite
def teams(draw):
    count = draw(st.integers(0, 5))
    return [
        draw(
            st.builds(
                Worker,
                id=st.just(number),
                name=st.sampled_from(["Ana", "Bob", "Chi"]),
                open_files=st.integers(0, 4),
                capacity=st.none() | st.integers(0, 5),
                sectors=fields,
                regions=regions,
                languages=tongues,
                absences=absences,
                base=bases,
            )
        )
        for number in range(count)
    ]


@st.composite
def piles(draw):
    count = draw(st.integers(0, 6))
    return [
        draw(
            st.builds(
                Matter,
                id=st.just(number),
                due=days,
                sector=st.none() | st.sampled_from(["bois", "tourisme"]),
                region=st.none() | st.sampled_from(["01", "06"]),
                mrc=st.none() | st.just("A"),
                language=st.none() | st.sampled_from(["fr", "en"]),
                holder=st.none() | st.integers(0, 4),
            )
        )
        for number in range(count)
    ]


@given(piles(), teams())
def test_nobody_is_given_more_than_they_can_hold(pile, team):
    given_to = [one.proposed for one in propose(pile, team, on=ON)]
    for worker in team:
        more = given_to.count(worker.id)
        assert more == 0 or worker.capacity is None or worker.open_files + more <= worker.capacity


@given(piles(), teams())
def test_nobody_absent_nor_unsuited_is_proposed(pile, team):
    people, matters = {one.id: one for one in team}, {one.id: one for one in pile}
    for one in propose(pile, team, on=ON):
        if one.proposed is None:
            assert all(each.against for each in one.candidates)
            continue
        worker, matter = people[one.proposed], matters[one.matter]
        asked = {ON, max(ON, matter.due)}
        assert not any(away.first <= day <= away.last for away in worker.absences for day in asked)
        assert not worker.sectors or matter.sector is None or matter.sector in worker.sectors
        assert not worker.regions or matter.region is None or matter.region in worker.regions
        assert not worker.languages or matter.language is None or matter.language in worker.languages
        assert matter.holder != worker.id


@given(piles(), teams(), st.randoms())
def test_the_order_things_come_in_changes_nothing(pile, team, rng):
    first = propose(pile, team, on=ON)
    rng.shuffle(pile)
    rng.shuffle(team)
    assert propose(pile, team, on=ON) == first


@given(piles(), teams())
def test_each_matter_is_answered_once_and_everyone_is_explained(pile, team):
    found = propose(pile, team, on=ON)
    holders = {one.id: one.holder for one in pile}
    assert sorted(one.matter for one in found) == sorted(holders)
    for one in found:
        assert {each.id for each in one.candidates} == {each.id for each in team} - {holders[one.matter]}
        assert all([f.ground for f in each.findings] == list(Ground) for each in one.candidates)


@pytest.mark.parametrize(
    ("change", "ground", "answer"),
    [
        ({}, Ground.PRESENCE, Answer.YES),
        ({"absences": (Absence(first=ON, last=ON),)}, Ground.PRESENCE, Answer.NO),
        ({"absences": (Absence(first=DUE, last=DUE + timedelta(days=9)),)}, Ground.PRESENCE, Answer.NO),
        (
            {"absences": (Absence(first=DUE + timedelta(days=1), last=DUE + timedelta(days=9)),)},
            Ground.PRESENCE,
            Answer.YES,
        ),
        ({"open_files": 4}, Ground.LOAD, Answer.NO),
        ({"capacity": None}, Ground.LOAD, Answer.UNKNOWN),
        ({"sectors": frozenset({"tourisme"})}, Ground.SECTOR, Answer.NO),
        ({"regions": frozenset({"06"})}, Ground.TERRITORY, Answer.NO),
        ({"base": Base(name="Matane", region="01")}, Ground.TERRITORY, Answer.YES),
        ({"base": Base(name="Montréal", region="06")}, Ground.TERRITORY, Answer.NO),
        (
            {"base": Base(name="Montréal", region="06"), "regions": frozenset({"01"})},
            Ground.TERRITORY,
            Answer.YES,
        ),
        ({"languages": frozenset({"en"})}, Ground.LANGUAGE, Answer.NO),
        ({"languages": frozenset()}, Ground.LANGUAGE, Answer.UNKNOWN),
        (
            {"languages": frozenset(), "base": Base(name="M", region="01", languages=frozenset({"fr"}))},
            Ground.LANGUAGE,
            Answer.YES,
        ),
    ],
)
def test_each_ground_has_its_answer(change, ground, answer):
    worker = Worker(**{**{name: getattr(ANA, name) for name in ANA.__slots__}, **change})
    found = {one.ground: one.answer for one in weigh(SURE, worker, on=ON).findings}
    assert found[ground] is answer


def test_the_nearest_comes_first_then_the_lightest():
    here, near = Base(name="Matane", region="01", mrc="La Matanie"), Base(name="Rimouski", region="01")
    tongues = frozenset({"fr"})
    team = [
        Worker(id=1, name="Loin", open_files=0, capacity=4, languages=tongues),
        Worker(id=2, name="Région", open_files=1, capacity=4, languages=tongues, base=near),
        Worker(id=3, name="MRC chargée", open_files=3, capacity=4, languages=tongues, base=here),
        Worker(id=4, name="MRC libre", open_files=3, capacity=8, languages=tongues, base=here),
        Worker(id=5, name="Non dit", open_files=0, languages=tongues, base=here),
        Worker(id=6, name="Pleine", open_files=4, capacity=4, languages=tongues, base=here),
    ]
    (found,) = propose([SURE], team, on=ON)
    assert (found.proposed, [one.id for one in found.candidates]) == (4, [4, 3, 2, 1, 5, 6])
